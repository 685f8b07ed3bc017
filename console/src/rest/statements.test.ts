import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import type { AlarmRow } from '../alarms/board';
import type { GasRow } from '../gas/board';
import { en } from '../language/en';
import type { Say } from '../language/time';
import type { PresenceRow } from '../presence/board';
import { standingOf, statementsOf, type Known, type Statement } from './statements';

const now = Date.UTC(2026, 10, 24, 3, 0, 0);
const time = new Date(now - 1000).toISOString();
let say: Say;
beforeAll(async () => {
  const made = i18next.createInstance();
  await made.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
  say = made.t as Say;
});

const person = (part: Partial<PresenceRow>): PresenceRow =>
  ({ kind: 'person', id: 'p', name: 'Akhmetov', state: 'underground', tags: ['T1'], sources: [{ source: 'lampIssued', time, detail: '' }], disagreements: [], ...part }) as PresenceRow;
const sensor = (part: Partial<GasRow>): GasRow => ({ subject: 'CH4-1', quantity: 'CH4', state: 'good', limit: { low: null, high: 1 }, ...part }) as GasRow;
const alarm = (part: Partial<AlarmRow>): AlarmRow => ({ number: 1, kind: 'sos', subject: 'T1', priority: 'critical', state: 'unacknowledged', ...part }) as AlarmRow;
const presence = (people: PresenceRow[], lamps: object[] = [{}], notOut = 214): Known['presence'] => ({ time, people, lamps, lampLog: [], counts: { notOut } }) as unknown as Known['presence'];
const gas = (sensors: GasRow[]): Known['gas'] => ({ time, sensors }) as Known['gas'];
const alarms = (rows: AlarmRow[]): Known['alarms'] => ({ time, alarms: rows }) as Known['alarms'];

/** A mine in which everything is well. */
const calm = (part: Partial<Known> = {}): Known => ({
  now, zone: 'UTC', connection: { state: 'live', delay: 5 }, recorded: now - 1200, below: { live: 214, inferred: 0, quietest: 6300, lost: [] },
  anchors: [{ anchor: 'A1', state: 'alive', heard: now, perMinute: 9 }, { anchor: 'A2', state: 'alive', heard: now, perMinute: 9 }], survey: { planVersion: 1, findings: [] },
  alarms: alarms([]), presence: presence([person({})]), gas: gas([sensor({})]), evacuation: { at: time, emergency: null } as never, ...part,
});
const of = (about: Statement['about'], part: Partial<Known>): Statement | undefined => statementsOf(calm(part), say).find(s => s.about === about);

test('at rest every statement carries its evidence', () => {
  const said = statementsOf(calm(), say);
  expect(said.map(s => s.text)).toEqual([
    'no alarm', '214 below, all heard within 7 s', '214 not out, 0 disagreements', 'anchors 2/2 heard, none faulty', 'gas 1/1 within limits', 'record written 1 s ago']);
  expect(standingOf(said)).toBe('well');
});

test('an alarm that nobody has acknowledged is not well; an acknowledged one is said', () => {
  expect(of('alarms', { alarms: alarms([alarm({}), alarm({ number: 2, priority: 'high' })]) })).toEqual(
    { about: 'alarms', standing: 'amiss', text: '2 alarms wait, the gravest critical: acknowledge', opens: { desk: 'alarms' } });
  expect(of('alarms', { alarms: alarms([alarm({ state: 'acknowledged' })]) })).toMatchObject({ standing: 'well', text: '1 alarm, acknowledged' });
});

test('who is not heard is named and under the hand; who is inferred is never called heard', () => {
  const lost = ['Akhmetov', 'Kim', 'Li'].map((name, i) => ({ tag: `T${i}`, name }));
  expect(of('people', { below: { live: 10, inferred: 0, quietest: 0, lost } })).toEqual(
    { about: 'people', standing: 'amiss', text: '3 of 13 below not heard: look for Akhmetov, Kim …', opens: { tag: 'T0' } });
  expect(of('people', { below: { live: 10, inferred: 2, quietest: 4000, lost: [] } })?.text).toBe('12 below: 10 heard within 4 s, 2 inferred');
  expect(of('people', { below: { live: 0, inferred: 0, quietest: 0, lost: [] } })?.standing).toBe('unknown');
});

test('tags alone are no presence: the lamp room is not used', () => {
  const byTag = person({ sources: [{ source: 'tagUnderground', time, detail: '' }] });
  expect(of('presence', { presence: presence([byTag], []) })).toMatchObject({ standing: 'unknown', text: 'presence unknown: the lamp room is not used' });
  expect(of('presence', { presence: presence([person({ disagreements: [{ kind: 'onePersonTwoTags', since: time, detail: '' }] })]) })?.text).toBe('1 do not fit: clear up Akhmetov');
  expect(of('presence', { presence: presence([person({ state: 'unaccounted', name: 'Kim' }), person({ disagreements: [{ kind: 'x', since: time, detail: '' }] })]) })?.text).toBe('1 unaccounted: find Kim');
});

