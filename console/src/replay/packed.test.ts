import { expect, test } from 'vitest';
import { readPacked } from './packed';

const start = Date.UTC(2026, 10, 30, 8);
const sign = (n: number): number => (n < 0 ? -2 * n - 1 : 2 * n);
const bytesOf = (n: number): number[] => (n < 128 ? [n] : [128 + (n % 128), ...bytesOf(Math.floor(n / 128))]);
/** Columns as the server packs them. */
const packed = (column: number[], twice: boolean): number[] => {
  let [last, step, zeros] = [0, 0, 0];
  const bytes: number[] = [];
  const rest = (): void => {
    if (zeros > 0) bytes.push(0, ...bytesOf(zeros - 1));
    zeros = 0;
  };
  for (const value of column) {
    const told = twice ? value - last - step : value - last;
    [step, last] = [value - last, value];
    if (told === 0) zeros++;
    else {
      rest();
      bytes.push(...bytesOf(sign(told)));
    }
  }
  rest();
  return bytes;
};
const answer = (tags: { tag: string; columns: number[][] }[], extra: number[] = []): ArrayBuffer => {
  const head = new TextEncoder().encode(JSON.stringify({ from: new Date(start).toISOString(), to: new Date(start + 120_000).toISOString(), every: 1, plan: 3, events: [], tags: tags.map(({ tag, columns }) => ({ tag, carrier: null, fixes: columns[0]!.length })) }));
  const columns = tags.flatMap(tag => tag.columns.flatMap((column, i) => packed(column, i < 4)));
  return Uint8Array.from([head.length % 256, Math.floor(head.length / 256), 0, 0, ...head, ...columns, ...extra]).buffer;
};
const walk = { tag: 'A', columns: [[30, 130, 230, 1030], [1_350_000_000, 1_350_000_130, 1_350_000_260, 1_350_000_260], [-5, -5, -5, 20], [0, 0, 0, 0], [200, 200, 210, 900], [0, 0, 0, 1], [0, 0, 2, 0]] };

test('the columns of all tags lie one after the other, in metres and milliseconds', () => {
  const clip = readPacked(answer([walk, { tag: 'B', columns: [[150], [6000], [2000], [-4000], [200], [0], [0]] }]));
  expect([...clip.starts]).toEqual([0, 4, 5]);
  expect([...clip.times]).toEqual([300, 1300, 2300, 10_300, 1500].map(t => start + t));
  expect([...clip.xs].map(x => Math.round(100 * x))).toEqual([1_350_000_000, 1_350_000_130, 1_350_000_260, 1_350_000_260, 6000]);
  expect([...clip.ys, ...clip.zs].map(m => Math.round(100 * m))).toEqual([-5, -5, -5, 20, 2000, 0, 0, 0, 0, -4000]);
  expect([...clip.radii].map(r => Math.round(100 * r))).toEqual([200, 200, 210, 900, 200]);
  expect([[...clip.states], [...clip.places]]).toEqual([[0, 0, 0, 1, 0], [0, 0, 2, 0, 0]]);
  expect([clip.tags[1]?.tag, clip.plan, clip.to - clip.from]).toEqual(['B', 3, 120_000]);
});

test('a state that is not known is never surer than last known', () => expect(readPacked(answer([{ tag: 'A', columns: [[0], [0], [0], [0], [1], [7], [0]] }])).states[0]).toBe(2));

test('an answer of nobody holds nothing', () => expect(readPacked(answer([])).times.length).toBe(0));

test('half a record is none', () => {
  const whole = answer([walk]);
  expect(() => readPacked(whole.slice(0, -1))).toThrow(RangeError);
  expect(() => readPacked(answer([walk], [5]))).toThrow(RangeError);
});
