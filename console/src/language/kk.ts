import { words as acts } from '../acts/words';
import { words as refusals } from '../acts/refusalWords';
import { words as alarms } from '../alarms/words';
import { words as desks } from '../desks/words';
import { words as lamps } from '../lamps/words';
import { words as events } from '../events/words';
import { words as registry } from '../registry/words';
import { words as report } from '../presence/reportWords';
import { words as entries } from '../presence/entries/words';
import { words as phrases } from '../phrases/words';
import { words as presence } from '../presence/words';
import { words as gas } from '../gas/words';
import { words as zones } from '../zones/words';
import { words as evacuation } from '../evacuation/words';
import { words as reports } from '../reports/words';
import { words as rescue } from '../rescue/words';
import { words as replay } from '../replay/words';
import { words as record } from '../record/words';
import { words as rest } from '../rest/words';
import { words as training } from '../training/words';

export const kk = {
  age: { seconds: '{{n}} с', minutes: '{{n}} мин', hours: '{{n}} сағ {{minutes}} мин', days: '{{n}} тәул', ago: '{{age}} бұрын' },
  unit: { metres: '{{n}} м', kilometres: '{{n}} км', speed: '{{n}} м/с', volts: '{{n}} В', perSecond: '{{n}}/с', milliseconds: '{{n}} мс' },
  connection: {
    label: 'Байланыс', live: 'БАЙЛАНЫСТА', delay: 'кідіріс {{n}} мс', connecting: 'ҚОСЫЛУДА', stale: 'ЕСКІРГЕН',
    since: '{{time}} бастап ЕСКІРГЕН ({{age}})', banner: '{{time}} бастап ДЕРЕК ЖОҚ ({{age}}). Картада өткен сәт көрсетілген.',
    never: 'Сервермен байланыс әлі жоқ. Қайта қосылудамыз.', announceLive: 'Деректер келіп тұр', announceStale: '{{time}} бастап деректер келмей тұр',
  },
  mine: {
    label: 'Шахта', clock: 'Шахта уақыты', none: 'Әзірге шахта жоқ', noneHow: 'Жоспарды жүктеңіз: PUT /api/mines/{mine}/plan', failed: 'Шахталар тізімі оқылмады: {{detail}}',
    comingUp: '{{name}}: іске қосылуда', cannotComeUp: '{{name}}: іске қосылмады, қайта көреміз', replayed: 'журнал: {{head}} блоктың {{sequence}}-і ({{percent}})', left: 'шамамен {{minutes}} мин қалды', shortUp: 'іске қосылуда', shortFailed: 'іске қосылмады',
    noPlan: 'Жоспар әлі жоқ', noPlanHow: 'PUT /api/mines/{{mine}}/plan', planFailed: 'Жоспар оқылмады. Қайта оқып жатырмыз.', loading: 'Жоспар оқылуда',
  },
  level: { all: 'Бүкіл шахта, 3-D', none: 'горизонттан тыс', label: 'Горизонттар' },
  headcount: {
    title: 'Жер астында', unplacedRow: 'Естіледі, орны белгісіз', unplacedNotKept: 'бұл уақыттың жазбасында жоқ', refused: 'бәрі қабылданбады', people_one: '{{count}} адам', people_other: '{{count}} адам', vehicles_one: '{{count}} көлік', vehicles_other: '{{count}} көлік',
    sure: 'бәрі байланыста', unsure: 'нақты емес: {{parts}}', inferred_one: '{{count}} есеп бойынша', inferred_other: '{{count}} есеп бойынша',
    lastKnown_one: '{{count}} байланыссыз', lastKnown_other: '{{count}} байланыссыз', shortPeople: 'Адамдар', shortVehicles: 'Көліктер',
    ambiguous_one: '{{count}} орны бірмәнді емес', ambiguous_other: '{{count}} орны бірмәнді емес',
    unplaced_one: '{{count}} орны белгісіз', unplaced_other: '{{count}} орны белгісіз', show: '{{level}} горизонтын көрсету', asOf: '{{time}} бойынша',
  },
  distress: { title: 'SOS', more: 'тағы {{n}}' },
  state: { live: 'байланыста', inferred: 'есеп бойынша', lastKnown: 'соңғы белгілі', unplaced: 'орны белгісіз', sos: 'SOS', all: 'бәрі' },
  list: {
    title: 'Адамдар мен көліктер', search: 'Аты, нөмірі, белгісі, орны', found_one: '{{total}} ішінен {{count}}', found_other: '{{total}} ішінен {{count}}',
    nothing: 'Ешкім табылмады', nobody: 'Әлі бірде-бір белгі естілмеді', people: 'адамдар', vehicles: 'көліктер', everyone: 'бәрі',
    sort: 'Реті', byName: 'аты', byPlace: 'орны', byAge: 'үнсіздік', filterState: 'Күйі', filterCarrier: 'Кім', unknownCarrier: '{{tag}} белгісі',
  },
  panel: {
    close: 'Жабу', tag: 'Белгі', number: 'Таб. №', crew: 'Бригада', role: 'Лауазымы', phone: 'Телефон', place: 'Орны', zone: 'Аймақ', area: 'Ашық қазба',
    from: '{{landmark}} нүктесінен {{metres}}', deadEnd: 'тұйық', alongOnly: 'қазба бойымен {{metres}}', offNetwork: 'қазбалардан тыс', speed: 'Жылдамдығы', still: 'қозғалмайды',
    radius: 'Дәлсіздік', radiusText: '± {{metres}} (95 %)', heard: 'Сигнал', state: 'Күйі', follow: 'Бақылау', following: 'Бақылауда',
    unplacedText: 'естіледі, орны белгісіз; сигнал {{time}}, {{age}} бұрын', unplacedRefused: 'орны белгісіз; келгеннің бәрі қабылданбады',
    lastKnownText: 'соңғы белгілі орны {{time}}, {{age}} бұрын', inferredText: 'есеп бойынша, {{age}} сигналсыз', liveText: 'сигнал {{age}} бұрын',
    hypotheses: 'Қайда болуы мүмкін', hypothesesNote: 'Радио бірнеше орынды көрсетеді.', anchors: 'Естіген құрылғылар', refusals: 'Қабылданбағандар',
    battery: 'Батарея', lowBattery: 'таусылуда', exit: 'Ең жақын шығуға дейінгі жол', refuge: 'Ең жақын панаға дейінгі жол', wayNote: 'жоспардағы қазбалар бойымен ұзындығы',
    noWay: 'жоспарда жол жоқ', sos: 'SOS: шамдағы түйме басылды', gone: 'Бұл белгі қазір ағында жоқ', detailFailed: 'Толық мәлімет оқылмады', level: 'Горизонт',
    fly: 'Картада көрсету', nothingHeard: 'жадта ештеңе жоқ', vehicle: 'көлік', person: 'адам',
  },
  reading: { range: 'қашықтық', tdoa: 'уақыт айырмасы', rssi: 'деңгей', seen: 'байқалды', fix: 'сыртқы координат', motion: 'қозғалыс', status: 'күйі' },
  refusal: {
    notJson: 'JSON емес', notAnObject: 'объект емес', tooLong: 'тым ұзын', missingProperty: 'өріс жетіспейді', badValue: 'қате мән', unknownKind: 'белгісіз түр',
    unknownAnchor: 'оқу құрылғысы жоспарда жоқ', unknownSensor: 'датчик жоспарда жоқ', duplicate: 'қайталану', late: 'кешіккен', fromTheFuture: 'болашақтан', absurd: 'мүмкін емес мән',
  },
  event: { title: 'Оқиғалар', none: 'Әзірге оқиға жоқ', entered: 'кірді', left: 'шықты', passed: 'өтіп кетті', raised: 'дабыл', cleared: 'дабыл аяқталды' },
  anchor: { title: 'Оқу құрылғылары', alive: 'жұмыс істейді', silent: 'үнсіз', neverHeard: 'ешқашан естілмеген', list: 'Жауап бермейді', silentSince: '{{age}} үнсіз' },
  survey: {
    title: 'Ақаулы', since: '{{age}} бойы', further: 'тағы {{n}}',
    moved: 'жоспардағы орнынан {{metres}} м, {{wind}}', noisy: 'қашықтықтар {{metres}} қате', silent: 'ешкімді естімейді; жанынан өткен белгілер: {{tags}}',
    biased: { more: 'қашықтықтар {{metres}} м артық', less: 'қашықтықтар {{metres}} м кем' },
    clock: { more: 'сағаты {{seconds}} с қалады', less: 'сағаты {{seconds}} с озады' },
    pathLoss: { more: 'сигнал жоспардағыдан {{decibels}} дБ күшті', less: 'сигнал жоспардағыдан {{decibels}} дБ әлсіз' },
    wind: { n: 'солтүстікке', ne: 'солтүстік-шығысқа', e: 'шығысқа', se: 'оңтүстік-шығысқа', s: 'оңтүстікке', sw: 'оңтүстік-батысқа', w: 'батысқа', nw: 'солтүстік-батысқа' },
    todo: {
      moved: 'Орнын өлшеп, жоспарды түзету', biased: 'Антенна кідірісін баптау', noisy: 'Бос ілінген, металл артында, тасымалдана ма?',
      clock: 'Сағатын қою', pathLoss: 'Сигнал күшін қайта өлшеу', silent: 'Қорегі мен кабелін тексеру',
    },
  },
  intake: { title: 'Сервер', accepted: 'қабылданды', refused: 'қабылданбады', queue: 'кезекте' },
  map: {
    label: 'Шахта картасы', fit: 'Бәрі', nearer: 'Жақындату', farther: 'Алыстату', north: 'С', stretch: 'биіктік ×{{n}}', legend: 'Белгілер', intakeAir: 'таза ауа', returnAir: 'шығатын ауа', neutralAir: 'бейтарап',
    exit: 'шығу', refuge: 'пана', selfRescuerCache: 'өзін-өзі құтқарғыштар', sensor: 'датчик', zone: 'аймақ', person: 'адам', vehicle: 'көлік', ambiguous: 'орны бірмәнді емес', alternative: 'мүмкін орындардың бірі', halo: '95 % радиусы',
  },
  coverage: {
    title: 'Күтілетін 95 % радиусы', switch: 'Қамту', loading: 'Қамту есептелуде', failed: 'Қамту оқылмады. Қайталануда.', within: '{{metres}} дейін', over: '{{metres}} астам',
    twoSided: 'Сол жерде қосылған белгі екі жақтың бірінде: {{length}}',
    heard: '10 с ішінде байланыста: қазбалар мен уақыттың {{share}}', suggestions: 'Тағы бір оқу құрылғысына ең жақсы орындар', gain: '{{target}} дейінгі радиус тағы {{length}}', none: 'Тағы бір құрылғы ештеңе бермейді',
  },
  theme: { toggle: 'Тақырып', dark: 'қараңғы', light: 'жарық' },
  language: { label: 'Тіл' },
  keys: {
    title: 'Пернелер', search: 'іздеу', move: 'тізім бойымен', choose: 'таңдап, көрсету', close: 'жабу, тазалау', levels: 'барлық горизонт, 1-, 2- … горизонт',
    fit: 'бүкіл шахта терезеге', follow: 'таңдалғанды бақылау', zoom: 'жақын, алыс', theme: 'тақырып', language: 'тіл', coverage: 'қамту', overlays: 'картада шығу жолдары, жабық бөліктер, жетер жер, жасақтар', alarm: 'келесі дабыл, қабылдау', mute: 'дабыл дыбысын өшіру', callSecond: 'дабыл бойынша келесі адамды шақыру', help: 'осы парақ',
  },
  acts: acts.kk, desks: desks.kk, lamps: lamps.kk, presence: presence.kk, gas: gas.kk, alarms: alarms.kk, zones: zones.kk, evacuation: evacuation.kk, rescue: rescue.kk, record: record.kk, rest: rest.kk, training: training.kk, registry: registry.kk, reports: reports.kk, entries: entries.kk, report: report.kk, phrases: phrases.kk, events: events.kk, replay: replay.kk,
  refusals: refusals.kk,
};
