import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MineFeed } from '../feed/mineFeed';
import { getMoment, getSummary, type Moment, type Summary } from './api';
import { PastFeed } from './pastFeed';

vi.mock('./api');
vi.mock('./loader', () => ({ Loader: class { load = (): Promise<never> => new Promise<never>(() => {}); stop = (): void => {}; } }));

const minute = 60_000;
const hour = 60 * minute;
const at = (time: number): string => new Date(time).toISOString();
const summary: Summary = { from: at(0), to: at(24 * hour), versions: [], plans: [], gaps: [{ from: at(hour), to: at(2 * hour) }] };
const live = { mine: 'small', timeZone: 'Asia/Almaty', ground: null, now: () => 24 * hour } as unknown as MineFeed;

let answerSummary: (summary: Summary) => void;
const asked = (): number[] => vi.mocked(getMoment).mock.calls.map(call => call[1]);

beforeEach(() => {
  vi.useFakeTimers();
  vi.mocked(getMoment).mockReset().mockImplementation((_, time) => Promise.resolve<Moment>({ time: at(time), plan: null, fixes: [], boards: {}, gap: null }));
  vi.mocked(getSummary).mockReset().mockImplementation(() => new Promise(done => (answerSummary = done)));
});

afterEach(() => vi.useRealTimers());

test('opened at a time in which nobody listened it asks for what was just before, though it learns of that time later', async () => {
  const feed = new PastFeed(live, 90 * minute);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked()).toEqual([90 * minute]);
  answerSummary(summary);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked()).toEqual([90 * minute, hour - 1000]);
  feed.stop();
});

test('a far step within a time in which nobody listened reads again what was forgotten', async () => {
  const feed = new PastFeed(live, 90 * minute);
  answerSummary(summary);
  await vi.advanceTimersByTimeAsync(1000);
  const before = asked().length;
  feed.seek(100 * minute);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked().slice(before)).toEqual([hour - 1000]);
  feed.stop();
});
