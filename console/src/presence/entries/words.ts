/** What is entered by hand at the desk «Who is not out». */
export const words = {
  en: {
    saidOf: 'Seen by somebody', visitor: 'Visitor', untracked: 'Without a tag', planShift: 'Plan a shift', whom: 'Number or name', nobody: 'Nobody of that number or name', seen: 'Seen', seenAs: { goingDown: 'going down', out: 'came out', underground: 'below', onSurface: 'on the surface' },
    escort: 'Escort', until: 'Until, mine time', newPerson: 'not in the registry yet', idTaken: 'this id is somebody else\'s', visitorRole: 'visitor', admit: 'Admit', give: 'Give leave',
    firstRoadway: 'Place, or where the way begins: a roadway, Enter', nextRoadway: 'The next roadway that meets it, Enter', noRoute: 'No roadway yet', stepBack: 'One back',
    plan: 'Plan {{n}} people', shiftName: 'Name of the shift', start: 'Start, mine time', end: 'End, mine time', endFirst: 'the end is not after the start', planned: 'Change one that is planned', usually: 'Whose usual shift is', fromFile: 'From a file (Excel, CSV, text)', unread: 'The file cannot be read: {{detail}}',
    people: 'People, a line each: number, id or name', badLine: 'Line {{line}}: «{{text}}» is nobody, or several', badMore: 'and {{n}} lines more',
  },
  ru: {
    saidOf: 'Кто-то видел', visitor: 'Посетитель', untracked: 'Без метки', planShift: 'Наряд на смену', whom: 'Номер или имя', nobody: 'Нет человека с таким номером или именем', seen: 'Видели', seenAs: { goingDown: 'спускается', out: 'вышел', underground: 'в шахте', onSurface: 'на поверхности' },
    escort: 'Сопровождающий', until: 'До, время шахты', newPerson: 'ещё нет в реестре', idTaken: 'этот код занят другим', visitorRole: 'посетитель', admit: 'Допустить', give: 'Разрешить',
    firstRoadway: 'Место или начало пути: выработка, Enter', nextRoadway: 'Следующая смежная выработка, Enter', noRoute: 'Выработок пока нет', stepBack: 'На одну назад',
    plan: 'Записать в наряд: {{n}}', shiftName: 'Название смены', start: 'Начало, время шахты', end: 'Конец, время шахты', endFirst: 'конец не позже начала', planned: 'Изменить запланированную', usually: 'Обычная смена', fromFile: 'Из файла (Excel, CSV, текст)', unread: 'Файл не читается: {{detail}}',
    people: 'Люди, по строке: номер, код или имя', badLine: 'Строка {{line}}: «{{text}}» — никто или несколько', badMore: 'и ещё строк: {{n}}',
  },
  kk: {
    saidOf: 'Біреу көрді', visitor: 'Келуші', untracked: 'Белгісіз', planShift: 'Ауысым наряды', whom: 'Нөмірі не аты', nobody: 'Мұндай нөмірлі не атты адам жоқ', seen: 'Көрді', seenAs: { goingDown: 'түсіп барады', out: 'шықты', underground: 'шахтада', onSurface: 'жер бетінде' },
    escort: 'Ертіп жүруші', until: 'Дейін, шахта уақыты', newPerson: 'тізілімде әлі жоқ', idTaken: 'бұл код басқаныкі', visitorRole: 'келуші', admit: 'Жіберу', give: 'Рұқсат беру',
    firstRoadway: 'Орын не жол басы: қазба, Enter', nextRoadway: 'Келесі іргелес қазба, Enter', noRoute: 'Әзірге қазба жоқ', stepBack: 'Біреуін қайтару',
    plan: 'Нарядқа жазу: {{n}}', shiftName: 'Ауысым атауы', start: 'Басы, шахта уақыты', end: 'Соңы, шахта уақыты', endFirst: 'соңы басынан кейін емес', planned: 'Жоспардағысын өзгерту', usually: 'Әдеттегі ауысымы', fromFile: 'Файлдан (Excel, CSV, мәтін)', unread: 'Файл оқылмайды: {{detail}}',
    people: 'Адамдар, әр жолға: нөмірі, коды не аты', badLine: '{{line}}-жол: «{{text}}» — ешкім не бірнешеу', badMore: 'тағы {{n}} жол',
  },
};
