import type { MineFeed } from '../feed/mineFeed';
import type { Say } from '../language/time';
import { placedEntry } from '../people/entry';

/** Where a tag is, as the list of people has it, and how surely; empty for an alarm that is about no tag. */
export function placeText(feed: MineFeed, tag: string | null, t: Say): string {
  if (tag === null) return '';
  const fix = feed.tracks.byTag.get(tag)?.fix;
  if (!fix) return t('state.unplaced');
  const { place, level } = placedEntry(feed, fix, () => tag);
  const where = [place || t('panel.offNetwork'), level].filter(s => s !== '').join(', ');
  return fix.state === 'live' ? where : `${where} (${t(`state.${fix.state}`)})`;
}
