import { expect, test } from 'vitest';
import { Footing } from '../plan/footing';
import { smallMine } from '../plan/smallMine';
import { madeClip } from './madeClip';
import { classesOf, classOf } from './heat';
import { wayOf } from './pastLayers';

const ground = smallMine();
const start = Date.UTC(2026, 10, 30, 8);
const clipOf = (rows: [number, number, number, number][]) => madeClip({
  from: new Date(start).toISOString(), to: new Date(start + 120_000).toISOString(), every: 1, plan: 2, events: [],
  tags: [{ tag: 'A', carrier: null, t: rows.map(r => r[0]), x: rows.map(r => r[1]), y: rows.map(r => r[2]), z: rows.map(r => r[3]), r: rows.map(() => 1), s: rows.map(() => 0), a: rows.map(() => 0) }],
});
const way = (rows: [number, number, number, number][], second = 100) => wayOf(clipOf(rows), 'A', start + 1000 * second, ground, new Footing(ground.plan));

test('the way behind somebody goes round corners', () => {
  const [piece, ...more] = way([[0, 55, 0, 0], [2, 60, 5.3, 0]]);
  expect(more).toEqual([]);
  for (const [x, y] of piece!) expect(Math.abs(y) < 0.31 || Math.abs(x - 60) < 0.01).toBe(true);
});

test('a silence parts the way: nothing is drawn across it', () => {
  const pieces = way([[0, 10, 0, 0], [1, 11, 0, 0], [20, 30, 0, 0], [21, 31, 0, 0]]);
  expect(pieces.map(p => [p[0]![0], Math.round(p.at(-1)![0])])).toEqual([[10, 11], [30, 31]]);
});

test('a step that no way explains parts it too', () => expect(way([[0, 50, 0, 0], [1, 50, 0, -30], [2, 51, 0, -30]]).map(p => p[0]![2])).toEqual([-30]));

test('what comes after the time that is shown is not drawn', () => {
  const [piece] = way([[0, 10, 0, 0], [1, 11, 0, 0], [2, 12, 0, 0]], 1);
  expect(piece!.at(-1)![0]).toBeCloseTo(11);
});

test('classes of presence are round times, and every cell is in one', () => {
  const cells = [1, 3, 8, 40, 70, 500, 4000].map((seconds, i) => ({ roadway: 'A', offset: 5 * i, seconds }));
  const classes = classesOf(cells);
  expect(classes).toEqual([...classes].sort((a, b) => a - b));
  expect(classes.length).toBeLessThanOrEqual(5);
  expect(classOf(0, classes)).toBe(0);
  expect(classOf(1e9, classes)).toBe(classes.length);
});
