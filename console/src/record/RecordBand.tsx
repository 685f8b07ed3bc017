import { useTranslation } from 'react-i18next';
import { PriorityMark } from '../alarms/PriorityMark';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import { ageText, clockText } from '../language/time';
import { titleText } from './trouble';
import './record.css';

/** Above everything while the journal cannot be written: no alarm of the mine can say it, for an alarm is recorded first. */
export function RecordBand({ feed }: { feed: MineFeed }) {
  const { t } = useTranslation();
  useRenewal(feed);
  const trouble = feed.recordTrouble;
  if (!trouble) return null;
  const zone = feed.timeZone;
  return (
    <section className="record-band" aria-label={t('record.label')} data-testid="record-band" data-kind={trouble.kind}>
      <PriorityMark priority="critical" />
      <p role="alert"><strong>{titleText(trouble.kind, t)}</strong></p>
      <p>{t(trouble.kind === 'clockBack' ? 'record.clockMeaning' : 'record.meaning')} {t('record.todo')}</p>
      <p className="record-why">{t('record.since', { time: clockText(trouble.since, zone), age: ageText(Math.max(0, feed.now() - trouble.since), t) })} · {trouble.why}</p>
    </section>
  );
}
