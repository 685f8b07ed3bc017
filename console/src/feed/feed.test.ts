import { expect, test } from 'vitest';
import { smallMine } from '../plan/smallMine';
import { backoff, judgeConnection } from './connection';
import { ServerClock } from './serverClock';
import { Tracks } from './tracks';
import { readFix, type Frame } from './wire';

const ground = smallMine();
type Row = Frame['fixes'][number];
const row = (tag: string, time: number, offset: number, state = 0, flags = 0): Row =>
  [tag, time, offset, 0, 0, 'A', offset, 'upper', 1.2, 2, state, time, flags, null];
const frame = (part: Partial<Frame>): Frame => ({
  serverTime: 0, sequence: 1, planVersion: 1, carriersVersion: 1, full: false, fixes: [], anchors: [],
  headcount: { people: 0, vehicles: 0, levels: [], unplaced: { people: 0, vehicles: 0 } }, unplaced: null, sos: [], intake: { pending: 0, capacity: 1, acceptedPerSecond: 0, refusedPerSecond: 0 }, events: [], boards: {}, trouble: null, ...part,
});

test('a row becomes a fix with its flags and alternatives in words', () => {
  const fix = readFix(['T', 5, 1, 2, 3, null, null, null, 0, 9, 1, 4, 5, [[0.6, 1, 2, 3, 'A', 10], [0.4, 4, 5, 6, null, null]]]);
  expect(fix).toMatchObject({ state: 'inferred', sos: true, lowBattery: false, still: true, roadway: null });
  expect(fix.alternatives.map(a => a.probability)).toEqual([0.6, 0.4]);
});

test('a state that the console does not know is not shown as live', () => {
  expect(readFix(row('T', 1, 1, 7)).state).toBe('lastKnown');
});

test('a partial frame changes only the tags in it; a full one forgets the absent', () => {
  const tracks = new Tracks();
  tracks.apply(frame({ full: true, fixes: [row('T1', 1000, 10), row('T2', 1000, 20)] }), ground, 0);
  tracks.apply(frame({ fixes: [row('T2', 2000, 21)] }), ground, 1000);
  expect(tracks.byTag.get('T1')!.fix.offset).toBe(10);
  expect(tracks.byTag.get('T2')!.fix.offset).toBe(21);
  tracks.apply(frame({ full: true, fixes: [row('T2', 3000, 22)] }), ground, 2000);
  expect(tracks.list.map(t => t.fix.tag)).toEqual(['T2']);
});

test('who is heard without a place stays known until a frame says otherwise', () => {
  const tracks = new Tracks();
  tracks.apply(frame({ full: true, unplaced: [['T1', 500, 1], ['T2', null, 2]], sos: ['T1'] }), ground, 0);
  tracks.apply(frame({ sos: ['T1'] }), ground, 1000);
  expect([...tracks.unplaced.values()]).toEqual([{ tag: 'T1', heard: 500, sos: true, lowBattery: false }, { tag: 'T2', heard: null, sos: false, lowBattery: true }]);
  expect([tracks.knows('T2'), tracks.byTag.has('T2'), tracks.sos]).toEqual([true, false, ['T1']]);
  tracks.apply(frame({ unplaced: [], fixes: [row('T2', 1, 10)] }), ground, 2000);
  expect([tracks.unplaced.size, tracks.knows('T1'), tracks.knows('T2'), tracks.sos.length]).toEqual([0, false, true, 0]);
});

test('a late row never moves a tag back', () => {
  const tracks = new Tracks();
  tracks.apply(frame({ full: true, fixes: [row('T', 5000, 10)] }), ground, 0);
  tracks.apply(frame({ fixes: [row('T', 4000, 3)] }), ground, 500);
  expect(tracks.byTag.get('T')!.fix.offset).toBe(10);
});

test('events come newest first and once, also when a new connection repeats them', () => {
  const tracks = new Tracks();
  const first = [1, 100, 'entered', 'Z1', 'T', null] as Frame['events'][number];
  const second = [2, 200, 'left', 'Z1', 'T', null] as Frame['events'][number];
  tracks.apply(frame({ full: true, events: [first] }), ground, 0);
  tracks.apply(frame({ full: true, events: [first, second] }), ground, 0);
  expect(tracks.events.map(e => e.sequence)).toEqual([2, 1]);
});

test('the feed is stale after three seconds without a frame, whatever the socket says', () => {
  const last = { arrived: 10_000, serverTime: 777 };
  expect(judgeConnection(null, 0, 0).state).toBe('connecting');
  expect(judgeConnection(last, 12, 12_900)).toEqual({ state: 'live', delay: 12 });
  expect(judgeConnection(last, 12, 14_200)).toEqual({ state: 'stale', since: 777, seconds: 4 });
});

test('attempts to connect come ever less often, at most 10 s apart', () => {
  expect([0, 1, 2, 3, 4, 5, 50].map(backoff)).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('the clock is the server\'s, and the delay is against the quickest frame', () => {
  const clock = new ServerClock();
  clock.note(1_000_000, 50);
  clock.note(1_000_250, 420);
  expect(clock.delay).toBe(120);
  expect(clock.at(420)).toBe(1_000_370);
  clock.note(1_000_500, 540);
  expect(clock.delay).toBe(0);
});
