import { Reach, type Network } from './network';
import type { Place, Plan } from './plan';

/** The stretches of roadway no farther than `metres` of way from a place. Stretches of one roadway do not overlap. */
export function within(plan: Plan, network: Network, place: Place, metres: number): { roadway: number; from: number; to: number }[] {
  const reach = new Reach(network, [place], metres);
  return plan.roadways.flatMap(({ index, length }) => {
    const parts = network.stops[index]!
      .filter(stop => reach.metres[stop.node]! <= metres)
      .map(stop => ({ middle: stop.offset, half: metres - reach.metres[stop.node]! }));
    if (index === place.roadway) parts.push({ middle: place.offset, half: metres });
    const spans = parts
      .map(({ middle, half }) => ({ roadway: index, from: Math.max(0, middle - half), to: Math.min(length, middle + half) }))
      .filter(span => span.to > span.from)
      .sort((a, b) => a.from - b.from);
    return spans.reduce<typeof spans>((joined, span) => {
      const last = joined[joined.length - 1];
      if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
      else joined.push(span);
      return joined;
    }, []);
  });
}
