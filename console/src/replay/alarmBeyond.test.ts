import { expect, test } from 'vitest';
import { alarmBeyond } from './alarmBeyond';
import type { Span } from './bar';

const hour = 3_600_000;
const record = { from: 0, to: 1000 * hour };

function among(times: number[]) {
  const asked: Span[] = [];
  return { asked, raised: ({ from, to }: Span) => { asked.push({ from, to }); return Promise.resolve(times.filter(t => t >= from && t < to)); } };
}

test('the nearest alarm is found however far away, on either side', async () => {
  const { raised, asked } = among([3 * hour, 400 * hour, 700 * hour, 900 * hour]);
  expect(await alarmBeyond(raised, 401 * hour, 1, record)).toBe(700 * hour);
  expect(await alarmBeyond(raised, 399 * hour, -1, record)).toBe(3 * hour);
  expect(asked.length).toBeLessThan(14);
});

test('where there is none in the rest of the record nothing is found, and nothing is asked beyond it', async () => {
  const { raised, asked } = among([3 * hour]);
  expect(await alarmBeyond(raised, 4 * hour, 1, record)).toBeNull();
  expect(await alarmBeyond(raised, 2 * hour, -1, record)).toBeNull();
  expect(asked.every(({ from, to }) => from >= record.from && to <= record.to)).toBe(true);
});
