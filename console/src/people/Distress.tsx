import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import { Mark } from './Mark';

/** Names of those in distress that fit into the top bar. */
const named = 2;

/** Who calls for help, at the top of the screen whatever else is open. */
export function Distress({ feed, onChoose }: { feed: MineFeed; onChoose: (tag: string) => void }) {
  const { t } = useTranslation();
  useRenewal(feed);
  const tags = feed.tracks.list.filter(track => track.fix.sos).map(track => track.fix.tag);
  return (
    <div className={tags.length > 0 ? 'distress' : 'distress none'} role="alert" data-testid="distress" data-count={tags.length}>
      {tags.length > 0 && <strong>{t('distress.title')} {tags.length}</strong>}
      {tags.slice(0, named).map(tag => (
        <button key={tag} type="button" onClick={() => onChoose(tag)}><Mark state="live" vehicle={false} sos />{feed.carriers.get(tag)?.name ?? tag}</button>
      ))}
      {tags.length > named && <span>{t('distress.more', { n: tags.length - named })}</span>}
    </div>
  );
}
