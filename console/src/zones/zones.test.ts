import { expect, test } from 'vitest';
import { smallMine } from '../plan/smallMine';
import { listZones, minuteOf, ruleText, utcOffset, type ZoneRow, type ZonesBoard } from './board';
import { addStretch, isDrawn, pick, stretchBetween } from './drawing';

const { plan } = smallMine();
const row = (part: Partial<ZoneRow>): ZoneRow => ({ id: 'Z', name: 'Z', drawn: false, ruled: false, lost: false, shape: null, sections: [], rules: [], people: 0, vehicles: 0, inside: [], ...part });
const board = (part: Partial<ZonesBoard>): ZonesBoard => ({ time: '', live: { version: 1, by: '', at: null, why: '', trial: null, zones: 0 }, draft: null, versions: [], zones: [], breaches: [], permits: [], clearances: [], ...part });
const drafted = (zones: NonNullable<ZonesBoard['draft']>['zones']): ZonesBoard['draft'] => ({ revision: 1, by: 'A', at: '', trial: null, zones });

test('the list tells what the draft makes of every zone', () => {
  const shape = { sections: [{ roadway: 'A', from: 1, to: 2 }], outline: [], levels: [] };
  const zones = [row({ id: 'plan' }), row({ id: 'ruled', ruled: true, rules: [{ kind: 'key' }] }), row({ id: 'same', drawn: true, ruled: true, name: 'same', shape }), row({ id: 'gone', drawn: true, ruled: true, shape })];
  const draft = drafted([{ id: 'ruled', name: 'Z', shape: null, rules: [] }, { id: 'same', name: 'same', shape, rules: [] }, { id: 'new', name: 'N', shape, rules: [] }]);
  expect(listZones(board({ zones, draft })).map(z => [z.id, z.change])).toEqual([['plan', 'same'], ['ruled', 'changed'], ['same', 'same'], ['gone', 'removed'], ['new', 'new']]);
  expect(listZones(board({ zones })).map(z => z.change)).toEqual(['same', 'same', 'same', 'same']);
});

test('a click finds the roadway under it and where on it, and two of them a stretch', () => {
  const roadway = plan.roadways[0]!;
  const [a, b] = [roadway.points[0]!, roadway.points[1]!];
  const at = (t: number) => pick(plan, roadway.level, a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))!;
  const stretch = stretchBetween(at(0.8), at(0.2))!;
  expect([stretch.roadway, stretch.from < stretch.to]).toEqual([roadway.id, true]);
  expect(stretch.to - stretch.from).toBeCloseTo(0.6 * roadway.along[1]!, 0);
  expect(stretchBetween(at(0.5), at(0.5))).toBeNull();
  expect(pick(plan, 'nowhere', 0, 0)).toBeNull();
});

test('stretches that touch become one', () => {
  const one = (from: number, to: number, roadway = 'A') => ({ roadway, from, to });
  expect(addStretch([one(0, 10), one(30, 40), one(0, 99, 'B')], one(8, 30))).toEqual([one(0, 99, 'B'), one(0, 40)]);
});

test('a polygon of two corners is no shape', () => {
  const corner = { x: 0, y: 0, z: 0 };
  expect([isDrawn({ sections: [], outline: [corner, corner], levels: ['L'] }), isDrawn({ sections: [], outline: [], levels: ['L'] })]).toEqual([false, true]);
});

test('hours are minutes of the day, and a zone knows how far it is from UTC', () => {
  expect(['14:05', '24:00', '24:01', '7:5', 'x'].map(minuteOf)).toEqual([845, 1440, null, null, null]);
  expect([utcOffset('Asia/Almaty', Date.UTC(2026, 2, 1)), utcOffset('UTC', Date.UTC(2026, 2, 1)), utcOffset('Nowhere/None', 0)]).toEqual([300, 0, 0]);
});

test('a rule says its figure', () => {
  expect(ruleText({ kind: 'tooFew', min: 2, minutes: 30 }, key => key.split('.').pop()!)).toBe('tooFew 2 min, 30 minutes');
});
