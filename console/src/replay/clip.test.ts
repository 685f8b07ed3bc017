import { expect, test } from 'vitest';
import { fixAt, packClip, type ReplayAnswer } from './clip';

const start = Date.UTC(2026, 10, 30, 8);
export const answer = (part: Partial<ReplayAnswer> = {}): ReplayAnswer => ({
  from: '2026-11-30T08:00:00Z', to: '2026-11-30T08:02:00Z', every: 1, version: 'live', plan: 1, events: [],
  tags: [
    { tag: 'A', carrier: { kind: 'person', name: 'Ким', number: '1', crew: '', role: '' }, t: [0, 1, 2, 10], x: [10, 11, 12, 20], y: [0, 0, 0, 0], z: [0, 0, 0, 0], r: [1, 1, 1, 9], s: [0, 0, 0, 1], a: [0, 0, 2, 0] },
    { tag: 'B', carrier: null, t: [1.5], x: [60], y: [20], z: [0], r: [2], s: [7], a: [0] },
  ],
  ...part,
});

test('the columns of all tags lie one after the other', () => {
  const clip = packClip(answer());
  expect([...clip.starts]).toEqual([0, 4, 5]);
  expect(clip.times[4]).toBe(start + 1500);
  expect(clip.xs[3]).toBe(20);
  expect(clip.to - clip.from).toBe(120_000);
});

test('a state that is not known is never surer than last known', () => expect(packClip(answer()).states[4]).toBe(2));

test('the fix at a time is the last one that is not after it', () => {
  const clip = packClip(answer());
  expect(fixAt(clip, 0, start - 1)).toBe(-1);
  expect(fixAt(clip, 0, start)).toBe(0);
  expect(fixAt(clip, 0, start + 1999)).toBe(1);
  expect(fixAt(clip, 0, start + 60_000)).toBe(3);
  expect(fixAt(clip, 1, start + 1000)).toBe(-1);
  expect(fixAt(clip, 1, start + 1500)).toBe(4);
});

test('columns of different lengths give only the fixes that are whole', () => {
  const whole = answer();
  const clip = packClip(answer({ tags: [{ ...whole.tags[0]!, r: [1, 1] }] }));
  expect([...clip.starts]).toEqual([0, 2]);
});
