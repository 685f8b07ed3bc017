using System.Globalization;
using System.Text;
using System.Text.Json;
using Shyraq.Core.Gas;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Gas;

/// <summary>One JSON object on its way to a reading. What vendors write instead of a value, a unit or a status stops here; see <c>docs/gas.md</c>.</summary>
internal sealed class ReadingObject(JsonElement json)
{
    /// <summary>Why <see cref="Make"/> gave null.</summary>
    public Refusal? Refusal { get; private set; }

    private string? _sensor, _tag;

    /// <summary>The reading, or null with <see cref="Refusal"/> set.</summary>
    public Reading? Make()
    {
        if (!Id("sensor", out _sensor) || !Id("tag", out _tag)) return null;
        if (Text("time") is not { } timeText) return Missing("time", IsoTime.Expected);
        if (!IsoTime.TryParse(Encoding.UTF8.GetBytes(timeText), out var time)) return Bad("time", IsoTime.Expected);
        if (_sensor is null == _tag is null) return _sensor is null ? Missing("sensor", "the id of a fixed sensor, or of a tag that it is worn with") : Bad("tag", "either a sensor or a tag");
        Quantity? quantity = null;
        if (Text("quantity") is { } measured && (quantity = Quantities.Of(measured.Trim())) is null) return Bad("quantity", "CH4, CO, O2, CO2, H2, dust or airSpeed");
        if (quantity is null && _tag is not null) return Missing("quantity", "CH4, CO, O2, CO2, H2, dust or airSpeed");
        GasUnit? unit = null;
        if (Text("unit") is { Length: > 0 } said && (unit = Quantities.UnitOf(said)) is null) return Bad("unit", "%, ppm, mg/m3 or m/s");
        var status = VendorWords.StatusOf(Find("status"));
        if (!Number(out var value)) return Bad("value", "a finite number, or none");
        if (value is { } given && VendorWords.IsNoValue(given, unit, status)) value = null;
        // A sensor that has no value and says nothing of it has one fault for sure.
        if (value is null && status is ReadingStatus.Ok or ReadingStatus.Unknown) status = ReadingStatus.Fault;
        return new(time, _sensor, _tag is null ? null : new TagId(_tag), quantity, status == ReadingStatus.Fault ? null : value, unit, status);
    }

    private bool Number(out double? value)
    {
        value = null;
        switch (Find("value"))
        {
            case null or { ValueKind: JsonValueKind.Null }:
                return true;
            case { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var plain) && double.IsFinite(plain):
                value = plain;
                return true;
            case { ValueKind: JsonValueKind.String } text when text.GetString() is { } written:
                if (VendorWords.SaysNoValue(written)) return true;
                if (!double.TryParse(written.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) || !double.IsFinite(read)) return false;
                value = read;
                return true;
            default:
                return false;
        }
    }

    private bool Id(string name, out string? id)
    {
        id = null;
        if (Find(name) is not { } element || element.ValueKind == JsonValueKind.Null) return true;
        if (element.ValueKind == JsonValueKind.String && IdPool.Get(Encoding.UTF8.GetBytes(element.GetString()!)) is { } known)
        {
            id = known;
            return true;
        }
        Bad(name, IdPool.Expected);
        return false;
    }

    private string? Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private JsonElement? Find(string name) => json.TryGetProperty(name, out var element) ? element : null;

    private Reading? Missing(string property, string expected)
    {
        // A property of the wrong type is there, and bad.
        if (Find(property) is { } found && found.ValueKind is not JsonValueKind.Null) return Bad(property, expected);
        Refusal = new(RefusalReason.MissingProperty, _tag, _sensor, null, property, $"absent; expected {expected}");
        return null;
    }

    private Reading? Bad(string property, string expected)
    {
        Refusal = new(RefusalReason.BadValue, _tag, _sensor, null, property, $"found {(Find(property) is { } found ? JsonFound.Cut(Encoding.UTF8.GetBytes(found.GetRawText())) : "nothing")}; expected {expected}");
        return null;
    }
}
