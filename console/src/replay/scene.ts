import type { AlarmBoard } from '../alarms/board';
import { tagsOf } from './standing';
import type { Scene, Track } from '../feed/tracks';
import type { Fix, LevelCount, MineEvent } from '../feed/wire';
import type { Carrier } from '../mines/api';
import type { Ground } from '../motion/glide';
import type { Moment } from './api';
import type { Clip, EventLine } from './clip';
import { blankFix, Trail, type Reel } from './trail';

/** Events that are shown of what came before the time that is shown. */
const eventsKept = 200;

/** A tag of the past: its fix is the trail's. */
class PastTrack implements Track {
  constructor(readonly glide: Trail) {}

  get fix(): Fix {
    return this.glide.fix;
  }
}

/** Everyone at one moment of the past, and what had happened before it. */
export class PastScene implements Scene {
  readonly byTag = new Map<string, PastTrack>();
  list: PastTrack[] = [];
  readonly anchors = new Map<string, never>();
  people = 0;
  vehicles = 0;
  levels: LevelCount[] = [];
  /** The record keeps places; who was heard without one is not in it. */
  readonly unplaced = new Map<string, never>();
  readonly unplacedCount = { people: 0, vehicles: 0 };
  sos: readonly string[] = [];
  readonly intake = null;
  events: MineEvent[] = [];
  private readonly all = new Map<string, PastTrack>();

  constructor(private readonly reel: Reel) {}

  knows(tag: string): boolean {
    return this.byTag.has(tag) || this.sos.includes(tag);
  }

  /** Takes everyone as they were at one moment. */
  take(moment: Moment): void {
    for (const row of moment.fixes) {
      const old = this.all.get(row.tag)?.fix;
      this.trailOf(row.tag).rest({
        tag: row.tag, time: Date.parse(row.time), x: row.x, y: row.y, z: row.z, roadway: row.roadway, offset: row.offset, level: row.level, speed: row.speed, radius95: row.radius95,
        state: row.state, heard: Date.parse(row.heard), sos: old?.sos ?? false, lowBattery: false, still: row.speed < 0.05, places: row.alternatives, alternatives: [],
      });
    }
    this.sos = tagsOf(moment.boards['alarms']?.board as AlarmBoard | undefined, 'sos');
  }

  /** Forgets what was read for one moment: another time is shown. */
  forget(): void {
    this.all.clear();
    this.byTag.clear();
    this.list = [];
    this.sos = [];
  }

  /** Brings lists and counts to the time that is shown. */
  refresh(ground: Ground | null, now: number, carriers: ReadonlyMap<string, Carrier>): void {
    const { time, clip } = this.reel.frame(now);
    for (const { tag } of clip?.tags ?? []) this.trailOf(tag);
    if (ground) for (const track of this.all.values()) track.glide.advance(ground, now);
    const list = [...this.all.values()].filter(track => !Number.isNaN(track.glide.drawn[0]));
    this.byTag.clear();
    for (const track of list) {
      track.fix.sos = this.sos.includes(track.fix.tag);
      this.byTag.set(track.fix.tag, track);
    }
    this.list = list;
    this.count(carriers);
    if (clip) this.events = eventsBefore(clip, time);
  }

  private trailOf(tag: string): Trail {
    let track = this.all.get(tag);
    if (!track) this.all.set(tag, (track = new PastTrack(new Trail(this.reel, blankFix(tag)))));
    return track.glide;
  }

  /** As the server counts: everybody with a place, however old; a tag without a named carrier is a person. */
  private count(carriers: ReadonlyMap<string, Carrier>): void {
    const levels = new Map<string | null, LevelCount>();
    this.people = 0;
    this.vehicles = 0;
    for (const { fix } of this.list) {
      const level = levels.get(fix.level) ?? { level: fix.level, live: 0, inferred: 0, lastKnown: 0, vehicles: 0 };
      levels.set(fix.level, level);
      if (carriers.get(fix.tag)?.carrier === 'vehicle') {
        this.vehicles++;
        level.vehicles++;
      } else {
        this.people++;
        level[fix.state]++;
      }
    }
    this.levels = [...levels.values()];
  }
}

/** What had happened up to a time, the newest first. */
export function eventsBefore(clip: Clip, time: number): MineEvent[] {
  const before = clip.events.map(readLine).filter(e => e.time <= time);
  return before.sort((a, b) => b.time - a.time || b.sequence - a.sequence).slice(0, eventsKept);
}

export const readLine = ({ sequence, time, kind, what, tag, detail }: EventLine): MineEvent =>
  ({ sequence, time: Date.parse(time), kind: kind as MineEvent['kind'], what, tag, detail: detail ?? '' });
