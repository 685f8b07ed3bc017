import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../acts/Acts';
import { useAct } from '../acts/useAct';
import { dateText, minuteText } from '../language/time';
import type { Clearance, PresenceBoard, ShiftRow } from './board';

interface Props {
  board: PresenceBoard;
  mine: string;
  zone: string;
  nameOf: (person: string) => string;
  onReport: (clearance: Clearance) => void;
}

/** Each shift: planned against down, and the clearance of the shaft that is signed after it. */
export function ShiftTable({ board, mine, zone, nameOf, onReport }: Props) {
  const { t } = useTranslation();
  const day = (time: string): string => `${dateText(Date.parse(time), zone)} ${minuteText(Date.parse(time), zone)}`;
  return (
    <section className="shifts">
      <h3>{t('presence.shifts')}</h3>
      {board.shifts.length === 0 && <p className="empty">{t('presence.noShifts')}</p>}
      {board.shifts.slice(0, 6).map(s => (
        <article key={s.shift} data-testid="shift">
          <h4>{s.shift} <span className="soft">{day(s.start)} – {minuteText(Date.parse(s.end), zone)}</span></h4>
          <p className="shift-figures"><b>{s.planned.length}</b> {t('presence.planned')} · <b>{s.down.length}</b> {t('presence.down')} · <b>{s.up.length}</b> {t('presence.up')} · <b className={s.notDown.length > 0 ? 'warn' : ''}>{s.notDown.length}</b> {t('presence.notDown')} · <b className={s.unplanned.length > 0 ? 'warn' : ''}>{s.unplanned.length}</b> {t('presence.unplanned')}</p>
          <Names label={t('presence.down')} ids={s.down} nameOf={nameOf} />
          <Names label={t('presence.notDown')} ids={s.notDown} nameOf={nameOf} />
          <Names label={t('presence.unplanned')} ids={s.unplanned} nameOf={nameOf} />
          <Acts><Sign shift={s} mine={mine} /></Acts>
          {board.clearances.filter(c => c.shift === s.shift).map(c => (
            <div key={c.time} className="clearance">
              <b>{c.notOut.length === 0 ? t('presence.clear') : t('presence.notClear', { count: c.notOut.length })}</b> <span className="soft">{t('presence.signed', { time: day(c.time), by: c.by })}{c.note !== '' && ` · ${c.note}`}</span> <button type="button" className="no-print small" data-testid="report" onClick={() => onReport(c)}>{t('report.open')}</button>
              {c.notOut.map(n => <p key={`${n.name}/${n.number}`}>{n.name} {n.number} · {t(`presence.state.${n.state}`)} · {n.place} {n.disagreements.map(d => t(`presence.disagreement.${d}`, { defaultValue: d })).join(', ')}</p>)}
            </div>
          ))}
        </article>
      ))}
    </section>
  );
}

function Names({ label, ids, nameOf }: { label: string; ids: string[]; nameOf: (person: string) => string }) {
  if (ids.length === 0) return null;
  return <details><summary>{label}: {ids.length}</summary><p>{ids.map(nameOf).join(', ')}</p></details>;
}

function Sign({ shift, mine }: { shift: ShiftRow; mine: string }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const { failure, does } = useAct(mine);
  return (
    <form className="by-hand no-print" onSubmit={e => { e.preventDefault(); void does({ kind: 'signClearance', shift: shift.shift, note }); }}>
      <span>{t('presence.clearance')}: <b className={shift.down.length > 0 ? 'warn' : ''}>{shift.down.length === 0 ? t('presence.clear') : t('presence.notClear', { count: shift.down.length })}</b></span>
      <input value={note} maxLength={1000} placeholder={t('presence.note')} aria-label={t('presence.note')} onChange={e => setNote(e.target.value)} />
      <button type="submit">{t('presence.sign')}</button>
      {failure !== null && <span className="warn" role="alert">{failure}</span>}
    </form>
  );
}
