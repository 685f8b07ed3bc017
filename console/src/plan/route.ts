import { beside, Reach, type Leg, type Network } from './network';
import type { Place } from './plan';

/**
 * The shortest way along the network between two places, or null when it is longer than `limit` metres.
 * Legs are in walking order; there is always at least one.
 */
export function route(network: Network, from: Place, to: Place, limit: number): Leg[] | null {
  const direct = from.roadway === to.roadway ? Math.abs(from.offset - to.offset) : Infinity;
  const reach = new Reach(network, [from], limit);
  const target = network.stops[to.roadway]!;
  let last = -1;
  let best = direct;
  let entry = 0;
  for (const stop of beside(target, to.offset)) {
    const metres = reach.metres[stop.node]! + Math.abs(stop.offset - to.offset);
    if (metres < best - 1e-6) [best, last, entry] = [metres, stop.node, stop.offset];
  }
  if (best > limit) return null;
  if (last < 0) return [{ roadway: from.roadway, from: from.offset, to: to.offset }];
  const path = [last];
  for (let node = reach.before[last]!; node >= 0; node = reach.before[node]!) path.unshift(node);
  const start = beside(network.stops[from.roadway]!, from.offset).find(s => s.node === path[0])!;
  const legs: Leg[] = [{ roadway: from.roadway, from: from.offset, to: start.offset }];
  for (let i = 1; i < path.length; i++) legs.push(edge(network, path[i - 1]!, path[i]!));
  legs.push({ roadway: to.roadway, from: entry, to: to.offset });
  return legs.filter((leg, i) => leg.from !== leg.to || i === legs.length - 1);
}

/** The shortest stretch that joins two neighbouring nodes. */
function edge(network: Network, a: number, b: number): Leg {
  let best: Leg | null = null;
  for (const here of network.nodes[a]!) {
    for (const there of network.nodes[b]!) {
      if (here.roadway !== there.roadway) continue;
      const leg = { roadway: here.roadway, from: here.offset, to: there.offset };
      if (!best || Math.abs(leg.to - leg.from) < Math.abs(best.to - best.from)) best = leg;
    }
  }
  return best!;
}
