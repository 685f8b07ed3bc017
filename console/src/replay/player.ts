/** How many times faster than the mine's time the past may be played. */
export const speeds = [1, 2, 5, 10, 20, 50, 100, 200, 500] as const;

/**
 * The clock of the past: pure, told the monotonic time by its caller. Times of the mine are milliseconds since the Unix epoch.
 * It never runs past what has been loaded: a picture that has not come yet is waited for, not skipped.
 */
export class Player {
  private at: number;
  private since = 0;
  private limit: number;
  speed: number = 1;
  running = false;

  constructor(at: number, private from: number, private to: number) {
    this.at = at;
    this.limit = at;
  }

  /** The time of the mine that is shown at `now`, monotonic milliseconds. */
  time(now: number): number {
    const wanted = this.wanted(now);
    return Math.max(this.from, Math.min(this.to, this.running ? Math.max(this.at, Math.min(wanted, this.limit)) : wanted));
  }

  /** It should run and cannot: what comes next is not loaded. */
  waits(now: number): boolean {
    return this.running && this.limit < this.to && this.wanted(now) > this.limit;
  }

  /** It has come to the end of the record. */
  ended(now: number): boolean {
    return this.running && this.time(now) >= this.to;
  }

  play(now: number): void {
    this.stand(now, this.time(now));
    this.running = true;
  }

  pause(now: number): void {
    this.stand(now, this.time(now));
    this.running = false;
  }

  seek(now: number, time: number): void {
    this.stand(now, Math.max(this.from, Math.min(this.to, time)));
    this.limit = this.at;
  }

  setSpeed(now: number, speed: number): void {
    this.stand(now, this.time(now));
    this.speed = speed;
  }

  /** Everything up to here is loaded. */
  setLimit(now: number, limit: number): void {
    if (limit === this.limit) return;
    this.stand(now, this.time(now));
    this.limit = limit;
  }

  /** The record reaches from here to there. */
  setRange(now: number, from: number, to: number): void {
    this.stand(now, this.time(now));
    [this.from, this.to] = [from, to];
  }

  private wanted(now: number): number {
    return this.running ? this.at + (now - this.since) * this.speed : this.at;
  }

  private stand(now: number, at: number): void {
    this.at = at;
    this.since = now;
  }
}

/** The speed one step faster or slower. */
export function nextSpeed(speed: number, step: 1 | -1): number {
  const i = speeds.findIndex(s => s >= speed);
  return speeds[Math.max(0, Math.min(speeds.length - 1, (i < 0 ? speeds.length - 1 : i) + step))]!;
}
