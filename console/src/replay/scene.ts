import type { AlarmBoard } from '../alarms/board';
import { tagsOf } from './standing';
import type { Scene, Track } from '../feed/tracks';
import type { AnchorHealth, Fix, LevelCount, MineEvent, Unplaced } from '../feed/wire';
import type { Carrier } from '../mines/api';
import type { Ground } from '../motion/glide';
import type { AnchorsThen, Moment, UnplacedThen } from './api';
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

/** What a picture of a moment says, and from when on that held. */
interface Told<T> {
  at: number;
  of: T;
}

const told = <T>(moment: Moment, name: string): Told<T> | null => {
  const kept = moment.boards[name];
  return kept ? { at: Date.parse(kept.at), of: kept.board as T } : null;
};

/** Everyone at one moment of the past, and what had happened before it. */
export class PastScene implements Scene {
  readonly byTag = new Map<string, PastTrack>();
  list: PastTrack[] = [];
  anchors: ReadonlyMap<string, AnchorHealth> = new Map();
  people = 0;
  vehicles = 0;
  levels: LevelCount[] = [];
  unplaced: ReadonlyMap<string, Unplaced> = new Map();
  unplacedCount: { people: number; vehicles: number } | null = null;
  sos: readonly string[] = [];
  readonly intake = null;
  events: MineEvent[] = [];
  private readonly all = new Map<string, PastTrack>();
  /** What the newest pictures that were read say of who called for help, of the anchors, of who was heard without a place. */
  private calls: Told<readonly string[]> | null = null;
  private radios: Told<AnchorsThen> | null = null;
  private heard: Told<UnplacedThen> | null = null;

  constructor(private readonly reel: Reel) {}

  knows(tag: string): boolean {
    return this.byTag.has(tag) || this.unplaced.has(tag) || this.sos.includes(tag);
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
    const alarms = told<AlarmBoard>(moment, 'alarms');
    this.calls = alarms && { at: alarms.at, of: tagsOf(alarms.of, 'sos') };
    this.radios = told(moment, 'anchors');
    this.heard = told(moment, 'unplaced');
  }

  /** Forgets what was read for one moment: another time is shown. */
  forget(): void {
    this.all.clear();
    this.byTag.clear();
    this.list = [];
    [this.calls, this.radios, this.heard] = [null, null, null];
    this.tell(-Infinity);
  }

  /** Brings lists and counts to the time that is shown. */
  refresh(ground: Ground | null, now: number, carriers: ReadonlyMap<string, Carrier>): void {
    const { time, clip } = this.reel.frame(now);
    this.tell(time);
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

  /** What the pictures say of a time: of one before they were kept nothing, so that whoever goes back to before a call does not see it. */
  private tell(time: number): void {
    const then = <T>(one: Told<T> | null): T | null => (one && one.at <= time ? one.of : null);
    this.sos = then(this.calls) ?? [];
    const anchors = then(this.radios);
    this.anchors = new Map((anchors?.anchors ?? []).map(a => [a.anchor, { anchor: a.anchor, state: a.state, heard: a.heard ? Date.parse(a.heard) : null, perMinute: 0 }]));
    const unplaced = then(this.heard)?.unplaced;
    this.unplaced = new Map(unplaced?.map(u => [u.tag, { tag: u.tag, heard: u.heard ? Date.parse(u.heard) : null, sos: this.sos.includes(u.tag), lowBattery: false }]));
    const vehicles = unplaced?.filter(u => u.carrier === 'vehicle').length ?? 0;
    this.unplacedCount = unplaced ? { people: unplaced.length - vehicles, vehicles } : null;
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

const readEvents = new WeakMap<Clip, MineEvent[]>();

/** What had happened up to a time, the newest first. Thousands of lines of a clip are read once, not each time. */
export function eventsBefore(clip: Clip, time: number): MineEvent[] {
  let all = readEvents.get(clip);
  if (!all) readEvents.set(clip, (all = clip.events.map(readLine).sort((a, b) => a.time - b.time || a.sequence - b.sequence)));
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return all.slice(Math.max(0, low - eventsKept), low).reverse();
}

export const readLine = ({ sequence, time, kind, what, tag, detail }: EventLine): MineEvent =>
  ({ sequence, time: Date.parse(time), kind: kind as MineEvent['kind'], what, tag, detail: detail ?? '' });
