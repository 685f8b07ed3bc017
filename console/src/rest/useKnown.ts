import { useTranslation } from 'react-i18next';
import { useBoard } from '../acts/useBoard';
import type { AlarmBoard } from '../alarms/board';
import type { Survey } from '../anchors/survey';
import type { EvacuationBoard } from '../evacuation/board';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import type { GasBoard } from '../gas/board';
import type { PresenceBoard } from '../presence/board';
import type { Known } from './statements';

/** What the statements rest on: the feed and the boards, at every renewal. */
export function useKnown(feed: MineFeed, survey: Survey | null): Known {
  const { t } = useTranslation();
  useRenewal(feed);
  const now = feed.now();
  const { tracks, carriers } = feed;
  const presence = useBoard<PresenceBoard>(feed, 'presence');
  // A lamp that hangs in the lamp room is silent, and nobody is lost by it.
  const above = new Set(presence?.people.filter(p => p.state === 'out' || p.state === 'onSurface').flatMap(p => p.tags));
  // Who is heard above is not below; who is heard below while the list has them above is a contradiction, and is not hidden.
  const heardAbove = new Set(presence?.people.filter(p => p.tags.some(tag => above.has(tag)) && p.sources.some(s => s.source === 'tagOnSurface')).flatMap(p => p.tags));
  const isPerson = (tag: string): boolean => carriers.get(tag)?.carrier !== 'vehicle';
  const nameOf = (tag: string): string => carriers.get(tag)?.name ?? t('list.unknownCarrier', { tag });
  const people = tracks.list.map(({ fix }) => fix).filter(fix => isPerson(fix.tag) && !heardAbove.has(fix.tag));
  const live = people.filter(fix => fix.state === 'live');
  const lost = [...people.filter(fix => fix.state === 'lastKnown').map(fix => fix.tag), ...[...tracks.unplaced.keys()].filter(isPerson)].filter(tag => !above.has(tag));
  return {
    now, zone: feed.timeZone, connection: feed.connection(), recorded: feed.recorded, recordTrouble: feed.recordTrouble, survey,
    below: {
      live: live.length, inferred: people.filter(fix => fix.state === 'inferred').length,
      quietest: Math.max(0, ...live.map(fix => now - fix.heard)), lost: lost.map(tag => ({ tag, name: nameOf(tag) })),
    },
    anchors: [...tracks.anchors.values()],
    alarms: useBoard<AlarmBoard>(feed, 'alarms'),
    presence,
    gas: useBoard<GasBoard>(feed, 'gas'),
    evacuation: useBoard<EvacuationBoard>(feed, 'evacuation'),
  };
}
