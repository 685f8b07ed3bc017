import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import { Mark } from './Mark';

/** Names of those in distress that fit into the top bar; the others open below it. */
const named = 2;

interface Props {
  feed: MineFeed;
  onChoose: (tag: string) => void;
}

/** Who calls for help, at the top of the screen whatever else is open, also when nobody knows where they are. */
export function Distress({ feed, onChoose }: Props) {
  const { t } = useTranslation();
  useRenewal(feed);
  const { sos } = feed.tracks;
  const more = sos.slice(named);
  return (
    <div className={sos.length > 0 ? 'distress' : 'distress none'} role="alert" data-testid="distress" data-count={sos.length}>
      {sos.length > 0 && <strong>{t('distress.title')} {sos.length}</strong>}
      {sos.slice(0, named).map(tag => <Call key={tag} feed={feed} tag={tag} onChoose={onChoose} />)}
      {more.length > 0 && (
        <details>
          <summary>{t('distress.more', { n: more.length })}</summary>
          <ul>{more.map(tag => <li key={tag}><Call feed={feed} tag={tag} onChoose={onChoose} /></li>)}</ul>
        </details>
      )}
    </div>
  );
}

function Call({ feed, tag, onChoose }: Props & { tag: string }) {
  const { t } = useTranslation();
  return (
    <button type="button" data-testid="distress-call" data-tag={tag} onClick={() => onChoose(tag)}>
      <Mark state="live" vehicle={false} sos /><span>{feed.carriers.get(tag)?.name ?? t('list.unknownCarrier', { tag })}</span>
      {!feed.tracks.byTag.has(tag) && <em>{t('state.unplaced')}</em>}
    </button>
  );
}
