import { expect, test } from 'vitest';
import { countsOf, gapsOn, groupMarks, neighbour, shareOf, spanFor, ticksOf, timeAt, type Mark } from './bar';
import { typedTime } from './typed';

const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 24, 7);
const zone = 'Asia/Almaty';
const record = { from: noon - 48 * hour, to: noon };
const mark = (at: number, priority: Mark['priority']): Mark => ({ at, kind: 'sos', subject: 'T1', priority });

test('the bar keeps its stretch while the time is on it, and moves when it is not', () => {
  const span = spanFor(noon - 2 * hour, 8 * hour, record, null);
  expect(span.to - span.from).toBe(8 * hour);
  expect(span.to).toBe(noon);
  expect(spanFor(noon - 3 * hour, 8 * hour, record, span)).toBe(span);
  const moved = spanFor(noon - 20 * hour, 8 * hour, record, span);
  expect(shareOf(moved, noon - 20 * hour)).toBeCloseTo(0.5);
});

test('a record shorter than the bar begins at its left end', () => {
  const short = { from: noon - hour, to: noon };
  expect(spanFor(noon - hour / 2, 8 * hour, short, null)).toEqual({ from: noon - hour, to: noon + 7 * hour });
});

test('ticks are round on the clocks of the mine, and midnights are told', () => {
  const ticks = ticksOf({ from: noon - 24 * hour, to: noon }, zone, 10);
  expect(ticks.length).toBeLessThanOrEqual(10);
  expect(ticks.filter(t => t.isDay).map(t => t.at)).toEqual([Date.UTC(2026, 10, 23, 19)]);
});

test('marks that would lie upon each other are one, as grave as the gravest', () => {
  const span = { from: noon - hour, to: noon };
  const groups = groupMarks([mark(noon - 100_000, 'low'), mark(noon - 101_000, 'critical'), mark(noon - 2_000_000, null)], span, 0.01);
  expect(groups.map(g => [g.priority, g.marks.length])).toEqual([[null, 1], ['critical', 2]]);
  expect(countsOf(groups[1]!.marks)).toEqual([{ priority: 'critical', count: 1 }, { priority: 'low', count: 1 }]);
});

test('the next alarm is not the one that is shown', () => {
  const marks = [mark(noon, 'low'), mark(noon + 60_000, 'high')];
  expect(neighbour(marks, noon, 1)).toBe(noon + 60_000);
  expect(neighbour(marks, noon + 60_000, -1)).toBe(noon);
  expect(neighbour(marks, noon + 60_000, 1)).toBeNull();
});

test('what lies outside the record is a gap as well', () => {
  const span = { from: noon - hour, to: noon + hour };
  expect(gapsOn(span, [{ from: noon - 2 * hour, to: noon - 0.5 * hour }], record)).toEqual([{ kind: 'gap', from: noon - hour, to: noon - 0.5 * hour }, { kind: 'notYet', from: noon, to: noon + hour }]);
  expect(gapsOn({ from: noon - 49 * hour, to: noon - 40 * hour }, [], record)).toEqual([{ kind: 'before', from: noon - 49 * hour, to: noon - 48 * hour }]);
});

test('a place of the bar and its time are each other\'s', () => expect(timeAt(record, shareOf(record, noon - hour))).toBe(noon - hour));

test('a time is typed as people write it, on the clocks of the mine', () => {
  const shown = Date.UTC(2026, 10, 24, 7, 3, 15);
  expect(typedTime('14:05', shown, zone)).toBe(Date.UTC(2026, 10, 24, 9, 5));
  expect(typedTime('14.05.30', shown, zone)).toBe(Date.UTC(2026, 10, 24, 9, 5, 30));
  expect(typedTime('23.11 02:00', shown, zone)).toBe(Date.UTC(2026, 10, 22, 21));
  expect(typedTime('2025-12-31 23:59', shown, zone)).toBe(Date.UTC(2025, 11, 31, 18, 59));
  for (const wrong of ['', '25:00', '12:60', '31.02 12:00', 'noon', '12']) expect(typedTime(wrong, shown, zone), wrong).toBeNull();
});
