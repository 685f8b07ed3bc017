import { Glide, type Ground } from '../motion/glide';
import type { Point } from '../plan/plan';
import {
  readAnchor, readEvent, readFix, readLevel, readUnplaced,
  type AnchorHealth, type Fix, type Frame, type Intake, type LevelCount, type MineEvent, type Unplaced,
} from './wire';

/** How many events the screen remembers. */
const eventsKept = 200;

/** How a tag is drawn between the fixes that are known of it. */
export interface Motion {
  /** Where the tag is drawn now, in the mine's grid; not numbers where it is not drawn. */
  readonly drawn: Readonly<Point>;
  /** The roadway on which the tag is drawn, -1 off the network. */
  readonly roadway: number;
  /** Moves the drawn point to where it belongs at `now`, milliseconds of a monotonic clock; true when it moved. */
  advance(ground: Ground, now: number): boolean;
}

/** A tag on the screen: its newest fix and the way it is drawn. */
export interface Track {
  readonly fix: Fix;
  readonly glide: Motion;
}

/** All tags, anchors and events as they are shown at one moment. */
export interface Scene {
  readonly byTag: ReadonlyMap<string, Track>;
  /** The same tracks in a steady order, so that drawing can index them. */
  readonly list: readonly Track[];
  readonly anchors: ReadonlyMap<string, AnchorHealth>;
  readonly people: number;
  readonly vehicles: number;
  readonly levels: readonly LevelCount[];
  /** Heard, place unknown: in none of the figures above. */
  readonly unplaced: ReadonlyMap<string, Unplaced>;
  /** Null: that is not known of the time that is shown. */
  readonly unplacedCount: { readonly people: number; readonly vehicles: number } | null;
  /** Tags with a standing SOS, with a place or without. */
  readonly sos: readonly string[];
  readonly intake: Intake | null;
  /** Newest first. */
  readonly events: readonly MineEvent[];
  /** Is anything known of the tag, be it only that it is heard? */
  knows(tag: string): boolean;
}

/** A tag that the live feed tells of. */
interface LiveTrack extends Track {
  fix: Fix;
  readonly glide: Glide;
  /** Smoothed milliseconds between the fixes of this tag. */
  interval: number;
  came: number;
}

/** Everything the feed has said so far, merged frame by frame. */
export class Tracks implements Scene {
  readonly byTag = new Map<string, LiveTrack>();
  list: LiveTrack[] = [];
  readonly anchors = new Map<string, AnchorHealth>();
  people = 0;
  vehicles = 0;
  levels: LevelCount[] = [];
  unplaced: ReadonlyMap<string, Unplaced> = new Map();
  unplacedCount = { people: 0, vehicles: 0 };
  sos: readonly string[] = [];
  intake: Intake | null = null;
  events: MineEvent[] = [];
  sequence = 0;

  /** Merges a frame that arrived at `now` (monotonic milliseconds). */
  apply(frame: Frame, ground: Ground | null, now: number): void {
    if (frame.full) this.forgetAbsent(frame);
    for (const row of frame.fixes) this.follow(readFix(row), ground, now);
    for (const row of frame.anchors) {
      const health = readAnchor(row);
      this.anchors.set(health.anchor, health);
    }
    this.people = frame.headcount.people;
    this.vehicles = frame.headcount.vehicles;
    this.levels = frame.headcount.levels.map(readLevel);
    this.unplacedCount = frame.headcount.unplaced;
    if (frame.unplaced) this.unplaced = new Map(frame.unplaced.map(row => [row[0], readUnplaced(row)]));
    this.sos = frame.sos;
    this.intake = frame.intake;
    this.sequence = frame.sequence;
    this.remember(frame.events.map(readEvent));
  }

  knows(tag: string): boolean {
    return this.byTag.has(tag) || this.unplaced.has(tag) || this.sos.includes(tag);
  }

  /** Puts every tag at its fix again, without motion: after the plan has changed. */
  settle(ground: Ground, now: number): void {
    for (const track of this.list) head(track, ground, now, 0);
  }

  private follow(fix: Fix, ground: Ground | null, now: number): void {
    let track = this.byTag.get(fix.tag);
    if (!track) {
      track = { fix, glide: new Glide(), interval: 1000, came: now };
      this.byTag.set(fix.tag, track);
      this.list.push(track);
      if (ground) head(track, ground, now, 0);
      return;
    }
    // A late row never moves the tag back.
    if (fix.time < track.fix.time) return;
    const gap = Math.min(1500, Math.max(100, now - track.came));
    track.interval += 0.3 * (gap - track.interval);
    track.came = now;
    track.fix = fix;
    if (ground) head(track, ground, now, track.interval);
  }

  private forgetAbsent(frame: Frame): void {
    const present = new Set(frame.fixes.map(row => row[0]));
    for (const tag of this.byTag.keys()) if (!present.has(tag)) this.byTag.delete(tag);
    this.list = [...this.byTag.values()];
    this.anchors.clear();
  }

  private remember(events: MineEvent[]): void {
    if (events.length === 0) return;
    const known = new Set(this.events.map(identity));
    const fresh = events.filter(e => !known.has(identity(e)));
    this.events = [...fresh, ...this.events].sort((a, b) => b.time - a.time || b.sequence - a.sequence).slice(0, eventsKept);
  }
}

const identity = (e: MineEvent): string => `${e.sequence}/${e.kind}/${e.what}/${e.tag}/${e.time}`;

function head({ fix, glide }: LiveTrack, ground: Ground, now: number, lasts: number): void {
  const roadway = fix.roadway === null ? undefined : ground.plan.roadwayById.get(fix.roadway);
  const place = roadway && fix.offset !== null ? { roadway: roadway.index, offset: fix.offset } : null;
  glide.head(ground, place, [fix.x, fix.y, fix.z], now, lasts);
}
