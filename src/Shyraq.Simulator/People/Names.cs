using Shyraq.Simulator.Chances;

namespace Shyraq.Simulator.People;

/// <summary>Names as they stand on a crew list in the Karaganda basin. Made up: any likeness to a living person is chance.</summary>
internal static class Names
{
    private static readonly string[] KazakhFamilies =
    [
        "Абдрахманов", "Абишев", "Айтжанов", "Акишев", "Алимбаев", "Аманжолов", "Асылбеков", "Ахметов", "Байжанов", "Бекмагамбетов",
        "Досжанов", "Дюсембаев", "Ержанов", "Есенов", "Жакупов", "Жумабеков", "Ибраев", "Искаков", "Исмагулов", "Каримов",
        "Касенов", "Кенжебеков", "Кусаинов", "Мукашев", "Муканов", "Нургалиев", "Нурпеисов", "Омаров", "Оспанов", "Рахимжанов",
        "Сагинтаев", "Садвакасов", "Сейткалиев", "Сериков", "Смагулов", "Султанов", "Тлеубаев", "Токтаров", "Тулегенов", "Шаймерденов",
    ];

    private static readonly string[] KazakhGiven =
    [
        "Азамат", "Айбек", "Алибек", "Арман", "Асхат", "Бауыржан", "Берик", "Болат", "Галым", "Данияр", "Ерлан", "Ержан", "Жанат", "Жандос",
        "Кайрат", "Канат", "Марат", "Мурат", "Нурлан", "Олжас", "Руслан", "Самат", "Серик", "Талгат", "Тимур", "Улан", "Ырысбек",
    ];

    private static readonly string[] RussianFamilies =
    [
        "Бондаренко", "Васильев", "Волков", "Гончаренко", "Горбунов", "Ефимов", "Зайцев", "Иванов", "Ковалёв", "Козлов", "Коваленко", "Кузнецов",
        "Лебедев", "Макаров", "Мельник", "Морозов", "Новиков", "Павленко", "Петренко", "Попов", "Савченко", "Семёнов", "Соколов", "Степанов",
        "Ткаченко", "Фёдоров", "Хасанов", "Шевченко", "Яковлев",
    ];

    private static readonly string[] GermanFamilies = ["Вагнер", "Вебер", "Гаус", "Кёлер", "Крафт", "Миллер", "Рейх", "Роот", "Фогель", "Шварц", "Шмидт", "Штерн", "Эрлих"];

    private static readonly string[] RussianGiven =
    [
        "Александр", "Алексей", "Андрей", "Антон", "Виктор", "Виталий", "Владимир", "Денис", "Дмитрий", "Евгений", "Игорь", "Константин",
        "Максим", "Николай", "Олег", "Павел", "Роман", "Сергей", "Юрий", "Артур", "Эдуард",
    ];

    /// <summary>A family name and a given name.</summary>
    public static string Draw(Chance chance) => chance.Share() switch
    {
        < 0.55 => $"{chance.Pick(KazakhFamilies)} {chance.Pick(KazakhGiven)}",
        < 0.9 => $"{chance.Pick(RussianFamilies)} {chance.Pick(RussianGiven)}",
        _ => $"{chance.Pick(GermanFamilies)} {chance.Pick(RussianGiven)}",
    };
}
