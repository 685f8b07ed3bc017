import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import type { AnchorState } from '../feed/wire';
import { numberText } from '../language/numbers';
import { ageText } from '../language/time';
import { AnchorMark } from './AnchorMark';
import type { Finding, Survey } from './survey';
import { SurveyFindings } from './SurveyFindings';
import './anchors.css';

const order: readonly AnchorState[] = ['alive', 'silent', 'neverHeard'];
/** Names of anchors that fit into the strip. */
const named = 8;

interface Props {
  feed: MineFeed;
  survey: Survey | null;
  onShow: (finding: Finding) => void;
}

/** How many anchors answer, which do not, what is wrong with others, and what the server takes in. */
export function AnchorHealth({ feed, survey, onShow }: Props) {
  const { t, i18n } = useTranslation();
  useRenewal(feed);
  const anchors = [...feed.tracks.anchors.values()];
  const silent = anchors.filter(a => a.state === 'silent').sort((a, b) => (b.heard ?? 0) - (a.heard ?? 0));
  const { intake } = feed.tracks;
  // Records of before have no picture of the anchors.
  if (feed.past && anchors.length === 0) return <p className="past-note">{t('replay.anchorsNotKept')}</p>;
  const figure = (n: number, decimals = 0): string => numberText(n, i18n.language, decimals);
  return (
    <section className="anchors" aria-label={t('anchor.title')}>
      <h3>{t('anchor.title')}</h3>
      <ul className="anchor-counts">
        {order.map(state => (
          <li key={state}><AnchorMark state={state} /><b>{figure(anchors.filter(a => a.state === state).length)}</b> {t(`anchor.${state}`)}</li>
        ))}
      </ul>
      {silent.length > 0 && (
        <p className="soft silent-names">
          {silent.slice(0, named).map(a => `${a.anchor} (${ageText(feed.now() - (a.heard ?? 0), t)})`).join(', ')}{silent.length > named && ' …'}
        </p>
      )}
      {survey && <SurveyFindings survey={survey} feed={feed} onShow={onShow} />}
      {intake && (
        <p className="intake">
          <span>{t('intake.title')}</span>
          <span>{t('intake.accepted')} <b>{t('unit.perSecond', { n: figure(intake.acceptedPerSecond) })}</b></span>
          <span>{t('intake.refused')} <b>{t('unit.perSecond', { n: figure(intake.refusedPerSecond, 1) })}</b></span>
          <span className={intake.pending > intake.capacity / 2 ? 'warn' : ''}>{t('intake.queue')} <b>{figure(intake.pending)} / {figure(intake.capacity)}</b></span>
        </p>
      )}
    </section>
  );
}
