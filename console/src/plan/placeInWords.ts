import type { Network } from './network';
import type { Place, Plan, Zone } from './plan';

/** What to measure a place from: the nearest junction or end on its roadway. */
export interface Landmark {
  /** Metres of roadway between the place and the landmark. */
  metres: number;
  /** The roadway that branches off there; null at a dead end. */
  roadway: string | null;
}

/** The nearest junction to a place along its own roadway, named by what branches off there. */
export function landmark(plan: Plan, network: Network, place: Place): Landmark {
  let best: Landmark = { metres: Infinity, roadway: null };
  for (const stop of network.stops[place.roadway]!) {
    const metres = Math.abs(stop.offset - place.offset);
    if (metres >= best.metres) continue;
    const other = network.nodes[stop.node]!.find(p => p.roadway !== place.roadway);
    best = { metres, roadway: other ? plan.roadways[other.roadway]!.name : null };
  }
  return best;
}

/** Zones that hold a place by their sections. A display aid: crossings are decided by the server. */
export function zonesAt(plan: Plan, place: Place): Zone[] {
  return plan.zones.filter(z => z.sections.some(
    s => s.roadway === place.roadway && s.from <= place.offset && place.offset <= s.to));
}
