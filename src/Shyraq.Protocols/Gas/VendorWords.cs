using System.Text.Json;
using Shyraq.Core.Gas;

namespace Shyraq.Protocols.Gas;

/// <summary>How vendors say that a sensor has no value, and how it does.</summary>
internal static class VendorWords
{
    /// <summary>What no air has: registers that are full, and the nines and minus ones that stand for nothing.</summary>
    private static readonly double[] Nothing = [-1, -999, -9999, 9999, 9999.9, 99999, 32767, -32768, 65535];

    /// <summary>Numbers below this are no drift of a zero any more, in any unit.</summary>
    private const double Drift = -5;

    /// <summary>
    /// A number that is no value. 999 is one only where nothing can have so much (per cent, metres a second), or where the status says so: 999 ppm of
    /// carbon monoxide is a fire, and is believed.
    /// </summary>
    public static bool IsNoValue(double value, GasUnit? unit, ReadingStatus status) =>
        value < Drift || Nothing.Contains(value) || (value is 999 or 999.9 && (unit is GasUnit.Percent or GasUnit.MetresPerSecond || status == ReadingStatus.Fault));

    /// <summary>A text that stands for no value.</summary>
    public static bool SaysNoValue(string text) => text.Trim().ToUpperInvariant() is "" or "-" or "—" or "--" or "---" or "N/A" or "NA" or "NAN" or "NULL" or "NONE" or "НЕТ" or "Н/Д";

    /// <summary>The status in the words of many vendors; absent or 0 is well, another number is a fault.</summary>
    public static ReadingStatus StatusOf(JsonElement? status) => status switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.True } => ReadingStatus.Ok,
        { ValueKind: JsonValueKind.False } => ReadingStatus.Fault,
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var code) && code == 0 ? ReadingStatus.Ok : ReadingStatus.Fault,
        { ValueKind: JsonValueKind.String } text => OfWord(text.GetString()!),
        _ => ReadingStatus.Unknown,
    };

    private static ReadingStatus OfWord(string word) => word.Trim().ToUpperInvariant() switch
    {
        "" or "OK" or "0" or "GOOD" or "NORMAL" or "NORM" or "НОРМА" or "ИСПРАВЕН" => ReadingStatus.Ok,
        "FAULT" or "FAIL" or "FAILURE" or "ERROR" or "BAD" or "INVALID" or "NOVALUE" or "NO VALUE" or "АВАРИЯ" or "ОТКАЗ" or "ОШИБКА" or "НЕИСПРАВЕН" or "НЕТ СВЯЗИ" or "ОБРЫВ" => ReadingStatus.Fault,
        "CALIBRATION" or "CALIBRATING" or "TEST" or "MAINTENANCE" or "КАЛИБРОВКА" or "ПОВЕРКА" or "ПРОВЕРКА" or "ТЕСТ" => ReadingStatus.Calibrating,
        "WARMUP" or "WARMING" or "WARMINGUP" or "WARM-UP" or "ПРОГРЕВ" => ReadingStatus.WarmingUp,
        "OVERRANGE" or "OVER" or "HIGH" or "SATURATED" or "ЗАШКАЛ" or "ПЕРЕГРУЗКА" or "ПРЕВЫШЕНИЕ ДИАПАЗОНА" => ReadingStatus.OverRange,
        _ => ReadingStatus.Unknown,
    };
}
