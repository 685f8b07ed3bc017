import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import { clockText } from '../language/time';
import { phraseText } from '../phrases/phrase';
import { kindText, whatText } from './eventText';
import './events.css';

/** Shapes that part the kinds of events where colour cannot. */
const shapes = { entered: '▸', left: '◂', passed: '↦', raised: '▲', cleared: '△' } as const;
/** More than these nobody reads at a glance. */
const shown = 60;

/** What happened last: zones entered and left, alarms raised and cleared. Newest first. */
export function Events({ feed, onChoose }: { feed: MineFeed; onChoose: (tag: string) => void }) {
  const { t } = useTranslation();
  useRenewal(feed);
  const zone = feed.timeZone;
  const plan = feed.ground?.plan;
  const zones = new Map(plan?.zones.map(z => [z.id, z.name]));
  const nameOf = (id: string): string | undefined => zones.get(id) ?? plan?.roadwayById.get(id)?.name;
  const events = feed.tracks.events.slice(0, shown);
  return (
    <section className="events" aria-label={t('event.title')}>
      <h3>{t('event.title')}</h3>
      {events.length === 0 && <p className="empty">{t('event.none')}</p>}
      <ol>
        {events.map(e => (
          <li key={`${e.sequence}/${e.time}/${e.kind}/${e.what}/${e.tag}`} className={e.kind}>
            <button type="button" onClick={() => onChoose(e.tag)} disabled={!feed.tracks.knows(e.tag)}>
              <time>{clockText(e.time, zone)}</time>
              <span className="event-shape" aria-hidden="true">{shapes[e.kind] ?? '•'}</span>
              <span className="event-text"><b>{kindText(e.kind, t)}</b> {whatText(e.kind, e.what, nameOf, t)}{e.detail && ` · ${phraseText(e.detail, t, zone, e.time)}`}</span>
              <span className="event-who">{feed.carriers.get(e.tag)?.name ?? e.tag}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
