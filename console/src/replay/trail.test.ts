import { expect, test } from 'vitest';
import { Footing } from '../plan/footing';
import { smallMine } from '../plan/smallMine';
import { madeClip, type TagColumns } from './madeClip';
import { blankFix, Trail } from './trail';

const ground = smallMine();
const footing = new Footing(ground.plan);
const start = Date.UTC(2026, 10, 30, 8);

/** A trail over these fixes: seconds, x, y, state. The monotonic time of a frame is the second shown. */
function trail(rows: [number, number, number, number?][], gap?: [number, number]) {
  const columns: TagColumns = { tag: 'A', carrier: null, t: rows.map(r => r[0]), x: rows.map(r => r[1]), y: rows.map(r => r[2]), z: rows.map(() => 0), r: rows.map(() => 2), s: rows.map(r => r[3] ?? 0), a: rows.map(() => 0) };
  const clip = madeClip({ from: new Date(start).toISOString(), to: new Date(start + 120_000).toISOString(), every: 1, plan: 2, tags: [columns], events: [] });
  const made = new Trail({
    footing, indexIn: (_, tag) => (tag === 'A' ? 0 : undefined),
    frame: now => ({ time: start + 1000 * now, clip, inGap: gap !== undefined && now >= gap[0] && now < gap[1] }),
  }, blankFix('A'));
  return (second: number) => { made.advance(ground, second); return { at: [...made.drawn], state: made.fix.state, heard: (made.fix.heard - start) / 1000, roadway: made.fix.roadway, speed: made.fix.speed, level: made.fix.level }; };
}

test('between fixes a second apart the tag goes along the roadway', () => {
  const at = trail([[0, 10, 0], [1, 12, 0]]);
  expect(at(0.5).at[0]).toBeCloseTo(11);
  expect(at(0.5).roadway).toBe('A');
  expect(at(0.5).speed).toBeCloseTo(2);
});

test('round a corner it goes by the junction, not through rock', () => {
  const at = trail([[0, 58, 0], [2, 60, 3.3]]);
  for (const second of [0.2, 0.6, 1, 1.4, 1.8]) {
    const { at: [x, y] } = at(second);
    expect(Math.abs(y!) < 0.31 || Math.abs(x! - 60) < 0.01).toBe(true);
  }
});

test('across a silence of more than 3 s it stands where it was heard and is never drawn between', () => {
  const at = trail([[0, 10, 0], [8, 30, 0]]);
  expect([1, 4, 7.9].map(s => at(s).at[0])).toEqual([10, 10, 10]);
  expect(at(8).at[0]).toBe(30);
});

test('a place held for more than 10 s is only remembered, with the time at which it was heard', () => {
  const at = trail([[0, 10, 0], [60, 30, 0]]);
  expect(at(9).state).toBe('live');
  expect(at(11)).toMatchObject({ state: 'lastKnown', heard: 0 });
  expect(at(60).state).toBe('live');
});

test('while nobody listened the place is only remembered at once', () => {
  const at = trail([[0, 10, 0], [1, 12, 0], [6, 20, 0]], [2, 6]);
  expect(at(1.5).state).toBe('live');
  expect(at(2.5).state).toBe('lastKnown');
  expect(at(6).state).toBe('live');
});

test('before its first fix a tag is nowhere', () => {
  const at = trail([[5, 10, 0]]);
  expect(at(4).at[0]).toBeNaN();
  expect(at(5).at[0]).toBe(10);
});

test('an inferred place keeps the time at which the tag was heard last', () => {
  const at = trail([[0, 10, 0, 0], [1, 11, 0, 1], [2, 12, 0, 1]]);
  expect(at(1.5)).toMatchObject({ state: 'inferred', heard: 0 });
});

test('in an open area it goes straight, and from level to level it jumps', () => {
  const area = trail([[0, 205, 5], [1, 207, 5]]);
  expect(area(0.5).at[0]).toBeCloseTo(206);
  expect(area(0.5).level).toBe('upper');
  const jump = trail([[0, 10, 0], [1, 300, 300]]);
  expect(jump(0.9).at[0]).toBe(10);
});

test('who falls silent stands where the columns before had them last', () => {
  const clip = (from: number, t: number[]) => madeClip({ from: new Date(start + 1000 * from).toISOString(), to: new Date(start + 1000 * (from + 100)).toISOString(), every: 1, plan: 2, events: [], tags: t.length === 0 ? [] : [{ tag: 'A', carrier: null, t, x: t.map(s => 10 + s), y: t.map(() => 0), z: t.map(() => 0), r: t.map(() => 1), s: t.map(() => 0), a: t.map(() => 0) }] });
  const [first, second] = [clip(0, [0, 30]), clip(100, [])];
  const made = new Trail({ footing, indexIn: c => (c === first ? 0 : undefined), frame: now => ({ time: start + 1000 * now, clip: now < 100 ? first : second, inGap: false }) }, blankFix('A'));
  for (const now of [31, 99, 101]) made.advance(ground, now);
  expect(made.drawn[0]).toBe(40);
  expect(made.fix).toMatchObject({ state: 'lastKnown', heard: start + 30_000 });
});

test('a fix that was read for one moment stands until the columns have a later one', () => {
  const clip = madeClip({ from: new Date(start).toISOString(), to: new Date(start + 120_000).toISOString(), every: 1, plan: 2, tags: [{ tag: 'A', carrier: null, t: [0, 30], x: [10, 50], y: [0, 0], z: [0, 0], r: [1, 1], s: [0, 0], a: [0, 0] }], events: [] });
  const made = new Trail({ footing, indexIn: () => 0, frame: now => ({ time: start + 1000 * now, clip, inGap: false }) }, blankFix('A'));
  made.rest({ ...blankFix('A'), time: start + 20_000, x: 25, y: 0, z: 0, roadway: 'A', offset: 25, state: 'inferred', heard: start });
  made.advance(ground, 10);
  expect(made.drawn[0]).toBe(10);
  made.advance(ground, 21);
  expect(made.drawn[0]).toBe(25);
  expect(made.fix.state).toBe('inferred');
  made.advance(ground, 31);
  expect(made.drawn[0]).toBe(50);
});
