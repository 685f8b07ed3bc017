/** The registry: who may go down, and with what. */
export const words = {
  en: {
    title: 'Registry', loading: 'Reading the registry', show: 'Show', find: 'Name, number, crew, company, lamp', shown: '{{n}} of {{all}} shown', nothing: 'Nothing matches', export: 'Export', yes: 'yes',
    kinds: { person: 'People', company: 'Companies', vehicle: 'Vehicles', tag: 'Tags and lamps' },
    add: { person: 'New person', company: 'New company', vehicle: 'New vehicle', tag: 'New tag' },
    field: { id: 'id, for ever', name: 'name', number: 'number', company: 'company', crew: 'crew', role: 'role', shift: 'usual shift', language: 'language', rescueTeam: 'rescue team', photo: 'photo, address', contractor: 'contractor', tag: 'its tag', lamp: 'lamp number' },
    picture: 'picture of the face, from a file',
    save: 'Put', cancel: 'Leave as it was', remove: 'Take out of the registry', removeSure: 'It can be taken back below. Take it out?', removeYes: 'Yes, take it out',
    changes: 'Changes: who, what, when', noChanges: 'No change yet', undo: 'Take back', undone: 'taken back by {{by}}, {{time}}', older: '{{n}} older',
    import: {
      title: 'Take in a table', how: 'CSV or XLSX, as the export gives it. It is checked first; nothing is taken while a cell is wrong. What the table does not name stays.', wrongFile: '{{name}}: expected a file .csv or .xlsx',
      fits: 'Every row is right: {{new}} new, {{changed}} changed, {{same}} as they are.', take: 'Take it in', taken: '{{name}}: entries taken in: {{n}}', faults_one: '{{count}} cell is wrong; nothing was taken', faults_other: '{{count}} cells are wrong; nothing was taken',
      row: 'Row', column: 'Column', found: 'Found', expected: 'Expected',
    },
    rule: {
      file: 'a CSV in UTF-8, or a workbook .xlsx', header: 'a header with the columns kind and id', columnOnce: 'each column once', rows: 'at most 100,000 rows', kind: 'company, person, tag or vehicle', id: 'an id of 1 to 128 characters', idOnce: 'each id once within its kind',
      name: 'a name', text: 'a text of at most 256 characters', flag: 'yes or no', knownCompany: 'a company of the registry or of the table', unique: 'one that no other entry has',
    },
  },
  ru: {
    title: 'Реестр', loading: 'Реестр загружается', show: 'Показать', find: 'Имя, номер, бригада, предприятие, лампа', shown: 'показано {{n}} из {{all}}', nothing: 'Ничего не найдено', export: 'Выгрузить', yes: 'да',
    kinds: { person: 'Люди', company: 'Предприятия', vehicle: 'Машины', tag: 'Метки и лампы' },
    add: { person: 'Новый человек', company: 'Новое предприятие', vehicle: 'Новая машина', tag: 'Новая метка' },
    field: { id: 'код, навсегда', name: 'имя', number: 'номер', company: 'предприятие', crew: 'бригада', role: 'должность', shift: 'обычная смена', language: 'язык', rescueTeam: 'ВГК', photo: 'фото, адрес', contractor: 'подрядчик', tag: 'её метка', lamp: 'номер лампы' },
    picture: 'снимок лица из файла',
    save: 'Записать', cancel: 'Оставить как было', remove: 'Исключить из реестра', removeSure: 'Это можно отменить ниже. Исключить?', removeYes: 'Да, исключить',
    changes: 'Изменения: кто, что, когда', noChanges: 'Изменений пока нет', undo: 'Отменить', undone: 'отменено: {{by}}, {{time}}', older: 'ещё {{n}}',
    import: {
      title: 'Внести таблицу', how: 'CSV или XLSX, как в выгрузке. Сначала проверка; пока хоть одна ячейка неверна, не вносится ничего. Чего в таблице нет, остаётся.', wrongFile: '{{name}}: нужен файл .csv или .xlsx',
      fits: 'Все строки верны: новых {{new}}, изменится {{changed}}, без изменений {{same}}.', take: 'Внести', taken: '{{name}}: внесено записей: {{n}}', faults_one: '{{count}} ячейка неверна; ничего не внесено', faults_few: '{{count}} ячейки неверны; ничего не внесено', faults_many: '{{count}} ячеек неверны; ничего не внесено', faults_other: '{{count}} ячейки неверны; ничего не внесено',
      row: 'Строка', column: 'Столбец', found: 'Найдено', expected: 'Ожидалось',
    },
    rule: {
      file: 'CSV в UTF-8 или книга .xlsx', header: 'заголовок со столбцами kind и id', columnOnce: 'каждый столбец один раз', rows: 'не более 100 000 строк', kind: 'company, person, tag или vehicle', id: 'код от 1 до 128 знаков', idOnce: 'каждый код один раз в своём виде',
      name: 'имя', text: 'текст не длиннее 256 знаков', flag: 'yes или no', knownCompany: 'предприятие из реестра или таблицы', unique: 'то, чего нет у другой записи',
    },
  },
  kk: {
    title: 'Тізілім', loading: 'Тізілім жүктелуде', show: 'Көрсету', find: 'Аты, нөмірі, бригадасы, кәсіпорны, шамы', shown: '{{all}} ішінен {{n}} көрсетілді', nothing: 'Ештеңе табылмады', export: 'Шығару', yes: 'иә',
    kinds: { person: 'Адамдар', company: 'Кәсіпорындар', vehicle: 'Көліктер', tag: 'Белгілер мен шамдар' },
    add: { person: 'Жаңа адам', company: 'Жаңа кәсіпорын', vehicle: 'Жаңа көлік', tag: 'Жаңа белгі' },
    field: { id: 'коды, тұрақты', name: 'аты', number: 'нөмірі', company: 'кәсіпорны', crew: 'бригадасы', role: 'қызметі', shift: 'әдеттегі ауысымы', language: 'тілі', rescueTeam: 'құтқару тобы', photo: 'суреті, мекенжайы', contractor: 'мердігер', tag: 'белгісі', lamp: 'шам нөмірі' },
    picture: 'файлдан бет суреті',
    save: 'Жазу', cancel: 'Сол күйі қалдыру', remove: 'Тізілімнен шығару', removeSure: 'Мұны төменде қайтаруға болады. Шығару керек пе?', removeYes: 'Иә, шығару',
    changes: 'Өзгерістер: кім, не, қашан', noChanges: 'Әзірге өзгеріс жоқ', undo: 'Қайтару', undone: 'қайтарған: {{by}}, {{time}}', older: 'тағы {{n}}',
    import: {
      title: 'Кестені енгізу', how: 'CSV не XLSX, шығарылған үлгіде. Алдымен тексеріледі; бір ұяшық қате болса да ештеңе енгізілмейді. Кестеде жоғы сол күйі қалады.', wrongFile: '{{name}}: .csv не .xlsx файлы керек',
      fits: 'Барлық жол дұрыс: жаңасы {{new}}, өзгеретіні {{changed}}, өзгеріссізі {{same}}.', take: 'Енгізу', taken: '{{name}}: енгізілген жазбалар: {{n}}', faults_one: '{{count}} ұяшық қате; ештеңе енгізілмеді', faults_other: '{{count}} ұяшық қате; ештеңе енгізілмеді',
      row: 'Жол', column: 'Баған', found: 'Табылғаны', expected: 'Күтілгені',
    },
    rule: {
      file: 'UTF-8 CSV не .xlsx кітабы', header: 'kind және id бағандары бар тақырып', columnOnce: 'әр баған бір рет', rows: '100 000 жолдан артық емес', kind: 'company, person, tag не vehicle', id: '1–128 таңбалы код', idOnce: 'әр код өз түрінде бір рет',
      name: 'аты', text: '256 таңбадан аспайтын мәтін', flag: 'yes не no', knownCompany: 'тізілімдегі не кестедегі кәсіпорын', unique: 'басқа жазбада жоқ мән',
    },
  },
};
