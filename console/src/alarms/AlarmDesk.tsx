import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../acts/Acts';
import { useBoard } from '../acts/useBoard';
import type { DeskProps } from '../desks/desks';
import { useRenewal } from '../feed/useFeed';
import { clockText } from '../language/time';
import { AlarmDetail } from './AlarmDetail';
import { AlarmLine } from './AlarmLine';
import { AlarmReport } from './AlarmReport';
import { AreaLosses } from './AreaLosses';
import { isOpen, subjectText, type AlarmBoard, type AlarmState } from './board';
import { Definitions } from './Definitions';
import { PriorityMark } from './PriorityMark';
import { Roster } from './Roster';
import { TakeOutOfService } from './TakeOutOfService';
import { useAct } from '../acts/useAct';
import './alarms.css';

const states: readonly AlarmState[] = ['unacknowledged', 'returned', 'acknowledged', 'shelved', 'suppressedByDesign', 'outOfService'];

/** Every alarm in every state, floods by cause, lost areas, what alarms mean, and how good they are. */
export function AlarmDesk({ feed, onChoose }: DeskProps) {
  const { t } = useTranslation();
  useRenewal(feed);
  const board = useBoard<AlarmBoard>(feed, 'alarms');
  const { failure, does } = useAct(feed.mine);
  const [state, setState] = useState<AlarmState | null>(null);
  const [opened, setOpened] = useState<number | null>(null);
  if (!board) return <p className="soft">{t('alarms.reading')}</p>;
  const rows = board.alarms.filter(row => state === null || row.state === state);
  const open = rows.filter(isOpen).map(row => row.number);
  return (
    <div className="alarm-desk">
      <div>
        <section aria-label={t('alarms.title')}>
          <nav className="states" aria-label={t('alarms.title')}>
            <button type="button" aria-pressed={state === null} onClick={() => setState(null)}>{t('alarms.all')} {board.alarms.length}</button>
            {states.map(s => <button key={s} type="button" aria-pressed={state === s} onClick={() => setState(s)}>{t(`alarms.state.${s}`)} {board.alarms.filter(r => r.state === s).length}</button>)}
          </nav>
          {board.flood && (
            <div className="flood-groups" data-testid="alarm-flood">
              <h4>{t('alarms.flood.title', { n: board.flood.inTenMinutes })}, {t('alarms.flood.since', { time: clockText(Date.parse(board.flood.since), feed.timeZone) })}</h4>
              {board.flood.groups.map(g => (
                <div key={`${g.kind}/${g.cause}`} className="group-line">
                  <PriorityMark priority={g.priority} seen={g.unacknowledged === 0} />
                  <span>{t(`alarms.kind.${g.kind}.name`)} {g.cause}</span>
                  <b>{g.alarms.length}</b>
                  {g.unacknowledged > 0 && <Acts><button type="button" onClick={() => void does({ kind: 'acknowledge', alarms: g.alarms })}>{t('alarms.acknowledgeAll', { n: g.unacknowledged })}</button></Acts>}
                </div>
              ))}
            </div>
          )}
          {open.length > 1 && !board.flood && <Acts><button type="button" onClick={() => void does({ kind: 'acknowledge', alarms: open })}>{t('alarms.acknowledgeAll', { n: open.length })}</button></Acts>}
          {failure !== null && <p className="warn" role="alert">{failure}</p>}
          {rows.length === 0 && <p className="empty">{t('alarms.none')}</p>}
          <ol>
            {rows.map(row => (
              <li key={row.number}>
                <AlarmLine feed={feed} row={row} open={row.number === opened} onOpen={n => setOpened(n === opened ? null : n)} />
                {row.number === opened && <AlarmDetail feed={feed} row={row} definition={board.definitions.find(d => d.kind === row.kind)} roster={board.roster} onChoose={onChoose} />}
              </li>
            ))}
          </ol>
          <Acts><TakeOutOfService feed={feed} definitions={board.definitions} /></Acts>
        </section>
      </div>
      <div>
        <AreaLosses feed={feed} losses={board.losses} onChoose={onChoose} />
        <AlarmReport report={board.report} subject={subject => subjectText(feed, subject)} />
        <Acts><Roster feed={feed} roster={board.roster} /></Acts>
        <Acts><Definitions feed={feed} definitions={board.definitions} /></Acts>
      </div>
    </div>
  );
}
