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

export const ru = {
  age: { seconds: '{{n}} с', minutes: '{{n}} мин', hours: '{{n}} ч {{minutes}} мин', days: '{{n}} сут', ago: '{{age}} назад' },
  unit: { metres: '{{n}} м', kilometres: '{{n}} км', speed: '{{n}} м/с', volts: '{{n}} В', perSecond: '{{n}}/с', milliseconds: '{{n}} мс' },
  connection: {
    label: 'Связь', live: 'НА СВЯЗИ', delay: 'задержка {{n}} мс', connecting: 'СОЕДИНЕНИЕ', stale: 'УСТАРЕЛО',
    since: 'УСТАРЕЛО с {{time}} ({{age}})', banner: 'НЕТ ДАННЫХ с {{time}} ({{age}}). На карте прошлое.',
    never: 'Связи с сервером ещё нет. Пробуем снова.', announceLive: 'Данные поступают', announceStale: 'Данные не поступают с {{time}}',
  },
  mine: {
    label: 'Шахта', clock: 'Время шахты', none: 'Шахт пока нет', noneHow: 'Загрузите план: PUT /api/mines/{mine}/plan', failed: 'Не удалось прочитать список шахт: {{detail}}',
    comingUp: '{{name}}: поднимается', cannotComeUp: '{{name}}: не поднимается, пробуем снова', replayed: 'журнал: блок {{sequence}} из {{head}} ({{percent}})', left: 'осталось около {{minutes}} мин', shortUp: 'поднимается', shortFailed: 'не поднимается',
    noPlan: 'Плана ещё нет', noPlanHow: 'PUT /api/mines/{{mine}}/plan', planFailed: 'Не удалось прочитать план. Пробуем снова.', loading: 'Читаем план',
  },
  level: { all: 'Вся шахта, 3-D', none: 'вне горизонтов', label: 'Горизонты' },
  headcount: {
    title: 'Под землёй', unplacedRow: 'Слышны, место неизвестно', unplacedNotKept: 'в записи за это время нет', refused: 'всё отклонено', people_one: '{{count}} человек', people_few: '{{count}} человека', people_many: '{{count}} человек', people_other: '{{count}} человека',
    vehicles_one: '{{count}} машина', vehicles_few: '{{count}} машины', vehicles_many: '{{count}} машин', vehicles_other: '{{count}} машины',
    sure: 'все на связи', unsure: 'неточно: {{parts}}',
    inferred_one: '{{count}} по расчёту', inferred_few: '{{count}} по расчёту', inferred_many: '{{count}} по расчёту', inferred_other: '{{count}} по расчёту',
    lastKnown_one: '{{count}} без связи', lastKnown_few: '{{count}} без связи', lastKnown_many: '{{count}} без связи', lastKnown_other: '{{count}} без связи',
    shortPeople: 'Люди', shortVehicles: 'Машины',
    ambiguous_one: '{{count}} неоднозначно', ambiguous_few: '{{count}} неоднозначно', ambiguous_many: '{{count}} неоднозначно', ambiguous_other: '{{count}} неоднозначно',
    unplaced_one: '{{count}} без места', unplaced_few: '{{count}} без места', unplaced_many: '{{count}} без места', unplaced_other: '{{count}} без места', show: 'Показать горизонт {{level}}', asOf: 'на {{time}}',
  },
  distress: { title: 'SOS', more: 'и ещё {{n}}' },
  state: { live: 'на связи', inferred: 'по расчёту', lastKnown: 'последнее известное', unplaced: 'место неизвестно', sos: 'SOS', all: 'все' },
  list: {
    title: 'Люди и машины', search: 'Имя, номер, метка, место', found_one: '{{count}} из {{total}}', found_few: '{{count}} из {{total}}', found_many: '{{count}} из {{total}}', found_other: '{{count}} из {{total}}',
    nothing: 'Никого не найдено', nobody: 'Ни одной метки ещё не слышно', people: 'люди', vehicles: 'машины', everyone: 'все',
    sort: 'Порядок', byName: 'имя', byPlace: 'место', byAge: 'молчание', filterState: 'Состояние', filterCarrier: 'Кто', unknownCarrier: 'Метка {{tag}}',
  },
  panel: {
    close: 'Закрыть', tag: 'Метка', number: 'Таб. №', crew: 'Звено', role: 'Должность', phone: 'Телефон', place: 'Место', zone: 'Зона', area: 'Открытая выработка',
    from: '{{metres}} от: {{landmark}}', deadEnd: 'тупик', alongOnly: '{{metres}} по выработке', offNetwork: 'вне выработок', speed: 'Скорость', still: 'не движется',
    radius: 'Неточность', radiusText: '± {{metres}} (95 %)', heard: 'Сигнал', state: 'Состояние', follow: 'Следить', following: 'Слежу',
    unplacedText: 'слышна, место неизвестно; сигнал {{time}}, {{age}} назад', unplacedRefused: 'место неизвестно; всё принятое отклонено',
    lastKnownText: 'последнее известное {{time}}, {{age}} назад', inferredText: 'по расчёту, без сигнала {{age}}', liveText: 'сигнал {{age}} назад',
    hypotheses: 'Где может быть', hypothesesNote: 'По радио возможны несколько мест.', anchors: 'Кто слышал', refusals: 'Отказы',
    battery: 'Батарея', lowBattery: 'садится', exit: 'Путь до ближайшего выхода', refuge: 'Путь до ближайшего убежища', wayNote: 'длина по выработкам плана',
    noWay: 'по плану пути нет', sos: 'SOS: нажата кнопка на светильнике', gone: 'Этой метки сейчас нет в потоке', detailFailed: 'Подробности не прочитаны', level: 'Горизонт',
    fly: 'Показать на карте', nothingHeard: 'в памяти ничего нет', vehicle: 'машина', person: 'человек',
  },
  reading: { range: 'дальность', tdoa: 'разность времён', rssi: 'уровень', seen: 'замечен', fix: 'чужие координаты', motion: 'движение', status: 'состояние' },
  refusal: {
    notJson: 'не JSON', notAnObject: 'не объект', tooLong: 'слишком длинно', missingProperty: 'не хватает поля', badValue: 'неверное значение', unknownKind: 'неизвестный вид',
    unknownAnchor: 'считывателя нет в плане', unknownSensor: 'датчика нет в плане', duplicate: 'повтор', late: 'опоздало', fromTheFuture: 'из будущего', absurd: 'невозможное значение',
  },
  event: { title: 'События', none: 'Событий пока нет', entered: 'вход', left: 'выход', passed: 'проход', raised: 'тревога', cleared: 'отбой' },
  anchor: { title: 'Считыватели', alive: 'работают', silent: 'молчат', neverHeard: 'не слышны ни разу', list: 'Не отвечают', silentSince: 'молчит {{age}}' },
  survey: {
    title: 'Неисправны', since: 'уже {{age}}', further: 'ещё {{n}}',
    moved: 'в {{metres}} м от места по плану, {{wind}}', noisy: 'дальности неверны на {{metres}}', silent: 'никого не слышит; меток прошло мимо: {{tags}}',
    biased: { more: 'дальности больше на {{metres}} м', less: 'дальности меньше на {{metres}} м' },
    clock: { more: 'часы отстают на {{seconds}} с', less: 'часы спешат на {{seconds}} с' },
    pathLoss: { more: 'сигнал сильнее, чем по плану, на {{decibels}} дБ', less: 'сигнал слабее, чем по плану, на {{decibels}} дБ' },
    wind: { n: 'к северу', ne: 'к северо-востоку', e: 'к востоку', se: 'к юго-востоку', s: 'к югу', sw: 'к юго-западу', w: 'к западу', nw: 'к северо-западу' },
    todo: {
      moved: 'Измерить место и исправить план', biased: 'Настроить задержку антенны', noisy: 'Не закреплён, за металлом, переносят?',
      clock: 'Поставить часы', pathLoss: 'Измерить силу сигнала заново', silent: 'Проверить питание и кабель',
    },
  },
  intake: { title: 'Сервер', accepted: 'принято', refused: 'отклонено', queue: 'в очереди' },
  map: {
    label: 'Карта шахты', fit: 'Вся', nearer: 'Ближе', farther: 'Дальше', north: 'С', stretch: 'высоты ×{{n}}', legend: 'Обозначения', intakeAir: 'свежая струя', returnAir: 'исходящая струя', neutralAir: 'нейтральная',
    exit: 'выход', refuge: 'убежище', selfRescuerCache: 'самоспасатели', sensor: 'датчик', zone: 'зона', person: 'человек', vehicle: 'машина', ambiguous: 'место неоднозначно', alternative: 'одно из возможных мест', halo: 'радиус 95 %',
  },
  coverage: {
    title: 'Ожидаемый радиус 95 %', switch: 'Покрытие', loading: 'Расчёт покрытия', failed: 'Покрытие не прочитано. Повтор.', within: 'до {{metres}}', over: 'свыше {{metres}}',
    twoSided: 'Включённая там метка — с одной из двух сторон: {{length}}',
    heard: 'Слышна за последние 10 с: {{share}} длины и времени', suggestions: 'Где поставить ещё один считыватель', gain: 'ещё {{length}} с радиусом до {{target}}', none: 'Ещё один считыватель ничего не даст',
  },
  theme: { toggle: 'Тема', dark: 'тёмная', light: 'светлая' },
  language: { label: 'Язык' },
  keys: {
    title: 'Клавиши', search: 'поиск', move: 'по списку', choose: 'выбрать и показать', close: 'закрыть, очистить', levels: 'все горизонты, горизонт 1, 2 …',
    fit: 'вся шахта в окно', follow: 'следить за выбранным', zoom: 'ближе, дальше', theme: 'тема', language: 'язык', coverage: 'покрытие', overlays: 'пути выхода, закрытое, куда мог дойти, отделения на карте', alarm: 'следующая тревога, принять', mute: 'тишина', callSecond: 'вызвать следующего по тревоге', help: 'этот лист',
  },
  acts: acts.ru, desks: desks.ru, lamps: lamps.ru, presence: presence.ru, gas: gas.ru, alarms: alarms.ru, zones: zones.ru, evacuation: evacuation.ru, rescue: rescue.ru, record: record.ru, rest: rest.ru, training: training.ru, registry: registry.ru, reports: reports.ru, entries: entries.ru, report: report.ru, phrases: phrases.ru, events: events.ru, replay: replay.ru,
  refusals: refusals.ru,
};
