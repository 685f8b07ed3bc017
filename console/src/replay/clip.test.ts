import { expect, test } from 'vitest';
import { fixAt } from './clip';
import { madeClip } from './madeClip';

const start = Date.UTC(2026, 10, 30, 8);
const clip = madeClip({
  from: '2026-11-30T08:00:00Z', to: '2026-11-30T08:02:00Z', every: 1, plan: 1, events: [],
  tags: [
    { tag: 'A', carrier: null, t: [0, 1, 2, 10], x: [10, 11, 12, 20], y: [0, 0, 0, 0], z: [0, 0, 0, 0], r: [1, 1, 1, 9], s: [0, 0, 0, 1], a: [0, 0, 2, 0] },
    { tag: 'B', carrier: null, t: [1.5], x: [60], y: [20], z: [0], r: [2], s: [0], a: [0] },
  ],
});

test('the fix at a time is the last one that is not after it', () => {
  expect(fixAt(clip, 0, start - 1)).toBe(-1);
  expect(fixAt(clip, 0, start)).toBe(0);
  expect(fixAt(clip, 0, start + 1999)).toBe(1);
  expect(fixAt(clip, 0, start + 60_000)).toBe(3);
  expect(fixAt(clip, 1, start + 1000)).toBe(-1);
  expect(fixAt(clip, 1, start + 1500)).toBe(4);
});
