import type { Leg } from '../plan/network';
import { pointAt, type Place, type Plan, type Point } from '../plan/plan';

export const metresOf = (legs: readonly Leg[]): number => legs.reduce((sum, leg) => sum + Math.abs(leg.to - leg.from), 0);

/** Goes `metres` along some legs, in walking order, and writes the place and the point that are reached; false past their end. */
export function walk(plan: Plan, legs: readonly Leg[], metres: number, place: Place, point: Point): boolean {
  let rest = metres;
  for (const leg of legs) {
    const length = Math.abs(leg.to - leg.from);
    if (rest > length) {
      rest -= length;
      continue;
    }
    place.roadway = leg.roadway;
    place.offset = leg.from + Math.sign(leg.to - leg.from) * rest;
    pointAt(plan.roadways[leg.roadway]!, place.offset, point);
    return true;
  }
  return false;
}