test('a list that has fewer than are heard does not agree', () => {
  expect(of('presence', { presence: presence([person({})], [{}], 213) })).toEqual(
    { about: 'presence', standing: 'unknown', text: '213 not out by the list, 214 heard below', opens: { desk: 'presence' } });
});

test('an anchor that hears nobody is not at fault before the survey says so', () => {
  const anchors = [{ anchor: 'A1', state: 'alive', heard: now, perMinute: 9 }, { anchor: 'A2', state: 'silent', heard: now, perMinute: 0 }] as const;
  expect(of('anchors', { anchors })).toMatchObject({ standing: 'well', text: 'anchors 1/2 heard, none faulty' });
  expect(of('anchors', { anchors: [...anchors, { anchor: 'A3', state: 'neverHeard', heard: null, perMinute: 0 }] })).toMatchObject({ standing: 'unknown', text: 'anchors 1/3 heard, 1 never yet' });
  const findings = [{ anchor: 'A2', kind: 'silent' as const, value: 3, margin95: null, offset: null, since: null, evidence: 3 }];
  expect(of('anchors', { anchors, survey: { planVersion: 1, findings } })).toMatchObject({ standing: 'amiss', opens: { anchor: 'A2' } });
  expect(of('anchors', { anchors: [] })?.standing).toBe('unknown');
  expect(of('anchors', { survey: null })?.standing).toBe('unknown');
});

test('gas without a value, without a sensor or without a limit is never within limits', () => {
  const standings = [[sensor({ state: 'beyond' })], [sensor({ state: 'rising' })], [sensor({ state: 'silent' })], [sensor({ state: 'faulty' })], [sensor({}), sensor({ state: 'neverHeard' })], [], [sensor({ limit: { low: null, high: null } })]]
    .map(sensors => of('gas', { gas: gas(sensors) })?.standing);
  expect(standings).toEqual(['amiss', 'amiss', 'amiss', 'amiss', 'unknown', 'unknown', 'unknown']);
  expect(of('gas', { gas: gas([sensor({}), sensor({ limit: { low: null, high: null } })]) })?.text).toBe('gas 1/2 within limits, the others have none');
});

test('a board that was not read, or speaks of the past, makes no statement of wellness', () => {
  const old = new Date(now - 60_000).toISOString();
  for (const about of ['alarms', 'presence', 'gas'] as const) {
    expect(of(about, { [about]: null })?.standing).toBe('unknown');
    expect(of(about, { [about]: { ...calm()[about], time: old } })?.standing).toBe('unknown');
  }
});

test('a record that is not written is named', () => {
  expect(of('record', { recorded: now - 12_000 })).toMatchObject({ standing: 'amiss', text: 'no record for 12 s: call the IT engineer' });
  expect(of('record', { recorded: null })?.standing).toBe('unknown');
});

test('without a live feed nothing is said to be known', () => {
  const said = statementsOf(calm({ connection: { state: 'stale', since: now, seconds: 9 } }), say);
  expect(said.map(s => [s.about, s.standing])).toEqual([['connection', 'amiss']]);
  expect(standingOf(statementsOf(calm({ connection: { state: 'connecting' } }), say))).toBe('unknown');
  expect(standingOf([])).toBe('unknown');
});

test('an emergency stands before everything', () => {
  const evacuation = { at: time, emergency: { t0: time, ended: null }, counts: { people: 300, out: 120 } } as unknown as Known['evacuation'];
  expect(statementsOf(calm({ evacuation }), say)[0]).toMatchObject({ about: 'emergency', standing: 'amiss', text: 'emergency since 02:59:59: 180 of 300 not out' });
});

test('whether an emergency stands has to be known of now; one that stood is not forgotten', () => {
  const old = new Date(now - 60_000).toISOString();
  const board = (at: string, emergency: object | null): Known['evacuation'] => ({ at, emergency, counts: { people: 3, out: 1 } }) as unknown as Known['evacuation'];
  expect(of('emergency', { evacuation: board(time, null) })).toBeUndefined();
  expect(of('emergency', { evacuation: board(old, null) })).toMatchObject({ standing: 'unknown', text: 'emergency unknown: the server does not answer' });
  expect(standingOf(statementsOf(calm({ evacuation: board(old, null) }), say))).toBe('unknown');
  expect(of('emergency', { evacuation: board(old, { t0: old, ended: null }) })?.standing).toBe('amiss');
  expect(of('emergency', { evacuation: board(old, { t0: old, ended: old }) })?.standing).toBe('unknown');
  expect(of('emergency', { evacuation: null })?.standing).toBe('unknown');
});
