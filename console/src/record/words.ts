/** What is said while nothing can be recorded. */
export const words = {
  en: {
    label: 'The record', title: 'THE RECORD CANNOT BE WRITTEN',
    cause: { diskFull: 'the disk is full', readOnly: 'the disk is read-only', locked: 'another program holds the journal', damaged: 'the journal is damaged', disk: 'the disk or the database fails' },
    meaning: 'Nothing that radios and people send is taken: places, presence and alarms stand still.', todo: 'Call the IT engineer; lead the mine by telephone and radio.', since: 'since {{time}} ({{age}})',
  },
  ru: {
    label: 'Журнал', title: 'ЖУРНАЛ НЕ ЗАПИСЫВАЕТСЯ',
    cause: { diskFull: 'диск переполнен', readOnly: 'диск доступен только для чтения', locked: 'журнал занят другой программой', damaged: 'журнал повреждён', disk: 'отказ диска или базы данных' },
    meaning: 'Ничего из того, что передают считыватели и люди, не принимается: места, присутствие и тревоги замерли.', todo: 'Вызовите ИТ-инженера; ведите шахту по телефону и рации.', since: 'с {{time}} ({{age}})',
  },
  kk: {
    label: 'Журнал', title: 'ЖУРНАЛ ЖАЗЫЛМАЙ ЖАТЫР',
    cause: { diskFull: 'диск толып қалды', readOnly: 'диск тек оқуға ашық', locked: 'журналды басқа бағдарлама ұстап тұр', damaged: 'журнал зақымдалған', disk: 'диск не дерекқор істен шықты' },
    meaning: 'Оқу құралдары мен адамдар жібергеннің ештеңесі қабылданбайды: орындар, болу және дабылдар тоқтап тұр.', todo: 'АТ-инженерін шақырыңыз; шахтаны телефон мен рация арқылы басқарыңыз.', since: '{{time}} бастап ({{age}})',
  },
};
