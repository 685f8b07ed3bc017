/** The desk of reports. What a report says comes in the language asked for from the server. */
export const words = {
  en: {
    title: 'Reports', which: 'Report', when: 'Of what time', from: 'From', to: 'To', shifts: 'Shifts', company: 'Company', everybody: 'all', noCompany: 'no company', print: 'Print', again: 'Make anew', crew: 'Crew', allCrews: 'all', person: 'Person', whichPerson: 'Choose one person: type a personnel number or pick a name from the list. Until then everybody is shown.', only: 'Only', stateAt: 'States at', making: 'The report is being made; the mine goes on meanwhile.', waiting: '{{n}} s', kept: 'Made by themselves',
    span: { this: 'the shift that runs', last: 'the shift before', today: 'today', yesterday: 'yesterday', week: '7 days', month: '30 days', own: 'from … to …' },
    period: 'Period', made: 'Made', plan: 'plan, version {{n}}', record: 'Recorded', proof: 'Journal, block', none: 'None', showAll: 'Show all {{n}} rows', ownIncomplete: 'Say from when to when',
  },
  ru: {
    title: 'Отчёты', which: 'Отчёт', when: 'За какое время', from: 'С', to: 'По', shifts: 'Смены', company: 'Предприятие', everybody: 'все', noCompany: 'без предприятия', print: 'Печать', again: 'Составить заново', crew: 'Бригада', allCrews: 'все', person: 'Человек', whichPerson: 'Укажите одного человека: табельный номер или имя из списка. До тех пор показаны все.', only: 'Только', stateAt: 'Состояния на', making: 'Отчёт составляется; шахта тем временем работает.', waiting: '{{n}} с', kept: 'Составлены сами',
    span: { this: 'текущая смена', last: 'предыдущая смена', today: 'сегодня', yesterday: 'вчера', week: '7 суток', month: '30 суток', own: 'с … по …' },
    period: 'Период', made: 'Составлен', plan: 'план, версия {{n}}', record: 'Записано', proof: 'Журнал, блок', none: 'Нет', showAll: 'Показать все строки: {{n}}', ownIncomplete: 'Укажите, с какого и по какое время',
  },
  kk: {
    title: 'Есептер', which: 'Есеп', when: 'Қай уақыт', from: 'Бастап', to: 'Дейін', shifts: 'Ауысымдар', company: 'Кәсіпорын', everybody: 'бәрі', noCompany: 'кәсіпорынсыз', print: 'Басып шығару', again: 'Қайта жасау', crew: 'Бригада', allCrews: 'бәрі', person: 'Адам', whichPerson: 'Бір адамды көрсетіңіз: табель нөмірі немесе тізімдегі аты. Оған дейін бәрі көрсетіледі.', only: 'Тек', stateAt: 'Күйлер мезгілі', making: 'Есеп жасалуда; шахта жұмысын жалғастыруда.', waiting: '{{n}} с', kept: 'Өздігінен жасалғандар',
    span: { this: 'ағымдағы ауысым', last: 'алдыңғы ауысым', today: 'бүгін', yesterday: 'кеше', week: '7 тәулік', month: '30 тәулік', own: '… бастап … дейін' },
    period: 'Кезең', made: 'Жасалды', plan: 'жоспар, нұсқасы {{n}}', record: 'Жазылғаны', proof: 'Журнал, блок', none: 'Жоқ', showAll: 'Барлық жолды көрсету: {{n}}', ownIncomplete: 'Қай уақыттан қай уақытқа дейін екенін көрсетіңіз',
  },
};
