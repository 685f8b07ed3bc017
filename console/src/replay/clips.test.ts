import { expect, test } from 'vitest';
import type { Clip } from './clip';
import { Clips, everyFor, lead, steps, tail } from './clips';
import { madeClip } from './madeClip';

const length = 1000 * steps;
const day = 86_400_000;

function shelf() {
  const asked: { from: number; to: number; every: number; signal: AbortSignal; answer: (clip?: Clip) => Promise<void>; fail: () => Promise<void> }[] = [];
  let loads = 0;
  const clips = new Clips((from, to, every, signal) => new Promise<Clip>((done, failed) => {
    const settle = async (): Promise<void> => { for (let i = 0; i < 4; i++) await Promise.resolve(); };
    asked.push({
      from, to, every, signal,
      answer: clip => { done(clip ?? madeClip({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), every, plan: 1, tags: [], events: [] })); return settle(); },
      fail: () => { failed(new Error('no answer')); return settle(); },
    });
  }), () => loads++);
  return { clips, asked, loaded: () => loads };
}

test('what is shown is asked for first, what comes next when that has come, each with a lead and a tail', async () => {
  const { clips, asked } = shelf();
  for (const now of [0, 1]) {
    clips.want(5 * length + 10, 1, day, now);
    expect(asked.length).toBe(1);
  }
  await asked[0]!.answer();
  for (const now of [2, 3]) {
    clips.want(5 * length + 10, 1, day, now);
    expect(asked.length).toBe(3);
  }
  expect(asked.map(a => [a.from, a.to])).toEqual([5, 6, 7].map(i => [i * length - lead, (i + 1) * length + tail]));
});

test('it is loaded as far as clips follow each other', async () => {
  const { clips, asked } = shelf();
  clips.want(0, 1, day, 0);
  expect(clips.loadedUntil(1000)).toBe(1000);
  await asked[0]!.answer();
  clips.want(0, 1, day, 1);
  expect(clips.loadedUntil(1000)).toBe(length);
  await asked[2]!.answer();
  expect(clips.loadedUntil(1000)).toBe(length);
  await asked[1]!.answer();
  expect(clips.loadedUntil(1000)).toBe(3 * length);
});

test('the end of a record that is still written is asked for again when it has moved on', async () => {
  const { clips, asked } = shelf();
  clips.want(1000, 1, 60_000, 0);
  expect(asked.length).toBe(1);
  await asked[0]!.answer();
  expect(clips.loadedUntil(1000)).toBe(60_000);
  clips.want(1000, 1, 60_000, 1);
  expect(asked.length).toBe(1);
  clips.want(1000, 1, 70_000, 2);
  expect(asked.length).toBe(2);
  expect(clips.at(1000)).not.toBeNull();
});

test('what nobody waits for any more is not waited for', () => {
  const { clips, asked } = shelf();
  clips.want(0, 1, day, 0);
  clips.want(day / 2, 1, day, 1);
  expect(asked.map(a => a.signal.aborted)).toEqual([true, false]);
});

test('a faster play asks for fewer fixes over a longer time, and shows what it has until they come', async () => {
  const { clips, asked } = shelf();
  clips.want(0, 1, day, 0);
  await asked[0]!.answer();
  clips.want(0, 500, day, 1);
  expect(everyFor(500)).toBe(20);
  expect(asked.at(-1)!.to - asked.at(-1)!.from).toBe(20 * length + 30_000 + tail);
  expect(clips.at(1000)?.every).toBe(1);
  await asked.at(-1)!.answer();
  expect(clips.at(1000)?.every).toBe(20);
});

test('what could not be read is said and asked for again after a while, not at once', async () => {
  const { clips, asked } = shelf();
  clips.want(0, 1, 1000, 0);
  await asked[0]!.fail();
  expect(clips.failure).toBe('no answer');
  clips.want(0, 1, 1000, 100);
  expect(asked.length).toBe(1);
  clips.want(0, 1, 1000, 2500);
  expect(asked.length).toBe(2);
  await asked[1]!.answer();
  expect(clips.failure).toBeNull();
});

test('old clips are forgotten, the one that is shown is not', async () => {
  const { clips, asked } = shelf();
  for (let i = 0; i < 40; i++) {
    clips.want(i * length, 1, day, i);
    for (const a of asked.splice(0)) if (!a.signal.aborted) await a.answer();
  }
  clips.want(39 * length, 1, day, 50);
  expect(clips.at(39 * length)).not.toBeNull();
  expect(clips.at(0)).toBeNull();
});
