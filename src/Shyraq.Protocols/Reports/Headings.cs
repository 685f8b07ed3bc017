namespace Shyraq.Protocols.Reports;

/// <summary>Titles of reports, tables and columns, and single words, in the order of <see cref="ReportWords.Languages"/>.</summary>
internal static class Headings
{
    public static readonly Dictionary<string, string[]> All = new(StringComparer.Ordinal)
    {
        ["title.attendance"] = ["Явка и время под землёй", "Жұмысқа келу және жерасты уақыты", "Attendance and time underground"],

        ["table.attendanceCompanies"] = ["По предприятиям", "Кәсіпорындар бойынша", "By company"],
        ["table.attendancePeople"] = ["По людям", "Адамдар бойынша", "By person"],
        ["table.attendanceDescents"] = ["Каждый спуск", "Әр түсу", "Each way down"],

        ["column.company"] = ["Предприятие", "Кәсіпорын", "Company"],
        ["column.contractor"] = ["Подрядчик", "Мердігер", "Contractor"],
        ["column.people"] = ["Людей", "Адам", "People"],
        ["column.descents"] = ["Спусков", "Түсу", "Ways down"],
        ["column.underground"] = ["Под землёй", "Жер астында", "Underground"],
        ["column.hours"] = ["Часов", "Сағат", "Hours"],
        ["column.stillIn"] = ["Ещё в шахте", "Әлі шахтада", "Still in"],
        ["column.unaccounted"] = ["Нет сведений", "Мәлімет жоқ", "Unaccounted"],
        ["column.name"] = ["Имя", "Аты-жөні", "Name"],
        ["column.number"] = ["Таб. №", "Таб. №", "Number"],
        ["column.crew"] = ["Бригада", "Бригада", "Crew"],
        ["column.wentDown"] = ["Спуск", "Түсті", "Went down"],
        ["column.downBy"] = ["Спуск виден по", "Түскені неден белгілі", "Known by"],
        ["column.cameUp"] = ["Выход", "Шықты", "Came up"],
        ["column.upBy"] = ["Выход виден по", "Шыққаны неден белгілі", "Known by"],
        ["column.remark"] = ["Примечание", "Ескертпе", "Remark"],

        ["total"] = ["Итого", "Барлығы", "Total"],
        ["yes"] = ["да", "иә", "yes"],
        ["no"] = ["нет", "жоқ", "no"],
        ["noCompany"] = ["Без предприятия", "Кәсіпорынсыз", "No company"],
        ["unknownCompany"] = ["Не опознаны", "Танылмаған", "Not recognised"],
        ["notDown"] = ["в наряде, не спускался", "нарядта, түспеген", "planned, did not go down"],
        ["isStillIn"] = ["ещё в шахте", "әлі шахтада", "still in"],
        ["isUnaccounted"] = ["НЕТ СВЕДЕНИЙ", "МӘЛІМЕТ ЖОҚ", "UNACCOUNTED"],
        ["endUnknown"] = ["конец спуска неизвестен", "шыққан уақыты белгісіз", "end not known"],
        ["notInRegistry"] = ["нет в реестре", "тізілімде жоқ", "not in the registry"],

        ["period"] = ["Период", "Кезең", "Period"],
        ["shift"] = ["Смена", "Ауысым", "Shift"],
        ["made"] = ["Составлен", "Жасалды", "Made"],
        ["plan"] = ["План, версия", "Жоспар, нұсқасы", "Plan, version"],
        ["journal"] = ["Журнал, блок", "Журнал, блок", "Journal, block"],
        ["record"] = ["Запись", "Жазба", "Record"],
        ["timeZone"] = ["Время", "Уақыт", "Time"],
        ["page"] = ["Лист {0} из {1}", "{1} парақтың {0}-парағы", "Page {0} of {1}"],
        ["none"] = ["Нет", "Жоқ", "None"],
        ["only"] = ["Только", "Тек", "Only"],
        ["signature"] = ["Подпись", "Қолы", "Signature"],
        ["rows"] = ["строк", "жол", "rows"],
    };
}
