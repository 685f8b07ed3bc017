import type { Connection } from '../feed/connection';
import type { MineFeed, Past, PlanTrouble } from '../feed/mineFeed';
import type { Carrier } from '../mines/api';
import type { Ground } from '../motion/glide';
import { Footing } from '../plan/footing';
import { joinNetwork } from '../plan/network';
import type { Plan, Point } from '../plan/plan';
import { readPlan } from '../plan/readPlan';
import { getMoment, getPlanVersion, getSummary, replayPath, type Moment, type Summary } from './api';
import type { Span } from './bar';
import type { Clip } from './clip';
import { carriersThen } from './carriers';
import { Clips } from './clips';
import { Loader } from './loader';
import { wayOf } from './pastLayers';
import { Player } from './player';
import { PastScene } from './scene';
import { tagIndex } from './tagIndex';
import type { Reel } from './trail';

/** How often lists and counts are renewed, milliseconds. */
const renewal = 250;
/** How often the boards are read while time runs, milliseconds: they are kept at most every ten seconds of the mine. */
const boardRhythm = 1000;
/** How often the summary is read again: the record goes on while its past is looked at. Milliseconds. */
const summaryRhythm = 10_000;

/** How long before a gap the last picture is asked for, milliseconds. */
const justBefore = 1000;

/** How long after a look a board is still read, milliseconds. */
const lookedAt = 5000;

/** A step of time after which what was read for one moment is forgotten, milliseconds. */
const farAway = 60_000;

/** The version of the record that holds what the screens showed at the time. */
export const asShown = 'live';

/** One mine at a time of the past, played from the record. Everything that shows a mine shows it, because it is a feed. */
export class PastFeed implements MineFeed, Past {
  readonly mine: string;
  readonly timeZone: string;
  readonly tracks: PastScene;
  readonly player: Player;
  readonly boards = {};
  readonly recorded = null;
  readonly recordTrouble = null;
  readonly past = this;
  carriers: ReadonlyMap<string, Carrier> = new Map();
  ground: Ground | null;
  trouble: PlanTrouble | null = null;
  revision = 0;
  summary: Summary | null = null;
  /** Why the summary or a moment could not be read; null when it could. */
  unread: string | null = null;
  private moment: Moment | null = null;
  /** When each board was looked at last. */
  private readonly watched = new Map<string, number>();
  private asked = { instant: NaN, at: -Infinity, boards: [] as readonly string[], stop: new AbortController(), running: false };
  private summaryRead = -Infinity;
  private planAsked: number | null = null;
  private footing: Footing | null = null;
  private readonly loader = new Loader();
  private readonly clips: Clips;
  private other: { version: string; clips: Clips; scene: PastScene } | null = null;
  private named: { clip: Clip | null; moment: Moment | null } = { clip: null, moment: null };
  private memo: { now: number; time: number; clip: Clip | null; inGap: boolean } | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly planListeners = new Set<(isNew: boolean) => void>();
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly stopping = new AbortController();

  constructor(private readonly live: MineFeed, at: number, readonly version = asShown) {
    this.mine = live.mine;
    this.timeZone = live.timeZone;
    this.ground = live.ground;
    this.player = new Player(at, 0, live.now());
    this.clips = this.clipsOf(version);
    this.tracks = new PastScene(this.reel(() => this.clips));
    this.timer = setInterval(() => this.renew(), renewal);
    this.renew();
  }

  get pace(): number {
    return this.player.running ? this.player.speed : 0;
  }

  /** The record from its first to its last fix. */
  get record(): Span {
    const { from, to } = this.summary ?? {};
    return { from: from ? Date.parse(from) : this.now(), to: to ? Date.parse(to) : this.live.now() };
  }

  get gaps(): Span[] {
    return (this.summary?.gaps ?? []).map(g => ({ from: Date.parse(g.from), to: Date.parse(g.to) }));
  }

  /** Nothing of the time that is shown has come yet: what is drawn is of another time. */
  get reads(): boolean {
    const now = performance.now();
    return this.clips.at(this.player.time(now)) === null || this.player.waits(now);
  }

