import { getCarriers, getPlan, RequestRefused, type Carrier } from '../mines/api';
import type { Ground } from '../motion/glide';
import { joinNetwork } from '../plan/network';
import type { Plan } from '../plan/plan';
import { readPlan } from '../plan/readPlan';
import { judgeConnection, type Connection } from './connection';
import type { MineFeed, PlanTrouble } from './mineFeed';
import { ServerClock } from './serverClock';
import { Tracks } from './tracks';
import { watchMine } from './watch';
import type { Frame, RecordTrouble } from './wire';

/** How often lists and counts on the screen are renewed, milliseconds. The map moves on its own. */
const renewal = 500;
/** When to ask again for what could not be loaded, milliseconds. */
const retry = 5000;

/** One mine as it is now: the merged feed of the server, its plan and its carriers. */
export class LiveFeed implements MineFeed {
  readonly tracks = new Tracks();
  readonly clock = new ServerClock();
  carriers: ReadonlyMap<string, Carrier> = new Map();
  readonly past = null;
  readonly pace = 1;
  ground: Ground | null = null;
  trouble: PlanTrouble | null = null;
  boards: Readonly<Record<string, number>> = {};
  recordTrouble: RecordTrouble | null = null;
  revision = 0;
  recorded: number | null = null;
  private lastFrame: { arrived: number; serverTime: number } | null = null;
  private versions = { plan: -1, carriers: -1 };
  private readonly listeners = new Set<() => void>();
  private readonly planListeners = new Set<(isNew: boolean) => void>();
  private readonly stopWatching: () => void;
  private readonly timer: ReturnType<typeof setInterval>;
  private stopped = false;

  get timeZone(): string {
    return this.ground?.plan.timeZone ?? this.listedZone;
  }

  constructor(readonly mine: string, private readonly listedZone: string) {
    this.stopWatching = watchMine(mine, frame => this.take(frame));
    this.timer = setInterval(() => this.renew(), renewal);
    void this.loadPlan();
    void this.loadCarriers();
  }

  connection(): Connection {
    return judgeConnection(this.lastFrame, this.clock.delay, performance.now());
  }

  now(): number {
    return this.clock.known ? this.clock.at(performance.now()) : Date.now();
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
    if (!this.ground) return;
    this.ground = { ...this.ground, plan: { ...this.ground.plan, zones } };
    for (const listener of this.planListeners) listener(false);
    this.renew();
  }

  stop(): void {
    this.stopped = true;
    this.stopWatching();
    clearInterval(this.timer);
  }

  private take(frame: Frame): void {
    const arrived = performance.now();
    // What wants a person does not wait for the next renewal.
    const isUrgent = frame.boards['alarms'] !== this.boards['alarms'] || frame.trouble?.kind !== this.recordTrouble?.kind;
    this.recordTrouble = frame.trouble;
    this.boards = frame.boards;
    this.lastFrame = { arrived, serverTime: frame.serverTime };
    this.clock.note(frame.serverTime, arrived);
    if (this.recorded === null || frame.sequence !== this.tracks.sequence) this.recorded = frame.serverTime;
    this.tracks.apply(frame, this.ground, arrived);
    if (isUrgent) this.renew();
    const { plan, carriers } = this.versions;
    this.versions = { plan: frame.planVersion, carriers: frame.carriersVersion };
    if (plan >= 0 && plan !== frame.planVersion) void this.loadPlan();
    if (carriers >= 0 && carriers !== frame.carriersVersion) void this.loadCarriers();
  }

  private renew(): void {
    this.revision++;
    for (const listener of this.listeners) listener();
  }

  private async loadPlan(): Promise<void> {
    try {
      const plan = readPlan(await getPlan(this.mine));
      if (this.stopped) return;
      this.ground = { plan, network: joinNetwork(plan) };
      this.trouble = null;
      this.tracks.settle(this.ground, performance.now());
      for (const listener of this.planListeners) listener(true);
    } catch (error) {
      const none = error instanceof RequestRefused && error.status === 404;
      this.trouble = none ? { kind: 'none' } : { kind: 'failed', detail: String(error) };
      if (!this.stopped) setTimeout(() => void this.loadPlan(), retry);
    }
    this.renew();
  }

  private async loadCarriers(): Promise<void> {
    try {
      this.carriers = await getCarriers(this.mine);
    } catch {
      if (!this.stopped) setTimeout(() => void this.loadCarriers(), retry);
    }
    this.renew();
  }
}
