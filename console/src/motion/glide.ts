import type { Leg, Network } from '../plan/network';
import type { Place, Plan, Point } from '../plan/plan';
import { route } from '../plan/route';
import { metresOf, walk } from './legs';

/** A way longer than this between two fixes is shown as a jump: no machine in a mine covers it in a second. Metres. */
const longestGlide = 60;
/** Free motion (open areas, off the network) is drawn straight, but never further than this. Metres. */
export const longestStraight = 30;
/** Between two places of one roadway nearer than this the roadway itself is the way. Metres. */
const surelyDirect = 25;

/** The network that tags glide along. */
export interface Ground {
  plan: Plan;
  network: Network;
}

/** The legs of the way that a tag may have gone between two fixes; none where it must jump. */
export function wayBetween(ground: Ground, from: Place, to: Place): Leg[] {
  if (from.roadway === to.roadway && Math.abs(from.offset - to.offset) < surelyDirect) return [{ roadway: to.roadway, from: from.offset, to: to.offset }];
  return route(ground.network, from, to, longestGlide) ?? [];
}

/**
 * How one tag moves on the screen from where it is drawn to where its newest fix says it is.
 * It starts from the drawn place, so that it never springs back, and ends one interval later.
 */
export class Glide {
  private legs: Leg[] = [];
  private total = 0;
  private begun = 0;
  private lasts = 0;
  private ended = true;
  private start: Point = [0, 0, 0];
  private readonly end: Point = [0, 0, 0];
  private readonly drawnPlace: Place = { roadway: -1, offset: 0 };
  /** Where the tag is drawn now, in the mine's grid. */
  readonly drawn: Point = [NaN, NaN, NaN];

  /** The roadway on which the tag is drawn, -1 off the network. */
  get roadway(): number {
    return this.drawnPlace.roadway;
  }

  /**
   * Heads for a new place.
   * @param place the place on the network, or null in an open area
   * @param at the same as a point of the grid
   * @param now milliseconds of a monotonic clock
   * @param lasts how long the way takes, milliseconds; 0 jumps
   */
  head(ground: Ground, place: Place | null, at: Point, now: number, lasts: number): void {
    // A jump needs no way so far, and a new plan may not have the roadways of the old one.
    if (lasts > 0) this.advance(ground, now);
    else this.legs = [];
    this.begun = now;
    this.lasts = lasts;
    this.ended = false;
    [this.end[0], this.end[1], this.end[2]] = at;
    this.legs = lasts > 0 && place && this.drawnPlace.roadway >= 0 ? this.way(ground, place) : [];
    this.total = metresOf(this.legs);
    if (this.legs.length > 0) return;
    const [x, y, z] = this.drawn;
    const metres = Math.hypot(at[0] - x, at[1] - y, at[2] - z);
    const offNetwork = !place || this.drawnPlace.roadway < 0;
    this.drawnPlace.roadway = place?.roadway ?? -1;
    this.drawnPlace.offset = place?.offset ?? 0;
    if (offNetwork && lasts > 0 && metres < longestStraight) this.start = [x, y, z];
    else this.arrive();
  }

  /** Moves the drawn point to where it belongs at `now`; true when it moved. */
  advance(ground: Ground, now: number): boolean {
    if (this.ended) return false;
    const share = this.lasts > 0 ? (now - this.begun) / this.lasts : 1;
    if (share >= 1) {
      const last = this.legs[this.legs.length - 1];
      if (last) [this.drawnPlace.roadway, this.drawnPlace.offset] = [last.roadway, last.to];
      this.arrive();
      return true;
    }
    if (this.legs.length === 0) {
      for (let i = 0; i < 3; i++) this.drawn[i] = this.start[i]! + share * (this.end[i]! - this.start[i]!);
      return true;
    }
    walk(ground.plan, this.legs, Math.max(0, share) * this.total, this.drawnPlace, this.drawn);
    return true;
  }

  private way(ground: Ground, place: Place): Leg[] {
    return wayBetween(ground, { ...this.drawnPlace }, place);
  }

  private arrive(): void {
    this.ended = true;
    this.legs = [];
    [this.drawn[0], this.drawn[1], this.drawn[2]] = this.end;
  }
}
