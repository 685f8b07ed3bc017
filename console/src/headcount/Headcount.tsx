import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import type { LevelCount } from '../feed/wire';
import { clockText } from '../language/time';
import type { View } from '../map/view';
import { Mark } from '../people/Mark';
import { doubtText, totalOf } from './count';
import { UnplacedRows } from './UnplacedRows';
import './headcount.css';

interface Props {
  feed: MineFeed;
  view: View;
  onView: (view: View) => void;
  onChoose: (tag: string) => void;
}

/** How many are underground, on which level, and how surely; it is also the switch of levels. */
export function Headcount({ feed, view, onView, onChoose }: Props) {
  const { t } = useTranslation();
  useRenewal(feed);
  const { people, vehicles, levels, unplacedCount } = feed.tracks;
  const total = totalOf(levels, ambiguousPeople(feed), unplacedCount?.people ?? 0);
  const named = feed.ground?.plan.levels.map(l => l.name) ?? [];
  const counted = new Map(levels.map(l => [l.level, l]));
  const others = levels.filter(l => l.level === null || !named.includes(l.level));
  const connection = feed.connection();
  const known = connection.state === 'past' ? connection.isRead : connection.state !== 'connecting';
  const zone = feed.timeZone;
  return (
    <section className={`headcount ${connection.state}`} aria-label={t('headcount.title')}>
      <div className="headcount-top">
        <div className="headcount-total" data-testid="headcount-total" data-people={people} data-vehicles={vehicles} data-unplaced={unplacedCount?.people}>
          <strong>{known ? people : '—'}</strong>
          <span>{t('headcount.title')}<br /><span className="soft">{known && `${t('headcount.people', { count: people }).replace(/^\S+\s/, '')} · ${t('headcount.vehicles', { count: vehicles })}`}</span></span>
        </div>
        {connection.state === 'past' && <p className="as-of">{t('headcount.asOf', { time: clockText(connection.at, zone) })}</p>}
        {connection.state === 'stale' && <p className="as-of">{t('headcount.asOf', { time: clockText(connection.since, zone) })}</p>}
        {known && <p className={total.inferred + total.lastKnown + total.unplaced + total.ambiguous > 0 ? 'doubt' : 'doubt none'}>{doubtText(total, t)}</p>}
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('level.label')}</th>
            <th scope="col" title={t('state.live')}><Mark state="live" vehicle={false} /><span className="unseen">{t('state.live')}</span></th>
            <th scope="col" title={t('state.inferred')}><Mark state="inferred" vehicle={false} /><span className="unseen">{t('state.inferred')}</span></th>
            <th scope="col" title={t('state.lastKnown')}><Mark state="lastKnown" vehicle={false} /><span className="unseen">{t('state.lastKnown')}</span></th>
            <th scope="col" title={t('headcount.shortVehicles')}><Mark state="live" vehicle /><span className="unseen">{t('headcount.shortVehicles')}</span></th>
          </tr>
        </thead>
        <tbody>
          <tr className={view.kind === 'space' ? 'shown' : ''}>
            <th scope="row">
              <button type="button" data-testid="view-3d" aria-pressed={view.kind === 'space'} onClick={() => onView({ kind: 'space' })}><kbd>0</kbd>{t('level.all')}</button>
            </th>
            <Figures count={sumOf(levels)} />
          </tr>
          {named.map((name, i) => {
            const shown = view.kind === 'level' && view.level === name;
            return (
              <tr key={name} className={shown ? 'shown' : ''}>
                <th scope="row">
                  <button type="button" data-testid={`level-${name}`} aria-pressed={shown} title={t('headcount.show', { level: name })} onClick={() => onView({ kind: 'level', level: name })}>
                    <kbd>{i < 9 ? i + 1 : ''}</kbd>{name}
                  </button>
                </th>
                <Figures count={counted.get(name)} />
              </tr>
            );
          })}
          {others.map(l => <tr key={l.level ?? ''}><th scope="row"><span className="no-level">{l.level ?? t('level.none')}</span></th><Figures count={l} /></tr>)}
          {!feed.past && <UnplacedRows feed={feed} onChoose={onChoose} />}
        </tbody>
      </table>
    </section>
  );
}

/** People on air whose place the radios leave open. */
function ambiguousPeople(feed: MineFeed): number {
  return feed.tracks.list.filter(({ fix }) =>
    fix.state === 'live' && fix.places > 1 && feed.carriers.get(fix.tag)?.carrier !== 'vehicle').length;
}

function Figures({ count }: { count: LevelCount | undefined }) {
  const cells = [count?.live ?? 0, count?.inferred ?? 0, count?.lastKnown ?? 0, count?.vehicles ?? 0];
  return cells.map((n, i) => <td key={i} className={n === 0 ? 'zero' : i === 2 ? 'lost' : ''}>{n === 0 ? '·' : n}</td>);
}

function sumOf(levels: readonly LevelCount[]): LevelCount {
  return levels.reduce(
    (s, l) => ({ level: null, live: s.live + l.live, inferred: s.inferred + l.inferred, lastKnown: s.lastKnown + l.lastKnown, vehicles: s.vehicles + l.vehicles }),
    { level: null, live: 0, inferred: 0, lastKnown: 0, vehicles: 0 });
}
