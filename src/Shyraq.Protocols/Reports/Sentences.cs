namespace Shyraq.Protocols.Reports;

/// <summary>What reports say of themselves, in the order of <see cref="ReportWords.Languages"/>; the values of a note stand in it as {0}, {1} ….</summary>
internal static class Sentences
{
    public static readonly Dictionary<string, string[]> All = new(StringComparer.Ordinal)
    {
        ["note.recordWhole"] = ["Запись за период полная, без перерывов.", "Кезең жазбасы толық, үзіліссіз.", "The record of the period is whole, without gaps."],
        ["note.recordMissing"] =
        [
            "Записано {0} периода; перерывов {1}, всего {2}. Что было в перерывах, неизвестно.",
            "Кезеңнің {0} жазылған; үзіліс {1}, барлығы {2}. Үзілістерде не болғаны белгісіз.",
            "Recorded: {0} of the period; gaps: {1}, together {2}. What happened in them is not known.",
        ],
        ["note.recordGap"] = ["Нет записи: {0} – {1} ({2}).", "Жазба жоқ: {0} – {1} ({2}).", "No record: {0} – {1} ({2})."],
        ["note.recordMoreGaps"] = ["И ещё перерывов: {0}.", "Тағы үзіліс: {0}.", "And more gaps: {0}."],
        ["note.historyBehind"] =
        [
            "История догоняет журнал: события есть до блока {0} из {1}; более новых здесь нет.",
            "Тарих журналды қуып жетуде: оқиғалар {1} блоктың {0} дейін бар; жаңалары мұнда жоқ.",
            "The history is catching up with the journal: events up to block {0} of {1} are here, newer ones are not.",
        ],
        ["note.hoursWithin"] =
        [
            "Время под землёй считается внутри периода: спуск, начатый до него или не оконченный в нём, входит своей частью.",
            "Жерасты уақыты кезең ішінде саналады: одан бұрын басталған немесе онда аяқталмаған түсу өз бөлігімен кіреді.",
            "Time underground is counted within the period: of a way down that begins before or ends after it, only its part.",
        ],
        ["note.hoursOfShift"] =
        [
            "Спуски смены входят целиком: кто спустился не раньше чем за 90 минут до её начала и до её конца.",
            "Ауысымның түсулері толық кіреді: басталуынан 90 минуттан ерте емес және аяқталғанға дейін түскендер.",
            "The ways down of the shift count wholly: of those who went down from 90 minutes before its start until its end.",
        ],
        ["note.stillInCounted"] =
        [
            "Кто ещё в шахте, тому время посчитано до конца записи, {0}; оно не окончательное.",
            "Әлі шахтада жүргендердің уақыты жазба соңына дейін, {0}, саналды; ол соңғы емес.",
            "For those who are still in, time is counted up to the end of the record, {0}; it is not final.",
        ],
        ["note.cutDescents"] =
        [
            "Спусков, конца которых в записи нет: {0}. Их время не посчитано.",
            "Соңы жазбада жоқ түсулер: {0}. Олардың уақыты саналмады.",
            "Ways down of which the record has no end: {0}. Their time is not counted.",
        ],
        ["note.unknownPeople"] =
        [
            "Людей, которых реестр не знает: {0}. Они не отнесены ни к одному предприятию.",
            "Тізілім білмейтін адам: {0}. Олар ешбір кәсіпорынға жатқызылмады.",
            "People whom the registry does not know: {0}. They are counted for no company.",
        ],
        ["note.unreadPresence"] =
        [
            "События, записанные прежней версией без сведений о человеке: {0}. Они не учтены; история, составленная по журналу заново, их восполнит.",
            "Бұрынғы нұсқа адам туралы мәліметсіз жазған оқиғалар: {0}. Олар ескерілмеді; журналдан қайта жасалған тарих оларды толықтырады.",
            "Events that an earlier version wrote without saying who it is: {0}. They are left out; a history derived from the journal again has them.",
        ],
    };
}
