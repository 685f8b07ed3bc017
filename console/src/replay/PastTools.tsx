import { useTranslation } from 'react-i18next';
import type { PastFeed } from './pastFeed';
import { asShown } from './pastFeed';

interface Props {
  feed: PastFeed;
  selected: string | null;
  followed: readonly string[];
  inView: boolean;
  onFollow: (tag: string) => void;
  onInView: () => void;
}

/** Another version of the record, drawn beside what was shown. */
export function Compare({ feed }: { feed: PastFeed }) {
  const { t } = useTranslation();
  const versions = (feed.summary?.versions ?? []).filter(v => v.name !== feed.version);
  if (versions.length === 0) return null;
  const nameOf = (name: string): string => (name === asShown ? t('replay.shownAs') : name === 'hindsight' ? t('replay.hindsight') : name);
  return (
    <label><span>{t('replay.compare')}</span>
      <select data-testid="replay-compare" value={feed.compared?.version ?? ''} onChange={e => feed.compare(e.target.value === '' ? null : e.target.value)}>
        <option value="">{t('replay.compareNone')}</option>
        {versions.map(v => <option key={v.name} value={v.name} title={v.what ?? ''}>{nameOf(v.name)}</option>)}
      </select>
    </label>
  );
}

/** Who is followed: their ways are drawn, and the map keeps them in sight. */
export function Followed({ feed, selected, followed, inView, onFollow, onInView }: Props) {
  const { t } = useTranslation();
  const nameOf = (tag: string): string => feed.carriers.get(tag)?.name ?? t('list.unknownCarrier', { tag });
  const isNew = selected !== null && !followed.includes(selected);
  if (followed.length === 0 && !isNew) return null;
  return (
    <span className="followed" role="group" aria-label={t('replay.followed')} data-testid="followed" data-count={followed.length}>
      {followed.map(tag => <button key={tag} type="button" data-tag={tag} aria-label={t('replay.unfollow', { name: nameOf(tag) })} title={t('replay.unfollow', { name: nameOf(tag) })} onClick={() => onFollow(tag)}>{nameOf(tag)} ✕</button>)}
      {isNew && <button type="button" data-testid="follow-more" title="G" onClick={() => onFollow(selected)}>+ {t('replay.followMore', { name: nameOf(selected) })}</button>}
      {followed.length > 0 && <button type="button" aria-pressed={inView} onClick={onInView}>{t('replay.inView')}</button>}
    </span>
  );
}

/** How far the other version is from what is shown, of the one who is selected. */
export function Difference({ feed, tag }: { feed: PastFeed; tag: string | null }) {
  const { t } = useTranslation();
  const [a, b] = tag === null ? [] : [feed.tracks.byTag.get(tag)?.glide.drawn, feed.compared?.scene.byTag.get(tag)?.glide.drawn];
  if (tag === null || !a || !b) return null;
  const metres = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  return <span className="soft" data-testid="difference">{t('replay.difference', { name: feed.carriers.get(tag)?.name ?? tag, metres: t('unit.metres', { n: metres.toFixed(1) }) })}</span>;
}
