import type { MineFeed } from '../feed/mineFeed';
import type { Fix } from '../feed/wire';
import type { Carrier } from '../mines/api';
import { areaAt, zonesAt } from '../plan/placeInWords';
import { fold } from './search';

/** A tag as the list shows it. */
export interface Entry {
  tag: string;
  name: string;
  number: string;
  vehicle: boolean;
  carrier: Carrier | undefined;
  fix: Fix;
  /** The name of the roadway or the open area; empty off both. */
  place: string;
  level: string;
  /** Everything that search looks into, folded. */
  words: string;
}

/** All tags of the feed with their carriers and places; `unnamed` makes the name of a tag without a carrier. */
export function entriesOf(feed: MineFeed, unnamed: (tag: string) => string): Entry[] {
  const plan = feed.ground?.plan;
  return feed.tracks.list.map(({ fix }) => {
    const carrier = feed.carriers.get(fix.tag);
    const roadway = fix.roadway === null ? undefined : plan?.roadwayById.get(fix.roadway);
    const area = plan && !roadway ? areaAt(plan, [fix.x, fix.y, fix.z]) : undefined;
    const name = carrier?.name ?? unnamed(fix.tag);
    const level = fix.level ?? roadway?.level ?? area?.level ?? '';
    const zones = plan && roadway && fix.offset !== null ? zonesAt(plan, { roadway: roadway.index, offset: fix.offset }) : [];
    return {
      tag: fix.tag, name, fix, carrier, level,
      number: carrier?.number ?? '',
      vehicle: carrier?.carrier === 'vehicle',
      place: roadway?.name ?? area?.name ?? '',
      words: fold([name, carrier?.number, fix.tag, carrier?.crew, carrier?.role, roadway?.name, area?.name, level, ...zones.map(z => z.name)].join(' ')),
    };
  });
}
