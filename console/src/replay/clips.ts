import type { Clip } from './clip';

/** Steps of time in one clip: some megabytes of a large mine, some seconds of play at any speed. */
export const steps = 120;
/** What a clip holds at least before its beginning, so that who was heard just then has a place, milliseconds. */
export const lead = 10_000;
/** And after its end, so that the last second is drawn as smoothly as the others, milliseconds. */
export const tail = 3000;
/** Clips that are loaded ahead of the one that is shown. */
const ahead = 2;
/** Clips kept, each of some megabytes. */
const kept = 14;
/** When a clip that failed is asked for again, milliseconds. */
const patience = 2000;

/** Seconds between the fixes of a tag that are loaded for a speed: what the eye could not follow is not sent. */
export const everyFor = (speed: number): number => (speed <= 20 ? 1 : speed <= 50 ? 3 : speed <= 100 ? 5 : speed <= 200 ? 10 : 20);

/** Loads the record from a time to a time, milliseconds since the Unix epoch, `every` so many seconds. */
export type Load = (from: number, to: number, every: number, signal: AbortSignal) => Promise<Clip>;

interface Held {
  clip: Clip | null;
  /** What it holds for sure: less than its length while the record was still being written. */
  until: number;
  used: number;
  loading: AbortController | null;
  failedAt: number;
}

/** The record in pieces of equal length: loads what is wanted and what comes next, keeps the latest used, forgets the rest. */
export class Clips {
  private readonly held = new Map<string, Held>();
  private turn = 0;
  private every = 1;
  /** Why the newest request was not answered; null when it was. */
  failure: string | null = null;

  /** @param onLoaded called after each answer */
  constructor(private readonly load: Load, private readonly onLoaded: () => void) {}

  /** The clip to show at a time: of the step in use, otherwise of any that is there; null when none is. */
  at(time: number): Clip | null {
    const best = this.find(this.every, time);
    if (best) return best;
    for (const every of [1, 3, 5, 10, 20]) {
      const other = this.find(every, time);
      if (other) return other;
    }
    return null;
  }

  /** Asks for what is shown at a time at a speed, and for what comes next. @param end of the record: nothing is asked for behind it */
  want(time: number, speed: number, end: number, now: number): void {
    this.every = everyFor(speed);
    const length = steps * 1000 * this.every;
    const first = Math.floor(time / length);
    const wanted = new Set<string>();
    let isThere = true;
    for (let i = 0; i <= ahead; i++) {
      if ((first + i) * length >= end && i > 0) break;
      wanted.add(keyOf(this.every, first + i));
      // What is waited for must not share the server with what comes later.
      if (isThere) isThere = this.ask(first + i, length, end, now) || i > 0;
    }
    // Who drags the hand over a day must not wait for all that lay on its way.
    for (const [key, one] of this.held) if (one.loading && !wanted.has(key)) this.forget(key, one);
    this.prune();
  }

  /** Up to when everything from `time` on is loaded; `time` itself when nothing is. */
  loadedUntil(time: number): number {
    const length = steps * 1000 * this.every;
    let until = time;
    for (let i = Math.floor(time / length); ; i++) {
      const one = this.held.get(keyOf(this.every, i));
      if (!one?.clip) return until;
      until = Math.max(until, one.until);
      if (one.until < (i + 1) * length) return until;
    }
  }

  stop(): void {
    for (const one of this.held.values()) one.loading?.abort();
    this.held.clear();
  }

  private find(every: number, time: number): Clip | null {
    const one = this.held.get(keyOf(every, Math.floor(time / (steps * 1000 * every))));
    if (!one?.clip) return null;
    one.used = ++this.turn;
    return one.clip;
  }

  /** Asks for a clip; true when all of it is there. */
  private ask(index: number, length: number, end: number, now: number): boolean {
    const every = this.every;
    const key = keyOf(every, index);
    const one = this.held.get(key) ?? { clip: null, until: 0, used: 0, loading: null, failedAt: -Infinity };
    const [from, to] = [index * length, (index + 1) * length];
    const isWhole = one.clip !== null && one.until >= Math.min(to, end);
    one.used = ++this.turn;
    if (isWhole || one.loading || now - one.failedAt < patience) return isWhole;
    this.held.set(key, one);
    const loading = new AbortController();
    one.loading = loading;
    this.load(from - Math.max(lead, 1500 * every), to + tail, every, loading.signal).then(clip => {
      if (one.loading !== loading) return;
      one.loading = null;
      one.clip = clip;
      one.until = Math.min(to, end);
      this.failure = null;
      this.onLoaded();
    }, (error: unknown) => {
      if (one.loading !== loading) return;
      one.loading = null;
      one.failedAt = now;
      this.failure = error instanceof Error ? error.message : String(error);
      this.onLoaded();
    });
    return false;
  }

  private forget(key: string, one: Held): void {
    one.loading?.abort();
    one.loading = null;
    if (!one.clip) this.held.delete(key);
  }

  private prune(): void {
    const old = [...this.held].filter(([, one]) => one.clip && !one.loading).sort(([, a], [, b]) => b.used - a.used).slice(kept);
    for (const [key] of old) this.held.delete(key);
  }
}

const keyOf = (every: number, index: number): string => `${every}/${index}`;
