import type { MineFeed } from '../feed/mineFeed';
import type { Fix, State } from '../feed/wire';
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
  /** Null: heard, place unknown. */
  fix: Fix | null;
  state: State | 'unplaced';
  /** Null: all that was heard was refused. */
  heard: number | null;
  sos: boolean;
  lowBattery: boolean;
  /** The name of the roadway or the open area; empty off both. */
  place: string;
  level: string;
  /** Everything that search looks into, folded: worked out when somebody searches. */
  words: () => string;
}

/** All tags of the feed with their carriers and places, also those without a place; `unnamed` makes the name of a tag without a carrier. */
export function entriesOf(feed: MineFeed, unnamed: (tag: string) => string): Entry[] {
  const { tracks } = feed;
  const placed = tracks.list.map(({ fix }) => placedEntry(feed, fix, unnamed));
  // Who calls for help is listed even before the list of those without a place has come.
  const others = [...new Set([...tracks.unplaced.keys(), ...tracks.sos])].filter(tag => !tracks.byTag.has(tag));
  return placed.concat(others.map(tag => {
    const heard = tracks.unplaced.get(tag);
    return { ...whose(tag, feed.carriers.get(tag), unnamed, () => []), fix: null, state: 'unplaced', heard: heard?.heard ?? null, sos: tracks.sos.includes(tag), lowBattery: heard?.lowBattery ?? false, place: '', level: '' };
  }));
}

/** A tag that has a place. */
export function placedEntry(feed: MineFeed, fix: Fix, unnamed: (tag: string) => string): Entry {
  const plan = feed.ground?.plan;
  const roadway = fix.roadway === null ? undefined : plan?.roadwayById.get(fix.roadway);
  const area = plan && !roadway ? areaAt(plan, [fix.x, fix.y, fix.z]) : undefined;
  const level = fix.level ?? roadway?.level ?? area?.level ?? '';
  const zones = (): string[] => (plan && roadway && fix.offset !== null ? zonesAt(plan, { roadway: roadway.index, offset: fix.offset }).map(z => z.name) : []);
  return {
    ...whose(fix.tag, feed.carriers.get(fix.tag), unnamed, () => [roadway?.name, area?.name, level, ...zones()]),
    fix, state: fix.state, heard: fix.heard, sos: fix.sos, lowBattery: fix.lowBattery, place: roadway?.name ?? area?.name ?? '', level,
  };
}

/** Who it is, and the words to find it by. */
function whose(tag: string, carrier: Carrier | undefined, unnamed: (tag: string) => string, where: () => (string | undefined)[]) {
  const name = carrier?.name ?? unnamed(tag);
  return {
    tag, name, carrier, number: carrier?.number ?? '', vehicle: carrier?.carrier === 'vehicle',
    words: () => fold([name, carrier?.number, tag, carrier?.crew, carrier?.role, ...where()].join(' ')),
  };
}
