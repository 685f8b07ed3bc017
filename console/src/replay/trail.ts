import type { Motion } from '../feed/tracks';
import type { Fix, State } from '../feed/wire';
import { longestStraight, wayBetween, type Ground } from '../motion/glide';
import { metresOf, walk } from '../motion/legs';
import type { Footing } from '../plan/footing';
import type { Leg } from '../plan/network';
import { areaAt } from '../plan/placeInWords';
import type { Place, Point } from '../plan/plan';
import { fixAt, type Clip } from './clip';

/** Between fixes that lie further apart in time nobody knows the way: the tag stands at the earlier one until the later. Milliseconds. */
const longestBetween = 3000;
/** A fix is called live by the server for that long after a reading; a place held longer is only remembered. Milliseconds. */
const remembered = 10_000;
const states: readonly State[] = ['live', 'inferred', 'lastKnown'];

/** Where a trail reads from: the same for all tags of a picture. */
export interface Reel {
  /** The time of the mine shown at `now`, and the clip that holds it. */
  frame(now: number): { time: number; clip: Clip | null; inGap: boolean };
  indexIn(clip: Clip, tag: string): number | undefined;
  readonly footing: Footing;
}

/** How one tag moved in the past: along the roadways between fixes that follow closely, standing and fading where nothing was heard. */
export class Trail implements Motion {
  readonly drawn: Point = [NaN, NaN, NaN];
  private readonly place: Place = { roadway: -1, offset: 0 };
  private shownTime = NaN;
  private shownClip: Clip | null = null;
  /** The state as the record has it, however long it has been held. */
  private known: State = 'lastKnown';
  /** The way from a fix to the next one, worked out when the first of them is reached. */
  private way: { clip: Clip; fix: number; legs: Leg[]; metres: number; end: Point; isStraight: boolean } | null = null;

  private stood: { clip: Clip; fix: number; footing: Footing; place: Place } | null = null;
  private off: { clip: Clip; fix: number; ground: Ground; level: string | null } | null = null;

  /** @param fix what the lists show of the tag: kept up to date as the time goes. A fix that was read by itself may be put in. */
  constructor(private readonly reel: Reel, public fix: Fix, private base: Fix | null = null) {}

  get roadway(): number {
    return this.place.roadway;
  }

  /** Takes a fix that was read for one moment: it stands until the columns have a later one. */
  rest(base: Fix): void {
    this.base = base;
    this.shownTime = NaN;
  }

  advance(ground: Ground, now: number): boolean {
    const { time, clip, inGap } = this.reel.frame(now);
    if (time === this.shownTime && clip === this.shownClip) return false;
    // What the columns before said last stands until those that follow say more.
    const last = this.fix;
    if (clip !== this.shownClip && last.time > 0 && last.time <= time && !(this.base && this.base.time >= last.time)) this.base = { ...last, state: this.known };
    this.shownTime = time;
    this.shownClip = clip;
    const [x, y, z] = this.drawn;
    const before = this.fix.state;
    this.put(ground, time, clip, inGap);
    return !(this.drawn[0] === x && this.drawn[1] === y && this.drawn[2] === z && this.fix.state === before);
  }

  private put(ground: Ground, time: number, clip: Clip | null, inGap: boolean): void {
    const index = clip && this.reel.indexIn(clip, this.fix.tag);
    const at = clip && index !== undefined && index !== null ? fixAt(clip, index, time) : -1;
    const base = this.base && this.base.time <= time ? this.base : null;
    if (clip && at >= 0 && !(base && base.time > clip.times[at]!)) this.follow(ground, time, clip, at, clip.starts[index! + 1]!, inGap);
    else if (base) this.stand(ground, time, base, inGap);
    else this.drawn.fill(NaN);
  }

  /** Stands at the fix that was read by itself. */
  private stand(ground: Ground, time: number, base: Fix, inGap: boolean): void {
    const roadway = base.roadway === null ? undefined : ground.plan.roadwayById.get(base.roadway);
    this.place.roadway = roadway?.index ?? -1;
    this.place.offset = base.offset ?? 0;
    this.set(base.x, base.y, base.z);
    this.known = base.state;
    this.fix = { ...base, state: held(base.state, time - base.time, remembered, inGap) };
  }