  /** Why the record could not be read; null when it could. */
  get failure(): string | null {
    return this.clips.failure ?? this.unread;
  }

  /** The other version of the same time, drawn beside this one; null when none is compared. */
  get compared(): { version: string; scene: PastScene } | null {
    return this.other;
  }

  now(): number {
    return this.player.time(performance.now());
  }

  connection(): Connection {
    return { state: 'past', at: this.now(), isRead: !this.reads };
  }

  board(name: string): unknown {
    this.watched.set(name, performance.now());
    // It was not asked for with what is read for this moment.
    if (!this.asked.boards.includes(name)) this.asked.instant = NaN;
    // Of a time before it was kept it says nothing: that is read in a moment.
    return (this.keptAt(name) ?? Infinity) <= this.now() ? this.moment?.boards[name]?.board ?? null : null;
  }

  /** Whether the answer about the time that is shown tells of a board, be it only that there was none. */
  hasRead(name: string): boolean {
    return this.moment !== null && name in this.moment.boards;
  }

  /** When the board that is shown was kept; null when none was before the time that is shown. */
  keptAt(name: string): number | null {
    const kept = this.moment?.boards[name]?.at;
    return kept ? Date.parse(kept) : null;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  onPlan(listener: (isNew: boolean) => void): () => void {
    this.planListeners.add(listener);
    return () => this.planListeners.delete(listener);
  }

  drawZones(zones: Plan['zones']): void {
    if (this.ground) this.stand({ ...this.ground, plan: { ...this.ground.plan, zones } }, false);
  }

  play(): void {
    const now = performance.now();
    if (this.player.time(now) >= this.record.to) this.player.seek(now, this.record.from);
    this.player.play(now);
    this.renew();
  }

  pause(): void {
    this.player.pause(performance.now());
    this.renew();
  }

  seek(time: number): void {
    const now = performance.now();
    // Who stood somewhere a minute ago or before need not have stood there then.
    if (Math.abs(this.player.time(now) - time) > farAway) {
      this.tracks.forget();
      this.other?.scene.forget();
      this.moment = null;
      this.asked.instant = NaN;
    }
    this.player.seek(now, time);
    this.memo = null;
    this.renew();
  }

  setSpeed(speed: number): void {
    this.player.setSpeed(performance.now(), speed);
    this.renew();
  }

  /** Draws another version of the record beside this one, or takes it away. */
  compare(version: string | null): void {
    this.other?.clips.stop();
    this.other = null;
    if (version !== null) {
      const clips = this.clipsOf(version);
      this.other = { version, clips, scene: new PastScene(this.reel(() => clips)) };
    }
    this.renew();
  }

  /** The ways of some tags up to the time that is shown, points of the grid. */
  ways(tags: readonly string[]): Point[][] {
    const time = this.now();
    const clip = this.clips.at(time);
    if (!clip || !this.ground) return [];
    const { ground } = this;
    const footing = (this.footing ??= new Footing(ground.plan));
    return tags.flatMap(tag => wayOf(clip, tag, time, ground, footing));
  }

  stop(): void {
    clearInterval(this.timer);
    this.stopping.abort();
    this.asked.stop.abort();
    this.clips.stop();
    this.other?.clips.stop();
    this.loader.stop();
  }

  private clipsOf(version: string): Clips {
    return new Clips((from, to, every, signal) => this.loader.load(replayPath(this.mine, from, to, every, version), signal), () => this.renew());
  }

  private reel(clips: () => Clips): Reel {
    const feed = this;
    return {
      frame: now => feed.frame(now, clips()),
      indexIn: tagIndex,
      get footing() {
        return (feed.footing ??= new Footing(feed.ground!.plan));
      },
    };
  }

  /** What is shown at `now`: worked out once for all tags of a frame. */
  private frame(now: number, clips: Clips): { time: number; clip: Clip | null; inGap: boolean } {
    if (this.memo?.now !== now) {
      const time = this.player.time(now);
      this.memo = { now, time, clip: this.clips.at(time), inGap: this.gaps.some(g => time >= g.from && time < g.to) };
    }
    return clips === this.clips ? this.memo : { ...this.memo, clip: clips.at(this.memo.time) };
  }

  private renew(): void {
    const now = performance.now();
    const time = this.player.time(now);
    const { to } = this.record;
    this.nameThem(this.clips.at(time));
    // Until the plan of that time is known the one of now serves.
    if (!this.ground && this.live.ground) this.stand(this.live.ground, true);
    this.clips.want(time, this.player.speed, to, now);
    this.other?.clips.want(time, this.player.speed, to, now);
    this.player.setLimit(now, Math.min(this.clips.loadedUntil(time), this.other?.clips.loadedUntil(time) ?? Infinity));
    if (this.player.ended(now)) this.player.pause(now);
    this.memo = null;
    this.tracks.refresh(this.ground, now, this.carriers);
    this.other?.scene.refresh(this.ground, now, this.carriers);
    if (now - this.summaryRead > summaryRhythm) void this.readSummary(now);
    this.readMoment(time, now);
    const plan = this.clips.at(time)?.plan ?? this.moment?.plan ?? null;
    if (plan !== null && plan !== this.ground?.plan.version) void this.readPlan(plan);
    this.revision++;
    for (const listener of this.listeners) listener();
  }

  private nameThem(clip: Clip | null): void {
    if (this.named.clip === clip && this.named.moment === this.moment) return;
    this.named = { clip, moment: this.moment };
    this.carriers = carriersThen(clip, this.moment);
  }

  private async readSummary(now: number): Promise<void> {
    this.summaryRead = now;
    try {
      this.summary = await getSummary(this.mine, this.stopping.signal);
      const { from, to } = this.record;
      if (this.summary.from) this.player.setRange(performance.now(), from, to);
      this.unread = null;
    } catch (error) {
      if (!this.stopping.signal.aborted) this.unread = error instanceof Error ? error.message : String(error);
    }
  }

  /** Reads everyone and the boards of the time that is shown: at once when it stands, each second while it runs. */
  private readMoment(time: number, now: number): void {
    const { asked } = this;
    // While nobody listened it stands as it stood just before. What times those are may come after the time has been asked for.
    const gap = this.gaps.find(g => time >= g.from && time < g.to);
    const instant = gap ? gap.from - justBefore : time;
    const isThere = asked.instant === instant;
    const isEarly = now - asked.at < (this.player.running ? boardRhythm : renewal);
    if (isThere || isEarly || (asked.running && this.player.running)) return;
    asked.stop.abort();
    const stop = new AbortController();
    const boards = this.wanted(now);
    this.asked = { instant, at: now, boards, stop, running: true };
    getMoment(this.mine, instant, this.version, boards, stop.signal).then(moment => {
      if (stop.signal.aborted) return;
      this.asked.running = false;
      this.moment = moment;
      this.unread = null;
      this.tracks.take(moment);
      this.renew();
    }, (error: unknown) => {
      if (stop.signal.aborted) return;
      this.asked.running = false;
      this.asked.instant = NaN;
      this.unread = error instanceof Error ? error.message : String(error);
    });
  }

  /** The boards that the picture of everyone needs, and those that somebody looks at. */
  private wanted(now: number): string[] {
    for (const [name, at] of this.watched) if (now - at > lookedAt) this.watched.delete(name);
    return [...new Set(['alarms', 'anchors', 'unplaced', ...this.watched.keys()])];
  }

  private async readPlan(version: number): Promise<void> {
    if (this.planAsked === version) return;
    this.planAsked = version;
    try {
      const plan = readPlan(await getPlanVersion(this.mine, version));
      if (!this.stopping.signal.aborted) this.stand({ plan, network: joinNetwork(plan) }, true);
    } catch (error) {
      this.trouble = { kind: 'failed', detail: String(error) };
      this.planAsked = null;
    }
  }

  private stand(ground: Ground, isNew: boolean): void {
    this.ground = ground;
    this.footing = null;
    for (const listener of this.planListeners) listener(isNew);
  }
}
