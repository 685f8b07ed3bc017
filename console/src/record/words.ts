/** What is said while nothing can be recorded, or while the time of the record stands still. */
export const words = {
  en: {
    label: 'The record', title: 'THE RECORD CANNOT BE WRITTEN', clockBack: 'THE CLOCK OF THE SERVER WENT BACK',
    cause: { diskFull: 'the disk is full', readOnly: 'the disk is read-only', locked: 'another program holds the journal', damaged: 'the journal is damaged', unreachable: 'the database does not answer', disk: 'the disk or the database fails' },
    meaning: 'Nothing that radios and people send is taken: presence and alarms stand still.', clockMeaning: 'Until it has caught up the time of the mine stands still: nobody’s silence is noticed, and no delay of an alarm runs.',
    todo: 'Call the IT engineer; lead the mine by telephone and radio.', since: 'since {{time}} ({{age}})',
  },
  ru: {
    label: 'Журнал', title: 'ЖУРНАЛ НЕ ЗАПИСЫВАЕТСЯ', clockBack: 'ЧАСЫ СЕРВЕРА ПЕРЕВЕДЕНЫ НАЗАД',
    cause: { diskFull: 'диск переполнен', readOnly: 'диск доступен только для чтения', locked: 'журнал занят другой программой', damaged: 'журнал повреждён', unreachable: 'база данных не отвечает', disk: 'отказ диска или базы данных' },
    meaning: 'Ничего из того, что передают считыватели и люди, не принимается: присутствие и тревоги замерли.', clockMeaning: 'Пока часы не догонят, время шахты стоит: ничьё молчание не замечается, задержки тревог не идут.',
    todo: 'Вызовите ИТ-инженера; ведите шахту по телефону и рации.', since: 'с {{time}} ({{age}})',
  },
  kk: {
    label: 'Журнал', title: 'ЖУРНАЛ ЖАЗЫЛМАЙ ЖАТЫР', clockBack: 'СЕРВЕРДІҢ САҒАТЫ АРТҚА ЖЫЛЖЫДЫ',
    cause: { diskFull: 'диск толып қалды', readOnly: 'диск тек оқуға ашық', locked: 'журналды басқа бағдарлама ұстап тұр', damaged: 'журнал зақымдалған', unreachable: 'дерекқор жауап бермейді', disk: 'диск не дерекқор істен шықты' },
    meaning: 'Оқу құралдары мен адамдар жібергеннің ештеңесі қабылданбайды: болу мен дабылдар тоқтап тұр.', clockMeaning: 'Сағат қуып жеткенше шахтаның уақыты тұр: ешкімнің үнсіздігі байқалмайды, дабылдардың кідірісі жүрмейді.',
    todo: 'АТ-инженерін шақырыңыз; шахтаны телефон мен рация арқылы басқарыңыз.', since: '{{time}} бастап ({{age}})',
  },
};
