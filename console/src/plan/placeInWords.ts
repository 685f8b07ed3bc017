import type { Network } from './network';
import type { OpenArea, Place, Plan, Point, Zone } from './plan';

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

/** How far above or below an open area a tag may be drawn and still be in it, metres. */
const storey = 8;

/** The open area around a point. */
export function areaAt(plan: Plan, [x, y, z]: Point): OpenArea | undefined {
  return plan.areas.find(({ ring }) => {
    let inside = false;
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length]!;
      if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
    });
    return inside && Math.abs(z - ring[0]![2]) < storey;
  });
}

/** Zones that hold a place by their sections. A display aid: crossings are decided by the server. */
export function zonesAt(plan: Plan, place: Place): Zone[] {
  return plan.zones.filter(z => z.sections.some(
    s => s.roadway === place.roadway && s.from <= place.offset && place.offset <= s.to));
}
