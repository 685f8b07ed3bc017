using System.Collections.Frozen;
using System.Globalization;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Rescue;

/// <summary>The words of the rescue sheet in Russian, Kazakh and English.</summary>
public static class SheetWords
{
    /// <summary>As the sheet has them, the first being that in which it opens.</summary>
    public static readonly string[] Languages = ["ru", "kk", "en"];

    internal static readonly FrozenDictionary<string, string[]> All = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["title"] = ["Лист спасателя", "Құтқарушы парағы", "Rescue sheet"],
        ["made"] = ["Составлен", "Жасалды", "Made at"],
        ["age"] = ["Все места и возрасты указаны на этот момент. После него лист ничего не знает.", "Барлық орын мен уақыт осы сәтке қатысты. Одан кейінгіні парақ білмейді.", "All places and ages are of this moment. Of anything later the sheet knows nothing."],
        ["noEmergency"] = ["Авария не объявлена", "Апат жарияланбаған", "No emergency declared"],
        ["fire"] = ["Пожар", "Өрт", "Fire"],
        ["explosion"] = ["Взрыв", "Жарылыс", "Explosion"],
        ["outburst"] = ["Внезапный выброс", "Кенет лақтырыс", "Outburst"],
        ["roofFall"] = ["Обрушение", "Опырылу", "Roof fall"],
        ["inrush"] = ["Прорыв", "Су басу", "Inrush"],
        ["other"] = ["Авария", "Апат", "Emergency"],
        ["confirmed"] = ["объявил", "жариялады", "declared by"],
        ["people"] = ["Люди", "Адамдар", "People"],
        ["status"] = ["Состояние", "Күйі", "Status"],
        ["who"] = ["Кто", "Кім", "Who"],
        ["number"] = ["Номер", "Нөмір", "Number"],
        ["place"] = ["Место", "Орны", "Place"],
        ["heard"] = ["Слышали", "Естілді", "Heard"],
        ["radius"] = ["±, м", "±, м", "±, m"],
        ["way"] = ["Путь выхода", "Шығу жолы", "Way out"],
        ["left"] = ["Запас", "Қор", "Left"],
        ["silent"] = ["молчит", "үнсіз", "silent"],
        ["unplaced"] = ["место неизвестно", "орны белгісіз", "place unknown"],
        ["movingWrong"] = ["идёт не туда", "теріс жүр", "going the wrong way"],
        ["standing"] = ["стоит", "тұр", "standing"],
        ["movingUnknown"] = ["куда идёт, неизвестно", "қайда барады, белгісіз", "which way not known"],
        ["movingRight"] = ["выходит", "шығып барады", "on the way out"],
        ["atRefuge"] = ["в убежище", "панада", "at a refuge"],
        ["injured"] = ["ранен", "жараланған", "injured"],
        ["notAtRefuge"] = ["был отмечен в убежище, слышали в другом месте", "панада деп белгіленген, басқа жерде естілді", "was said to be at a refuge, heard elsewhere since"],
        ["out"] = ["вышел", "шықты", "out"],
        ["passageOut"] = ["вышел через проходную", "өткізгіш арқылы шықты", "passed a gate"],
        ["lampReturned"] = ["светильник сдан", "шам тапсырылды", "lamp returned"],
        ["tagOnSurface"] = ["метка на поверхности", "белгі жер бетінде", "tag above ground"],
        ["tagLeftByExit"] = ["метка ушла через выход", "белгі шығу арқылы кетті", "tag left by an exit"],
        ["manual"] = ["сообщено", "хабарланды", "said"],
        ["onSurface"] = ["на поверхности", "жер бетінде", "on the surface"],
        ["goingDown"] = ["спускается", "түсіп барады", "going down"],
        ["underground"] = ["в шахте", "шахтада", "underground"],
        ["unaccounted"] = ["нет сведений", "мәлімет жоқ", "unaccounted"],
        ["inFreshAir"] = ["на свежей струе", "таза ауада", "in fresh air"],
        ["reachesFreshAir"] = ["дойдёт до свежей струи", "таза ауаға жетеді", "reaches fresh air"],
        ["refugeOnly"] = ["только убежище", "тек пана", "refuge only"],
        ["outOfReach"] = ["не дойдёт", "жетпейді", "out of reach"],
        ["noPlace"] = ["пути нет: место неизвестно", "жол жоқ: орны белгісіз", "no way: place unknown"],
        ["ago"] = ["назад", "бұрын", "ago"],
        ["min"] = ["мин", "мин", "min"],
        ["s"] = ["с", "с", "s"],
        ["m"] = ["м", "м", "m"],
        ["h"] = ["ч", "сағ", "h"],
        ["live"] = ["на связи", "байланыста", "live"],
        ["inferred"] = ["по расчёту", "есеп бойынша", "inferred"],
        ["lastKnown"] = ["последнее известное", "соңғы белгілі", "last known"],
        ["alternatives"] = ["возможных мест", "мүмкін орын", "possible places"],
        ["reach"] = ["мог дойти", "жетуі мүмкін", "can have reached"],
        ["towardsEnd"] = ["шёл к концу выработки", "қазба соңына қарай жүрген", "was going to the end"],
        ["towardsStart"] = ["шёл к началу выработки", "қазба басына қарай жүрген", "was going to the start"],
        ["search"] = ["Поиск: имя, номер, метка, место", "Іздеу: аты, нөмірі, белгісі, орны", "Search: name, number, tag, place"],
        ["level"] = ["Горизонт", "Горизонт", "Level"],
        ["noLevel"] = ["Без горизонта", "Горизонтсыз", "Off the levels"],
        ["exit"] = ["выход", "шығу", "exit"],
        ["refuge"] = ["убежище", "пана", "refuge"],
        ["selfRescuerCache"] = ["самоспасатели", "өзін-өзі құтқарғыштар", "self-rescuers"],
        ["closed"] = ["Закрытые участки", "Жабық бөліктер", "Closed sections"],
        ["sensor"] = ["датчик", "датчик", "sensor"],
        ["blocked"] = ["завал", "үйінді", "blocked"],
        ["gas"] = ["газ", "газ", "gas"],
        ["smoke"] = ["дым", "түтін", "smoke"],
        ["flooded"] = ["затоплено", "су басқан", "flooded"],
        ["forbidden"] = ["запрещено", "тыйым салынған", "forbidden"],
        ["teams"] = ["Отделения", "Жасақтар", "Rescue teams"],
        ["air"] = ["воздух, мин", "ауа, мин", "air, min"],
        ["recalled"] = ["отозвано", "кері шақырылды", "recalled"],
        ["acknowledged"] = ["подтвердили", "растады", "acknowledged"],
        ["statements"] = ["Кто что сказал", "Кім не айтты", "Who said what"],
        ["unconfirmed"] = ["не подтверждено", "расталмаған", "not confirmed"],
        ["isConfirmed"] = ["подтверждено", "расталған", "confirmed"],
        ["withdrawn"] = ["отозвано", "қайтарылды", "withdrawn"],
        ["foundAlive"] = ["найден живым", "тірі табылды", "found alive"],
        ["foundDead"] = ["найден мёртвым", "өлі табылды", "found dead"],
        ["seen"] = ["видели", "көрді", "seen"],
        ["frozen"] = ["Где были в момент T0", "T0 сәтінде қайда болды", "Where they were at T0"],
        ["unplacedAtT0"] = ["без места", "орынсыз", "without a place"],
        ["information"] = ["Что известно", "Не белгілі", "What is known"],
        ["stale"] = ["устарело", "ескірген", "stale"],
        ["radiosDead"] = ["радио не отвечает", "радио үнсіз", "radios dead"],
        ["neverCovered"] = ["никогда не слышно", "ешқашан естілмеген", "never covered"],
        ["vehicle"] = ["машина", "машина", "vehicle"],
        ["at"] = ["на", "нүктесі", "at"],
        ["total"] = ["всего", "барлығы", "in all"],
        ["none"] = ["нет", "жоқ", "none"],
        ["journal"] = ["блок журнала", "журнал блогы", "journal block"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A language that the sheet has.</summary>
    public static bool Knows(string language) => Languages.Contains(language);

    /// <summary>A word.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    internal static string Say(string key, string language) => All[key][Math.Max(0, Array.IndexOf(Languages, language))];

    /// <summary>A name of the core as a key: its first letter small.</summary>
    internal static string Key<T>(T value) where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    /// <summary>How long, short: seconds, minutes, or hours with minutes.</summary>
    internal static string Age(double seconds, string language) => Math.Max(0, seconds) switch
    {
        < 60 and var s => string.Create(CultureInfo.InvariantCulture, $"{s:0} {Say("s", language)}"),
        < 3600 and var s => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(s / 60)} {Say("min", language)}"),
        var s => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(s / 3600)} {Say("h", language)} {Math.Floor(s % 3600 / 60):00} {Say("min", language)}"),
    };

    /// <summary>Date and time of the mine; in UTC where this machine does not know its zone.</summary>
    internal static string Clock(Instant time, string zone)
    {
        var known = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var of);
        return TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), known ? of! : TimeZoneInfo.Utc).ToString(known ? "dd.MM.yyyy HH:mm:ss" : "dd.MM.yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
    }
}
