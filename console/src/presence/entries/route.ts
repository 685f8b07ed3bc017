import type { Ground } from '../../motion/glide';
import type { Roadway } from '../../plan/plan';

const collator = new Intl.Collator(['ru', 'kk', 'en'], { numeric: true });

/** The roadways into which one can go on from a roadway, in order of name; all of them where a way begins. */
export function neighboursOf({ plan, network }: Ground, from: string | null): Roadway[] {
  const last = from === null ? undefined : plan.roadwayById.get(from);
  const all = last === undefined ? plan.roadways : [...new Set(network.stops[last.index]!.flatMap(stop => network.nodes[stop.node]!.map(place => place.roadway)))].map(i => plan.roadways[i]!);
  return all.filter(r => r !== last).sort((a, b) => collator.compare(a.name, b.name));
}
