import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { clockText } from '../language/time';
import { phraseText } from '../phrases/phrase';
import { isOpen, subjectText, type AlarmRow } from './board';
import { PriorityMark } from './PriorityMark';

/** One alarm in a list: how grave, what, who or where, since when. */
export function AlarmLine({ feed, row, open, onOpen }: { feed: MineFeed; row: AlarmRow; open: boolean; onOpen: (number: number) => void }) {
  const { t } = useTranslation();
  const raised = Date.parse(row.raised ?? row.since);
  return (
    <button
      type="button" className={`alarm-line ${row.priority} ${isOpen(row) ? 'open' : ''}`} aria-expanded={open} data-testid="alarm-row" data-number={row.number} data-kind={row.kind}
      data-subject={row.subject} data-priority={row.priority} data-state={row.state} onClick={() => onOpen(row.number)}
      aria-label={`${t(`alarms.priority.${row.priority}`)}, ${t(`alarms.kind.${row.kind}.name`)}, ${subjectText(feed, row.subject)}, ${t(`alarms.state.${row.state}`)}`}>
      <PriorityMark priority={row.priority} seen={!isOpen(row)} />
      <span className="alarm-what"><b>{t(`alarms.kind.${row.kind}.name`)}</b> {subjectText(feed, row.subject)}</span>
      <time>{clockText(raised, feed.timeZone)}</time>
      <span className="alarm-detail">{[row.state === 'unacknowledged' ? '' : t(`alarms.state.${row.state}`), row.escalated ? t('alarms.escalated', { name: row.escalated.name }) : '', phraseText(row.detail, t, feed.timeZone, raised)].filter(s => s !== '').join(' · ')}</span>
    </button>
  );
}
