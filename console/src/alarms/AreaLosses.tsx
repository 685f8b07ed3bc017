import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { lengthText } from '../language/numbers';
import { ageText, clockText } from '../language/time';
import { Mark } from '../people/Mark';
import type { AreaLoss } from './board';

/** Areas that fell silent, with who was there when they did: a picture that is kept as it was. */
export function AreaLosses({ feed, losses, onChoose }: { feed: MineFeed; losses: readonly AreaLoss[]; onChoose: (tag: string) => void }) {
  const { t, i18n } = useTranslation();
  const metres = (n: number): string => lengthText(Math.round(n), i18n.language, t);
  if (losses.length === 0) return null;
  const at = (time: string): string => clockText(Date.parse(time), feed.timeZone);
  return (
    <section aria-label={t('alarms.loss.title')}>
      <h3>{t('alarms.loss.title')}</h3>
      {losses.map(loss => (
        <div key={loss.area} data-testid="area-loss" data-area={loss.area}>
          <h4>{loss.isSure ? '' : `${t('alarms.loss.maybe')} · `}{loss.area} · {t('alarms.since', { time: at(loss.since), age: ageText(feed.now() - Date.parse(loss.since), t) })}{loss.ended !== null && ` · ${t('alarms.loss.over', { time: at(loss.ended) })}`}</h4>
          <p className="soft">{t('alarms.loss.radios', { n: loss.lostThen, all: loss.activeThen })} · {loss.roadways.join(', ')}</p>
          <p>{loss.picture.length === 0 ? t('alarms.loss.nobody') : t('alarms.loss.picture', { time: at(loss.found) })}</p>
          <ul className="picture">
            {loss.picture.map(seen => (
              <li key={seen.tag}>
                <button type="button" className="plain" onClick={() => onChoose(seen.tag)}>
                  <Mark state={seen.state} vehicle={feed.carriers.get(seen.tag)?.carrier === 'vehicle'} /> {feed.carriers.get(seen.tag)?.name ?? t('list.unknownCarrier', { tag: seen.tag })}
                  <span className="soft"> {seen.roadway === null ? '' : feed.ground?.plan.roadwayById.get(seen.roadway)?.name ?? seen.roadway}{seen.offset !== null && ` ${metres(seen.offset)}`} ± {metres(seen.radius95)}, {at(seen.heard)}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
