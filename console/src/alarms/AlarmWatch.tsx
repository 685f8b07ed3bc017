import { useTranslation } from 'react-i18next';
import { useBoard } from '../acts/useBoard';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import { useKeys } from '../keys/keys';
import { clockText } from '../language/time';
import { asAlarm } from '../record/trouble';
import { AlarmDetail } from './AlarmDetail';
import { AlarmLine } from './AlarmLine';
import { atHand, isOpen, priorities, tagOf, type AlarmBoard } from './board';
import { PriorityMark } from './PriorityMark';
import { useAct } from '../acts/useAct';
import { useSound } from './useSound';
import './alarms.css';

/** Alarms that stand beside the map; the rest are on the desk. */
const shown = 7;

interface Props {
  feed: MineFeed;
  /** The alarm that is open; the next press acknowledges it. */
  opened: number | null;
  onOpen: (number: number | null) => void;
  onChoose: (tag: string) => void;
  onDesk: () => void;
  /** Without the list: the past is shown beside it. */
  isShort?: boolean;
}

/** What wants a person now, always in sight and in hearing. One key is the next act: show the next alarm, then acknowledge it. */
export function AlarmWatch({ feed, opened, onOpen, onChoose, onDesk, isShort = false }: Props) {
  const { t } = useTranslation();
  useRenewal(feed);
  const board = useBoard<AlarmBoard>(feed, 'alarms');
  const { failure, does } = useAct(feed.mine);
  const rows = board ? atHand(board.alarms) : [];
  const trouble = feed.recordTrouble;
  // A clock that went back is an alarm of the mine, which rings by itself.
  const sound = useSound(trouble && trouble.kind !== 'clockBack' ? [...rows, asAlarm(trouble)] : rows, feed.now());
  const first = rows.find(isOpen);
  const open = rows.find(row => row.number === opened);
  const at = (time: number): string => clockText(time, feed.timeZone);

  const show = (number: number | null): void => {
    onOpen(number);
    const row = rows.find(r => r.number === number);
    const tag = row ? tagOf(feed, row) : null;
    if (tag !== null && feed.tracks.byTag.has(tag)) onChoose(tag);
  };
  const next = async (): Promise<void> => {
    if (open && isOpen(open)) {
      if (await does({ kind: 'acknowledge', alarms: [open.number] })) onOpen(null);
    } else if (first) show(first.number);
  };
  useKeys(command => {
    if (command.kind === 'nextAlarm') void next();
    else if (command.kind === 'mute') sound.toggle();
    else if (command.kind === 'callSecond') {
      const about = open ?? first;
      if (about) void does({ kind: 'callSecond', alarm: about.number });
    }
  });

  const openCount = rows.filter(isOpen).length;
  return (
    <section className={openCount > 0 ? 'alarm-watch calls' : 'alarm-watch'} aria-label={t('alarms.title')} data-testid="alarm-watch" data-open={openCount}>
      <header>
        <h3>{isShort && <b>{t('replay.now')} · </b>}{t('alarms.title')}</h3>
        {priorities.map(p => {
          const n = rows.filter(r => r.priority === p && isOpen(r)).length;
          return n === 0 ? null : <span key={p} className="alarm-count" title={t(`alarms.priority.${p}`)}><PriorityMark priority={p} /> {n}</span>;
        })}
        <button type="button" className="plain" onClick={onDesk}>{t('alarms.all')}</button>
        {sound.allowed
          ? <button type="button" data-testid="alarm-mute" disabled={openCount === 0 && !trouble} aria-pressed={sound.mutedUntil !== null} onClick={sound.toggle}>{t(sound.mutedUntil === null ? 'alarms.sound.mute' : 'alarms.sound.unmute')}</button>
          : (openCount > 0 || trouble) && <button type="button" className="warn" onClick={sound.allow}>{t('alarms.sound.allow')}</button>}
      </header>
      {sound.criticalMuted && sound.mutedUntil !== null && <p className="critical-muted" role="alert">{t('alarms.sound.critical', { time: at(sound.mutedUntil) })}</p>}
      {!sound.criticalMuted && sound.mutedUntil !== null && <p className="soft">{t('alarms.sound.muted', { time: at(sound.mutedUntil) })}</p>}
      {board?.flood && <button type="button" className="flood" onClick={onDesk}>{t('alarms.flood.title', { n: board.flood.inTenMinutes })}</button>}
      {!board ? <p className="soft">{t('alarms.reading')}</p> : rows.length === 0 && !trouble && <p className="empty">{t('alarms.none')}</p>}
      <div className="unseen" role="alert">{first && `${t(`alarms.priority.${first.priority}`)}: ${t(`alarms.kind.${first.kind}.name`)}`}</div>
      <ol hidden={isShort}>
        {rows.slice(0, shown).map(row => (
          <li key={row.number}>
            <AlarmLine feed={feed} row={row} open={row.number === opened} onOpen={number => show(number === opened ? null : number)} />
            {row.number === opened && <AlarmDetail feed={feed} row={row} definition={board?.definitions.find(d => d.kind === row.kind)} roster={board?.roster ?? []} onChoose={onChoose} onDone={() => onOpen(null)} />}
          </li>
        ))}
      </ol>
      {rows.length > shown && !isShort && <button type="button" className="plain further" onClick={onDesk}>{t('alarms.further', { n: rows.length - shown })}</button>}
      {failure !== null && <p className="warn" role="alert">{failure}</p>}
    </section>
  );
}
