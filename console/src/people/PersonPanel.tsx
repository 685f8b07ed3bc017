import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import type { Fix } from '../feed/wire';
import { lengthText, numberText, percentText } from '../language/numbers';
import { ageText, clockText } from '../language/time';
import type { Carrier } from '../mines/api';
import { Mark } from './Mark';
import { Heard, Refusals } from './Evidence';
import { PlaceFacts } from './PlaceFacts';
import { useTagDetail } from './useTagDetail';

interface Props {
  feed: MineFeed;
  tag: string;
  following: boolean;
  onFollow: () => void;
  onFly: () => void;
  onClose: () => void;
}

/** All that is known of one person or vehicle, and how well. */
export function PersonPanel({ feed, tag, following, onFollow, onFly, onClose }: Props) {
  const { t, i18n } = useTranslation();
  useRenewal(feed);
  const { detail, failed } = useTagDetail(feed.mine, feed.past ? null : tag);
  const fix = feed.tracks.byTag.get(tag)?.fix;
  const unplaced = fix ? undefined : feed.tracks.unplaced.get(tag);
  const sos = feed.tracks.sos.includes(tag);
  const carrier = feed.carriers.get(tag);
  const vehicle = carrier?.carrier === 'vehicle';
  const zone = feed.timeZone;
  const battery = detail?.status.battery;
  return (
    <aside className="panel" data-testid="person-panel" aria-label={carrier?.name ?? tag}>
      <header>
        {fix && <Mark state={fix.state} vehicle={vehicle} sos={sos} ambiguous={fix.places > 1} />}
        {unplaced && <Mark state="unplaced" vehicle={vehicle} sos={sos} />}
        <h2>{carrier?.name ?? t('list.unknownCarrier', { tag })}</h2>
        <button type="button" className="plain" onClick={onClose} aria-label={t('panel.close')} title={`${t('panel.close')} (Esc)`}>✕</button>
      </header>
      <Identity carrier={carrier} tag={tag} />
      {sos && <p className="sos-bar" role="alert">{t('panel.sos')}</p>}
      {fix && <p className={`state-line ${fix.state}`}>{stateText(fix, feed.now(), zone, t)}</p>}
      {unplaced && <p className="state-line unplaced">{unplacedText(unplaced.heard, feed.now(), zone, t)}</p>}
      {!fix && !unplaced && <p className="empty">{t('panel.gone')}</p>}
      <dl className="facts">
        {fix && feed.ground && <PlaceFacts ground={feed.ground} fix={fix} />}
        {fix && <div><dt>{t('panel.speed')}</dt><dd>{fix.still ? t('panel.still') : t('unit.speed', { n: numberText(fix.speed, i18n.language, 1) })}</dd></div>}
        {fix && <div><dt>{t('panel.radius')}</dt><dd>{t('panel.radiusText', { metres: lengthText(fix.radius95, i18n.language, t) })}</dd></div>}
        {(battery !== undefined && battery !== null || fix?.lowBattery) && (
          <div><dt>{t('panel.battery')}</dt><dd className={fix?.lowBattery ? 'warn' : ''}>
            {battery !== undefined && battery !== null && t('unit.volts', { n: numberText(battery, i18n.language, 2) })} {fix?.lowBattery && t('panel.lowBattery')}
          </dd></div>
        )}
      </dl>
      <div className="panel-actions">
        <button type="button" disabled={!fix} onClick={onFly} title="Enter">{t('panel.fly')}</button>
        <button type="button" disabled={!fix} aria-pressed={following} onClick={onFollow} title="G">{following ? t('panel.following') : t('panel.follow')}</button>
      </div>
      {fix && fix.alternatives.length > 1 && <Hypotheses feed={feed} fix={fix} />}
      {feed.past && fix && fix.places > 1 && <p className="past-note" data-testid="places-then">{t('replay.placesThen', { n: fix.places })}</p>}
      {feed.past && <p className="past-note">{t('replay.noDetail')}</p>}
      {failed && <p className="warn">{t('panel.detailFailed')}</p>}
      {detail && <Heard detail={detail} zone={zone} />}
      {detail && <Refusals refusals={detail.refusals} />}
    </aside>
  );
}

type Say = ReturnType<typeof useTranslation>['t'];

function stateText(fix: Fix, now: number, zone: string, t: Say): string {
  const age = ageText(now - fix.heard, t);
  switch (fix.state) {
    case 'live': return t('panel.liveText', { age });
    case 'inferred': return t('panel.inferredText', { age });
    case 'lastKnown': return t('panel.lastKnownText', { time: clockText(fix.heard, zone), age });
  }
}

function unplacedText(heard: number | null, now: number, zone: string, t: Say): string {
  return heard === null ? t('panel.unplacedRefused') : t('panel.unplacedText', { time: clockText(heard, zone), age: ageText(now - heard, t) });
}

/** Who it is, in the words of the lamp room. */
function Identity({ carrier, tag }: { carrier: Carrier | undefined; tag: string }) {
  const { t } = useTranslation();
  const facts: [string, string | undefined][] = [
    [t('panel.number'), carrier?.number], [t('panel.tag'), tag], [t('panel.crew'), carrier?.crew], [t('panel.role'), carrier?.role], [t('panel.phone'), carrier?.phone],
  ];
  return (
    <dl className="identity">
      {facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}

/** The places that the radios allow, the likeliest first. */
function Hypotheses({ feed, fix }: { feed: MineFeed; fix: Fix }) {
  const { t, i18n } = useTranslation();
  const sorted = [...fix.alternatives].sort((a, b) => b.probability - a.probability);
  return (
    <section className="hypotheses">
      <h3>{t('panel.hypotheses')}</h3>
      <p className="soft">{t('panel.hypothesesNote')}</p>
      <ol>
        {sorted.map((a, i) => {
          const name = a.roadway === null ? t('panel.offNetwork') : feed.ground?.plan.roadwayById.get(a.roadway)?.name ?? a.roadway;
          return (
            <li key={i}>
              <span className="share">{percentText(a.probability, i18n.language)}</span>
              <span className="share-bar" style={{ width: `${100 * a.probability}%` }} />
              <span>{name}{a.offset !== null && <span className="soft"> · {t('panel.alongOnly', { metres: lengthText(Math.round(a.offset), i18n.language, t) })}</span>}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
