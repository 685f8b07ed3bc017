import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../acts/Acts';
import { useBoard } from '../acts/useBoard';
import type { DeskProps } from '../desks/desks';
import { clockText, dateText } from '../language/time';
import type { RegistryBoard } from '../registry/board';
import { states, type Clearance, type PresenceBoard, type PresenceRow } from './board';
import { chooseRows, countOf, everything, isIn, valuesOf, type Choice } from './choose';
import { ClearanceReport } from './ClearanceReport';
import { entries } from './entries/entries';
import { PresenceLine } from './PresenceLine';
import { ShiftChange } from './ShiftChange';
import { ShiftTable } from './ShiftTable';
import { TwinList } from './TwinList';
import './presence.css';

/** The one list of who is not out: what does not fit together first, and every figure a sum over the very rows below it. */
export function PresenceDesk({ feed, onChoose }: DeskProps) {
  const { t } = useTranslation();
  const board = useBoard<PresenceBoard>(feed, 'presence');
  const registry = useBoard<RegistryBoard>(feed, 'registry');
  const [entering, setEntering] = useState<string | null>(null);
  const [changing, setChanging] = useState(false);
  const [report, setReport] = useState<Clearance | null>(null);
  const [choice, setChoice] = useState<Choice>({ ...everything, show: 'notOut' });
  const rows = useMemo(() => (board ? chooseRows(board.people, choice) : []), [board, choice]);
  const names = useMemo(() => new Map(registry?.people.map(p => [p.id, p.name])), [registry]);
  if (!board) return <p className="empty" role="status">{t('presence.loading')}</p>;
  const counts = countOf(board.people);
  const set = (part: Partial<Choice>): void => setChoice(c => ({ ...c, ...part }));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const now = Date.parse(board.time);
  const zone = feed.timeZone;
  if (report) return <ClearanceReport mine={feed.ground?.plan.name ?? feed.mine} zone={zone} clearance={report} shift={board.shifts.find(s => s.shift === report.shift)} onClose={() => setReport(null)} />;
  const Form = entries.find(e => e.id === entering)?.Form;
  return (
    <div className="presence">
      <header>
        <h2>{t('presence.title')}</h2>
        <span className="soft">{dateText(now, zone)} {t('presence.asOf', { time: clockText(now, zone) })}</span>
        <button type="button" className="no-print" onClick={() => print()}>{t('presence.print')}</button>
      </header>
      <div className="presence-entries no-print" role="group" aria-label={t('presence.enter')}>
        <Acts>{entries.map(e => <button key={e.id} type="button" data-testid={`enter-${e.id}`} aria-pressed={entering === e.id} disabled={registry === null} onClick={() => setEntering(entering === e.id ? null : e.id)}>{t(`entries.${e.id}`)}</button>)}</Acts>
        <button type="button" data-testid="shift-change-open" aria-pressed={changing} onClick={() => setChanging(c => !c)}>{t('presence.change')}</button>
      </div>
      {Form && registry && <Form key={entering} feed={feed} registry={registry} shifts={board.shifts} now={now} onDone={() => setEntering(null)} />}
      {changing && <ShiftChange board={board} feed={feed} people={registry?.people ?? []} />}
      <div className="presence-counts" role="group" aria-label={t('presence.show')}>
        <Count value={board.people.filter(isIn).length} label={t('presence.notOut')} on={choice.show === 'notOut'} strong onClick={() => set({ show: 'notOut' })} id="notOut" />
        {states.map(s => <Count key={s} value={counts[s]} label={t(`presence.state.${s}`)} on={choice.show === s} bad={s === 'unaccounted'} onClick={() => set({ show: s })} id={s} />)}
        <Count value={board.people.filter(p => p.disagreements.length > 0).length} label={t('presence.withDisagreements')} on={choice.show === 'disagreements'} bad onClick={() => set({ show: 'disagreements' })} id="disagreements" />
        <Count value={board.people.length} label={t('presence.all')} on={choice.show === ''} onClick={() => set({ show: '' })} id="all" />
      </div>
      <div className="presence-filters no-print">
        <input type="search" data-testid="presence-find" value={choice.query} placeholder={t('presence.find')} aria-label={t('presence.find')} onChange={e => set({ query: e.target.value })} />
        <Pick label={t('presence.company')} value={choice.company} values={valuesOf(board.people, r => r.company)} onPick={company => set({ company })} />
        <Pick label={t('presence.crew')} value={choice.crew} values={valuesOf(board.people, r => r.crew)} onPick={crew => set({ crew })} />
        <Pick label={t('presence.shift')} value={choice.shift} values={valuesOf(board.people, r => r.shift)} onPick={shift => set({ shift })} />
        <span className="soft" role="status">{t('presence.shown', { n: rows.length, all: board.people.length })}</span>
      </div>
      <table className="presence-list">
        <thead><tr><th scope="col">{t('presence.who')}</th><th scope="col">{t('presence.crew')}</th><th scope="col">{t('list.filterState')}</th><th scope="col">{t('presence.where')}</th><th scope="col">{t('presence.how')}</th></tr></thead>
        <tbody>{rows.map((row: PresenceRow) => <PresenceLine key={`${row.kind}/${row.id}`} row={row} feed={feed} now={now} nameOf={nameOf} onChoose={onChoose} />)}</tbody>
      </table>
      {rows.length === 0 && <p className="empty">{t('presence.nobody')}</p>}
      <Acts><TwinList twins={board.twins} mine={feed.mine} /></Acts>
      <ShiftTable board={board} mine={feed.mine} zone={zone} nameOf={nameOf} onReport={setReport} />
    </div>
  );
}

function Count({ value, label, on, bad = false, strong = false, onClick, id }: { value: number; label: string; on: boolean; bad?: boolean; strong?: boolean; onClick: () => void; id: string }) {
  return (
    <button type="button" aria-pressed={on} data-testid={`count-${id}`} data-count={value} className={`${bad && value > 0 ? 'bad' : ''} ${strong ? 'strong' : ''}`} onClick={onClick}><b>{value}</b><span>{label}</span></button>
  );
}

function Pick({ label, value, values, onPick }: { label: string; value: string; values: string[]; onPick: (value: string) => void }) {
  const { t } = useTranslation();
  if (values.length === 0) return null;
  return (
    <label><span>{label}</span>
      <select value={value} onChange={e => onPick(e.target.value)}><option value="">{t('presence.all')}</option>{values.map(v => <option key={v} value={v}>{v}</option>)}</select>
    </label>
  );
}
