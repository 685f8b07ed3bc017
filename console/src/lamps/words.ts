/** The lamp room. */
export const words = {
  en: {
    title: 'Lamp room', scan: 'Scan or type a tag, a lamp, a number or a name', forWhom: 'Tag {{tag}}: for whom? Number or name', whichTag: '{{name}}: which tag?', ready: 'Ready', loading: 'Reading the registry',
    issued: '{{tag}} → {{name}}', returned: '{{tag}} ← {{name}}', holds: '{{tag}} is with {{name}} since {{time}}. Take it back first: clear with Esc, then scan it.', undone: 'Taken back: {{tag}}, {{name}}',
    nobody: 'Nobody of that number or name, and no such tag', several_one: '{{count}} person: choose with the arrows', several_other: '{{count}} people: choose with the arrows', newTag: 'The registry does not know tag {{tag}}; it will be issued all the same',
    undo: 'Take back the last', out: 'Out of the lamp room', log: 'Done last', empty: 'Nothing yet', issueWord: 'issued', returnWord: 'returned', mistake: 'taken back',
    many: 'Many at once', manyHint: 'A line each: tag and number to issue, a tag alone to return', do: 'Do it', badLine: 'Line {{line}}: {{text}}', doneMany_one: '{{count}} done', doneMany_other: '{{count}} done',
  },
  ru: {
    title: 'Ламповая', scan: 'Отсканируйте или введите метку, лампу, номер или имя', forWhom: 'Метка {{tag}}: кому? Номер или имя', whichTag: '{{name}}: какая метка?', ready: 'Готово к работе', loading: 'Реестр загружается',
    issued: '{{tag}} → {{name}}', returned: '{{tag}} ← {{name}}', holds: '{{tag}} с {{time}} у {{name}}. Сначала примите её: Esc, затем отсканируйте.', undone: 'Отменено: {{tag}}, {{name}}',
    nobody: 'Ни человека с таким номером или именем, ни такой метки', several_one: '{{count}} человек: выберите стрелками', several_few: '{{count}} человека: выберите стрелками', several_many: '{{count}} человек: выберите стрелками', several_other: '{{count}} человека: выберите стрелками', newTag: 'Метки {{tag}} нет в реестре; она всё равно будет выдана',
    undo: 'Отменить последнее', out: 'Выдано', log: 'Последние действия', empty: 'Пока ничего', issueWord: 'выдана', returnWord: 'сдана', mistake: 'отменено',
    many: 'Сразу много', manyHint: 'По строке: метка и номер — выдать, одна метка — принять', do: 'Выполнить', badLine: 'Строка {{line}}: {{text}}', doneMany_one: 'выполнено: {{count}}', doneMany_few: 'выполнено: {{count}}', doneMany_many: 'выполнено: {{count}}', doneMany_other: 'выполнено: {{count}}',
  },
  kk: {
    title: 'Шамхана', scan: 'Белгіні, шамды, нөмірді немесе атын сканерлеңіз не теріңіз', forWhom: '{{tag}} белгісі: кімге? Нөмірі немесе аты', whichTag: '{{name}}: қай белгі?', ready: 'Дайын', loading: 'Тізілім жүктелуде',
    issued: '{{tag}} → {{name}}', returned: '{{tag}} ← {{name}}', holds: '{{tag}} {{time}} бастап {{name}} қолында. Алдымен қабылдаңыз: Esc, содан кейін сканерлеңіз.', undone: 'Қайтарылды: {{tag}}, {{name}}',
    nobody: 'Мұндай нөмірлі не атты адам да, белгі де жоқ', several_one: '{{count}} адам: бағыттауышпен таңдаңыз', several_other: '{{count}} адам: бағыттауышпен таңдаңыз', newTag: 'Тізілімде {{tag}} белгісі жоқ; бәрібір беріледі',
    undo: 'Соңғысын қайтару', out: 'Берілгені', log: 'Соңғы әрекеттер', empty: 'Әзірге жоқ', issueWord: 'берілді', returnWord: 'қайтарылды', mistake: 'қайтарып алынды',
    many: 'Бірден көп', manyHint: 'Әр жолға: белгі мен нөмір — беру, жалғыз белгі — қабылдау', do: 'Орындау', badLine: '{{line}}-жол: {{text}}', doneMany_one: '{{count}} орындалды', doneMany_other: '{{count}} орындалды',
  },
};