  /** Goes from a fix to the next, or stands at it. */
  private follow(ground: Ground, time: number, clip: Clip, at: number, end: number, inGap: boolean): void {
    const since = clip.times[at]!;
    const { fix } = this;
    const state = states[clip.states[at]!]!;
    this.known = state;
    const next = at + 1 < end ? clip.times[at + 1]! - since : Infinity;
    let speed = 0;
    if (next <= longestBetween) {
      const way = this.wayFrom(ground, clip, at);
      const share = (time - since) / next;
      speed = (1000 * way.metres) / next;
      if (way.isStraight) {
        this.place.roadway = -1;
        this.set(clip.xs[at]! + share * (way.end[0] - clip.xs[at]!), clip.ys[at]! + share * (way.end[1] - clip.ys[at]!), clip.zs[at]! + share * (way.end[2] - clip.zs[at]!));
      } else if (way.legs.length === 0 || !walk(ground.plan, way.legs, share * way.metres, this.place, this.drawn)) this.standAt(clip, at);
    } else this.standAt(clip, at);
    fix.time = since;
    [fix.x, fix.y, fix.z] = this.drawn;
    const roadway = this.place.roadway < 0 ? undefined : ground.plan.roadways[this.place.roadway];
    fix.roadway = roadway?.id ?? null;
    fix.offset = roadway ? this.place.offset : null;
    fix.level = roadway ? roadway.level : this.levelOff(ground, clip, at);
    fix.speed = speed;
    fix.still = next <= longestBetween && speed < 0.05;
    fix.radius95 = clip.radii[at]!;
    fix.state = held(state, time - since, Math.max(remembered, 1500 * clip.every), inGap);
    fix.places = clip.places[at]!;
    if (state === 'live') fix.heard = since;
    else fix.heard = Math.min(this.heardBefore(clip, at), since);
  }

  /** The level of the open area that a fix lies in; null off all of them. Worked out once for each fix. */
  private levelOff(ground: Ground, clip: Clip, at: number): string | null {
    if (this.off?.clip !== clip || this.off.fix !== at || this.off.ground !== ground) {
      this.off = { clip, fix: at, ground, level: areaAt(ground.plan, [clip.xs[at]!, clip.ys[at]!, clip.zs[at]!])?.level ?? null };
    }
    return this.off.level;
  }

  /** The last fix before one that was heard. */
  private heardBefore(clip: Clip, at: number): number {
    const first = clip.starts[this.reel.indexIn(clip, this.fix.tag)!]!;
    for (let i = at; i >= first; i--) if (clip.states[i] === 0) return clip.times[i]!;
    return this.base?.heard ?? this.fix.heard;
  }

  private standAt(clip: Clip, at: number): void {
    const [x, y, z] = [clip.xs[at]!, clip.ys[at]!, clip.zs[at]!];
    const { footing } = this.reel;
    // It stands there for some frames: the roadway under it is looked for once.
    if (this.stood?.clip !== clip || this.stood.fix !== at || this.stood.footing !== footing) this.stood = { clip, fix: at, footing, place: footing.placeAt(x, y, z) ?? { roadway: -1, offset: 0 } };
    this.place.roadway = this.stood.place.roadway;
    this.place.offset = this.stood.place.offset;
    this.set(x, y, z);
  }

  private wayFrom(ground: Ground, clip: Clip, at: number): NonNullable<Trail['way']> {
    if (this.way?.clip === clip && this.way.fix === at) return this.way;
    const { footing } = this.reel;
    const [x, y, z] = [clip.xs[at]!, clip.ys[at]!, clip.zs[at]!];
    const end: Point = [clip.xs[at + 1]!, clip.ys[at + 1]!, clip.zs[at + 1]!];
    const from = footing.placeAt(x, y, z);
    const to = footing.placeAt(...end);
    const legs = from && to ? wayBetween(ground, from, to) : [];
    const straight = Math.hypot(end[0] - x, end[1] - y, end[2] - z);
    const isStraight = !(from && to) && straight < longestStraight;
    this.way = { clip, fix: at, legs, metres: isStraight ? straight : metresOf(legs), end, isStraight };
    return this.way;
  }

  private set(x: number, y: number, z: number): void {
    [this.drawn[0], this.drawn[1], this.drawn[2]] = [x, y, z];
  }
}

/** A state that was held too long, or into a time in which nobody listened, is only remembered. */
const held = (state: State, age: number, longest: number, inGap: boolean): State => (inGap || age > longest ? 'lastKnown' : state);

/** A tag of which nothing is known yet but that it was there. */
export const blankFix = (tag: string): Fix => ({ tag, time: 0, x: NaN, y: NaN, z: NaN, roadway: null, offset: null, level: null, speed: 0, radius95: 0, state: 'lastKnown', heard: 0, sos: false, lowBattery: false, still: false, places: 0, alternatives: [] });
