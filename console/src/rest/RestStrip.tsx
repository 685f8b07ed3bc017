import { useTranslation } from 'react-i18next';
import { SitDown } from '../acts/SitDown';
import type { Survey } from '../anchors/survey';
import { desks } from '../desks/desks';
import type { MineFeed } from '../feed/mineFeed';
import { standingOf, statementsOf, type Opens, type Standing, type Statement } from './statements';
import { useKnown } from './useKnown';
import './rest.css';

/** Shapes that tell how a statement stands where colour cannot. */
const shapes: Record<Standing, string> = { well: '✓', amiss: '▲', unknown: '?' };

interface Props {
  feed: MineFeed;
  survey: Survey | null;
  onOpen: (where: NonNullable<Opens>) => void;
}

/** One glance: all is well and why we believe it, or what is not, with the way to it. It stands above every desk. */
export function RestStrip({ feed, survey, onOpen }: Props) {
  const { t } = useTranslation();
  const statements = statementsOf(useKnown(feed, survey), t);
  const standing = standingOf(statements);
  return (
    <div className={`rest ${standing}`} data-testid="rest" data-standing={standing}>
      <section aria-label={t('rest.label')}>
        <strong role="status">{shapes[standing]} {t(`rest.${standing}`)}</strong>
        <ul>{statements.map(s => <Said key={s.about} statement={s} onOpen={onOpen} />)}</ul>
      </section>
      <SitDown />
    </div>
  );
}

function Said({ statement: { about, standing, text, opens }, onOpen }: { statement: Statement; onOpen: Props['onOpen'] }) {
  const { t } = useTranslation();
  const letter = opens && 'desk' in opens ? desks.find(d => d.id === opens.desk)?.code.slice(-1) : undefined;
  const body = <><span className="shape" aria-hidden="true">{shapes[standing]}</span><span className="unseen">{t(`rest.standing.${standing}`)}: </span>{text}{letter !== undefined && <kbd>{letter}</kbd>}</>;
  return (
    <li className={standing} data-testid="statement" data-about={about} data-standing={standing}>
      {opens ? <button type="button" onClick={() => onOpen(opens)}>{body}</button> : <span>{body}</span>}
    </li>
  );
}
