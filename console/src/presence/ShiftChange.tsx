import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { ageText, dateText, minuteText } from '../language/time';
import type { PresenceBoard, PresenceRow, ShiftRow } from './board';
import type { RegisteredPerson } from '../registry/board';
import { changeAt } from './shiftsAt';

interface Props {
  board: PresenceBoard;
  feed: MineFeed;
  people: readonly RegisteredPerson[];
}

/** The change of shifts: who of the one that ends is still below, who of the one that begins is not down yet. */
export function ShiftChange({ board, feed, people }: Props) {
  const { t } = useTranslation();
  const now = Date.parse(board.time);
  const proposed = changeAt(board.shifts, now);
  const [going, setGoing] = useState<string | null>(null);
  const [coming, setComing] = useState<string | null>(null);
  const rows = new Map(board.people.map(p => [p.id, p]));
  const known = new Map(people.map(p => [p.id, p]));
  const find = (chosen: string | null, else_: ShiftRow | undefined): ShiftRow | undefined => board.shifts.find(s => s.shift === chosen) ?? else_;
  const [ends, begins] = [find(going, proposed.ends), find(coming, proposed.begins)];
  if (board.shifts.length === 0) return <p className="empty">{t('presence.noShifts')}</p>;
  const zone = feed.timeZone;
  return (
    <section className="shift-change" data-testid="shift-change">
      <Side title={t('presence.goesUp')} shift={ends} shifts={board.shifts} onPick={setGoing} zone={zone} figures={s => [[s.down.length, t('presence.stillDown'), s.down.length > 0], [s.up.length, t('presence.up'), false]]} waiting={s => s.down} rows={rows} known={known} now={now} feed={feed} />
      <Side title={t('presence.goesDown')} shift={begins} shifts={board.shifts} onPick={setComing} zone={zone} figures={s => [[s.planned.length, t('presence.planned'), false], [s.down.length, t('presence.down'), false], [s.notDown.length, t('presence.notDown'), s.notDown.length > 0]]} waiting={s => s.notDown} rows={rows} known={known} now={now} feed={feed} />
    </section>
  );
}

interface SideProps {
  title: string;
  shift: ShiftRow | undefined;
  shifts: readonly ShiftRow[];
  onPick: (shift: string) => void;
  zone: string;
  figures: (shift: ShiftRow) => [number, string, boolean][];
  /** Those for whom the change waits. */
  waiting: (shift: ShiftRow) => string[];
  rows: ReadonlyMap<string, PresenceRow>;
  known: ReadonlyMap<string, RegisteredPerson>;
  now: number;
  feed: MineFeed;
}

function Side({ title, shift, shifts, onPick, zone, figures, waiting, rows, known, now, feed }: SideProps) {
  const { t } = useTranslation();
  return (
    <div>
      <h3>{title}{' '}
        <select value={shift?.shift ?? ''} aria-label={title} onChange={e => onPick(e.target.value)}>{shift === undefined && <option value="" />}{shifts.map(s => <option key={s.shift} value={s.shift}>{s.shift}</option>)}</select>
        {shift && <span className="soft"> {dateText(Date.parse(shift.start), zone)} {minuteText(Date.parse(shift.start), zone)} – {minuteText(Date.parse(shift.end), zone)}</span>}
      </h3>
      {shift && <p className="shift-figures">{figures(shift).map(([n, label, bad]) => <span key={label}><b className={bad ? 'warn' : ''}>{n}</b> {label}</span>)}</p>}
      {shift && waiting(shift).length === 0 && <p className="empty">{t('presence.nobodyWaits')}</p>}
      <ul>
        {shift && waiting(shift).map(id => {
          const row = rows.get(id);
          const roadway = row?.place?.roadway == null ? null : feed.ground?.plan.roadwayById.get(row.place.roadway)?.name ?? row.place.roadway;
          return (
            <li key={id}><b>{known.get(id)?.name ?? row?.name ?? id}</b> <span className="soft">{known.get(id)?.number ?? row?.number} {known.get(id)?.crew ?? row?.crew}</span>
              {row && <span>{t(`presence.state.${row.state}`)}{roadway !== null && row.place !== null && ` · ${roadway}, ${t('presence.placeAge', { age: ageText(now - Date.parse(row.place.heard), t), radius: t('unit.metres', { n: Math.round(row.place.radius95) }) })}`}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
