import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { ageText, clockText } from '../language/time';
import { contactText, isOpen, nextToCall, type AlarmBoard, type AlarmRow } from './board';
import type { useAct } from '../acts/useAct';

/** Who was called because of an alarm and who has answered; the next can be called, and an answer by telephone be noted. */
export function Calls({ feed, row, roster, does }: { feed: MineFeed; row: AlarmRow; roster: AlarmBoard['roster']; does: ReturnType<typeof useAct>['does'] }) {
  const { t } = useTranslation();
  const at = (time: string): string => clockText(Date.parse(time), feed.timeZone);
  const next = nextToCall(row, roster);
  if (row.calls.length === 0 && !isOpen(row)) return null;
  return (
    <section className="alarm-calls" aria-label={t('alarms.calls.title')} data-testid="alarm-calls">
      <ul>
        {row.calls.map(call => (
          <li key={`${call.who.name}/${call.time}`} data-answered={call.answer !== null}>
            {t(call.by === '' ? 'alarms.calls.byTime' : 'alarms.calls.by', { who: contactText(call.who), time: at(call.time), by: call.by })};{' '}
            {call.answer
              ? <b>{t('alarms.calls.answered', { time: at(call.answer.time), by: call.answer.by })}{call.answer.note && `: ${call.answer.note}`}</b>
              : <><span className="warn">{t('alarms.calls.waits', { age: ageText(feed.now() - Date.parse(call.time), t) })}</span> <button type="button" data-testid="call-answered" onClick={() => void does({ kind: 'answerCall', alarm: row.number, name: call.who.name })}>{t('alarms.calls.knows', { name: call.who.name })}</button></>}
          </li>
        ))}
      </ul>
      {next
        ? <button type="button" data-testid="call-second" onClick={() => void does({ kind: 'callSecond', alarm: row.number })}>{t('alarms.calls.next', { who: contactText(next) })} <kbd>J</kbd></button>
        : <p className={roster.length === 0 ? 'warn' : 'soft'}>{t(roster.length === 0 ? 'alarms.calls.nobody' : 'alarms.calls.all')}</p>}
    </section>
  );
}
