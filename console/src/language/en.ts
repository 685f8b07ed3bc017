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

export const en = {
  age: { seconds: '{{n}} s', minutes: '{{n}} min', hours: '{{n}} h {{minutes}} min', days: '{{n}} d', ago: '{{age}} ago' },
  unit: { metres: '{{n}} m', kilometres: '{{n}} km', speed: '{{n}} m/s', volts: '{{n}} V', perSecond: '{{n}}/s', milliseconds: '{{n}} ms' },
  connection: {
    label: 'Connection', live: 'LIVE', delay: 'delay {{n}} ms', connecting: 'CONNECTING', stale: 'STALE',
    since: 'STALE since {{time}} ({{age}})', banner: 'NO DATA since {{time}} ({{age}}). The map shows the past.',
    never: 'No connection to the server yet. Trying again.', announceLive: 'The feed is live', announceStale: 'The feed is stale since {{time}}',
  },
  mine: {
    label: 'Mine', clock: 'Mine time', none: 'No mines yet', noneHow: 'Put a plan: PUT /api/mines/{mine}/plan', failed: 'The list of mines could not be read: {{detail}}',
    comingUp: '{{name}} is coming up', cannotComeUp: '{{name}} cannot come up; trying again', replayed: 'journal: block {{sequence}} of {{head}} ({{percent}})', left: 'about {{minutes}} min left', shortUp: 'coming up', shortFailed: 'not up',
    noPlan: 'No plan yet', noPlanHow: 'PUT /api/mines/{{mine}}/plan', planFailed: 'The plan could not be read. Trying again.', loading: 'Reading the plan',
  },
  level: { all: 'Whole mine, 3-D', none: 'off the levels', label: 'Levels' },
  headcount: {
    title: 'Underground', unplacedRow: 'Heard, place unknown', unplacedNotKept: 'not in the record of this time', refused: 'all refused', people_one: '{{count}} person', people_other: '{{count}} people', vehicles_one: '{{count}} vehicle', vehicles_other: '{{count}} vehicles',
    sure: 'all are heard', unsure: 'not sure: {{parts}}', inferred_one: '{{count}} inferred', inferred_other: '{{count}} inferred',
    lastKnown_one: '{{count}} last known', lastKnown_other: '{{count}} last known', shortPeople: 'People', shortVehicles: 'Vehicles',
    ambiguous_one: '{{count}} in one of several places', ambiguous_other: '{{count}} in one of several places',
    unplaced_one: '{{count}} without a place', unplaced_other: '{{count}} without a place', show: 'Show level {{level}}', asOf: 'as of {{time}}',
  },
  distress: { title: 'SOS', more: 'and {{n}} more' },
  state: { live: 'live', inferred: 'inferred', lastKnown: 'last known', unplaced: 'place unknown', sos: 'SOS', all: 'all' },
  list: {
    title: 'People and vehicles', search: 'Name, number, tag, place', found_one: '{{count}} of {{total}}', found_other: '{{count}} of {{total}}',
    nothing: 'Nobody matches', nobody: 'No tag has been heard yet', people: 'people', vehicles: 'vehicles', everyone: 'all',
    sort: 'Order', byName: 'name', byPlace: 'place', byAge: 'silence', filterState: 'State', filterCarrier: 'Who', unknownCarrier: 'Tag {{tag}}',
  },
  panel: {
    close: 'Close', tag: 'Tag', number: 'Number', crew: 'Crew', role: 'Role', phone: 'Phone', place: 'Place', zone: 'Zone', area: 'Open area',
    from: '{{metres}} from {{landmark}}', deadEnd: 'the dead end', alongOnly: '{{metres}} along', offNetwork: 'off the roadways', speed: 'Speed', still: 'not moving',
    radius: 'Uncertainty', radiusText: '± {{metres}} (95 %)', heard: 'Last heard', state: 'State', follow: 'Follow', following: 'Following',
    unplacedText: 'heard, place unknown; signal {{time}}, {{age}} ago', unplacedRefused: 'place unknown; all that was heard was refused',
    lastKnownText: 'last known {{time}}, {{age}} ago', inferredText: 'inferred, no signal for {{age}}', liveText: 'heard {{age}} ago',
    hypotheses: 'Where it may be', hypothesesNote: 'The radios allow several places.', anchors: 'Heard by', refusals: 'Refusals',
    battery: 'Battery', lowBattery: 'low', exit: 'Way to the nearest exit', refuge: 'Way to the nearest refuge', wayNote: 'length along the roadways of the plan',
    noWay: 'no way along the plan', sos: 'SOS: the button on the lamp has been pressed', gone: 'This tag is not in the feed now', detailFailed: 'Details could not be read', level: 'Level',
    fly: 'Show on the map', nothingHeard: 'nothing in memory', vehicle: 'vehicle', person: 'person',
  },
  reading: { range: 'range', tdoa: 'time difference', rssi: 'signal', seen: 'seen', fix: 'outside position', motion: 'motion', status: 'status' },
  refusal: {
    notJson: 'not JSON', notAnObject: 'not an object', tooLong: 'too long', missingProperty: 'a property is missing', badValue: 'a bad value', unknownKind: 'an unknown kind',
    unknownAnchor: 'the anchor is not in the plan', unknownSensor: 'the sensor is not in the plan', duplicate: 'duplicate', late: 'too late', fromTheFuture: 'from the future', absurd: 'absurd',
  },
  event: { title: 'Events', none: 'No events yet', entered: 'entered', left: 'left', passed: 'passed through', raised: 'alarm', cleared: 'alarm over' },
  anchor: { title: 'Anchors', alive: 'alive', silent: 'silent', neverHeard: 'never heard', list: 'Not answering', silentSince: 'silent for {{age}}' },
  survey: {
    title: 'Something is wrong with', since: 'for {{age}}', further: '{{n}} more',
    moved: '{{metres}} m from where the plan says, to the {{wind}}', noisy: 'ranges off by {{metres}}', silent: 'hears nobody; {{tags}} tags passed',
    biased: { more: 'ranges {{metres}} m too long', less: 'ranges {{metres}} m too short' },
    clock: { more: 'clock {{seconds}} s behind', less: 'clock {{seconds}} s ahead' },
    pathLoss: { more: '{{decibels}} dB stronger than the plan says', less: '{{decibels}} dB weaker than the plan says' },
    wind: { n: 'north', ne: 'north-east', e: 'east', se: 'south-east', s: 'south', sw: 'south-west', w: 'west', nw: 'north-west' },
    todo: {
      moved: 'Survey it and correct the plan', biased: 'Set its antenna delay', noisy: 'Is it loose, behind metal, carried about?',
      clock: 'Set its clock', pathLoss: 'Measure its strength anew', silent: 'Look at its power and cable',
    },
  },
  intake: { title: 'Server', accepted: 'accepted', refused: 'refused', queue: 'waiting' },
  map: {
    label: 'Map of the mine', fit: 'Fit', nearer: 'Nearer', farther: 'Farther', north: 'N', stretch: 'heights ×{{n}}', legend: 'Legend', intakeAir: 'intake air', returnAir: 'return air', neutralAir: 'neutral air',
    exit: 'exit', refuge: 'refuge', selfRescuerCache: 'self-rescuers', sensor: 'sensor', zone: 'zone', person: 'person', vehicle: 'vehicle', ambiguous: 'the place is ambiguous', alternative: 'one of several places', halo: '95 % radius',
  },
  coverage: {
    title: 'Expected 95 % radius', switch: 'Coverage', loading: 'Predicting the coverage', failed: 'The coverage could not be read. Trying again.', within: 'up to {{metres}}', over: 'over {{metres}}',
    twoSided: 'One of two sides when switched on there: {{length}}',
    heard: 'Heard within 10 s: {{share}} of roadway and time', suggestions: 'Best places for one more anchor', gain: '{{length}} more up to {{target}}', none: 'No further anchor would help',
  },
  theme: { toggle: 'Theme', dark: 'dark', light: 'light' },
  language: { label: 'Language' },
  keys: {
    title: 'Keys', search: 'search', move: 'move in the list', choose: 'select and show', close: 'close, clear', levels: 'all levels, level 1, 2 …',
    fit: 'fit to the window', follow: 'follow the selected', zoom: 'nearer, farther', theme: 'theme', language: 'language', coverage: 'coverage of the anchors', overlays: 'ways out, closures, reach, rescue teams on the map', alarm: 'next alarm, acknowledge it', mute: 'silence the alarms', callSecond: 'call the next person because of the alarm', help: 'this sheet',
  },
  acts: acts.en, desks: desks.en, lamps: lamps.en, presence: presence.en, gas: gas.en, alarms: alarms.en, zones: zones.en, evacuation: evacuation.en, rescue: rescue.en, record: record.en, rest: rest.en, training: training.en, registry: registry.en, reports: reports.en, entries: entries.en, report: report.en, phrases: phrases.en, events: events.en, replay: replay.en,
  refusals: refusals.en,
};
export type Words = typeof en;
