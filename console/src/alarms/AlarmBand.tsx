import { useTranslation } from 'react-i18next';
import { useBoard } from '../acts/useBoard';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import { ageText, clockText } from '../language/time';
import { atHand, contactText, isOpen, subjectText, tagOf, type AlarmBoard, type AlarmRow } from './board';
import { placeText } from './placeText';
import { PriorityMark } from './PriorityMark';
import { useAct } from '../acts/useAct';

interface Props {
  feed: MineFeed;
  /** The alarm that was shown last: the next press acknowledges it. */
  opened: number | null;
  onShow: (row: AlarmRow) => void;
  onDone: () => void;
}

/** The alarm that the next key acts on, above every desk: what, who, where, what to do, and who is called when nobody answers. */
export function AlarmBand({ feed, opened, onShow, onDone }: Props) {
  const { t } = useTranslation();
  useRenewal(feed);
  const board = useBoard<AlarmBoard>(feed, 'alarms');
  const { failure, does } = useAct(feed.mine);
  const open = board ? atHand(board.alarms).filter(isOpen) : [];
  const row = open.find(r => r.number === opened) ?? open[0];
  if (!board || !row) return null;
  const definition = board.definitions.find(d => d.kind === row.kind);
  const raised = Date.parse(row.raised ?? row.since);
  const acknowledge = async (): Promise<void> => {
    if (await does({ kind: 'acknowledge', alarms: [row.number] })) onDone();
  };
  const tag = tagOf(feed, row);
  const elsewhere = (subject: string, but: string): string => subjectText(feed, subject.split('/').filter(part => part !== but).join('/'));
  const isShown = row.number === opened;
  return (
    <section className={`alarm-band ${row.priority}`} aria-label={t(`alarms.priority.${row.priority}`)} data-testid="alarm-band" data-number={row.number} data-priority={row.priority} data-shown={isShown}>
      <PriorityMark priority={row.priority} />
      <p className="band-what">
        <b>{t(`alarms.kind.${row.kind}.name`)}</b> <b>{subjectText(feed, tag ?? row.subject)}</b> <span>{tag === null || tag === row.subject ? placeText(feed, tag, t) : elsewhere(row.subject, tag)}</span>
        <span className="soft">{clockText(raised, feed.timeZone)} · {ageText(feed.now() - raised, t)}{open.length > 1 && ` · ${t('alarms.further', { n: open.length - 1 })}`}</span>
      </p>
      <p className="band-do">{definition?.response || t(`alarms.kind.${row.kind}.response`)} <span className="soft">{calledText()}</span></p>
      <div className="band-acts">
        <button type="button" className={isShown ? '' : 'primary'} data-testid="band-show" onClick={() => onShow(row)}>{t('alarms.show')}{!isShown && <kbd>A</kbd>}</button>
        <button type="button" className={isShown ? 'primary' : ''} data-testid="band-acknowledge" onClick={() => void acknowledge()}>{t('alarms.acknowledge')}{isShown && <kbd>A</kbd>}</button>
      </div>
      {failure !== null && <p className="warn" role="alert">{failure}</p>}
    </section>
  );

  /** Who was called because nobody answered, or who will be and when. */
  function calledText(): string {
    if (row!.escalated) return t('alarms.called', { who: contactText(row!.escalated) });
    if (definition?.escalateAfter == null) return '';
    const second = board!.roster[0];
    return second ? t('alarms.willCall', { who: contactText(second), time: clockText(raised + 1000 * definition.escalateAfter, feed.timeZone) }) : t('alarms.nobodyToCall');
  }
}
