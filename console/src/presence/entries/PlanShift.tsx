import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '../../language/time';
import { timeOfWall, wallOf } from '../../language/zoned';
import type { EntryProps } from './entries';
import { EntryFrame } from './EntryFrame';
import { readList } from './list';
import { readPeople } from './whom';

/** A shift lasts this long unless it is said otherwise, milliseconds. */
const usual = 8 * 3_600_000;

/** Who is to work when: pasted or read from a file, a line each; nothing is planned while a line cannot be read. A shift of the same name is planned anew. */
export function PlanShift({ feed, registry, shifts, now, onDone }: EntryProps) {
  const { t } = useTranslation();
  const zone = feed.timeZone;
  const nextHour = Math.ceil(now / 3_600_000) * 3_600_000;
  const [name, setName] = useState('');
  const [start, setStart] = useState(() => wallOf(nextHour, zone));
  const [end, setEnd] = useState(() => wallOf(nextHour + usual, zone));
  const [text, setText] = useState('');
  const [unread, setUnread] = useState<string | null>(null);
  const people = new Map(registry.people.map(p => [p.id, p]));
  const lines = (ids: readonly string[]): string => ids.map(id => `${people.get(id)?.number || id} ; ${people.get(id)?.name ?? ''}`).join('\n');
  const { ids, bad } = readPeople(text, registry.people);
  const [from, to] = [timeOfWall(start, zone), timeOfWall(end, zone)];
  const usually = [...new Set(registry.people.map(p => p.shift).filter(s => s !== ''))].sort();
  const open = (shift: string): void => {
    const known = shifts.find(s => s.shift === shift);
    if (!known) return;
    setName(known.shift);
    setStart(wallOf(Date.parse(known.start), zone));
    setEnd(wallOf(Date.parse(known.end), zone));
    setText(lines(known.planned));
  };
  const fill = (shift: string): void => {
    if (shift === '') return;
    setText(lines(registry.people.filter(p => p.shift === shift).map(p => p.id)));
    if (name === '') setName(`${shift}, ${dateText(from ?? now, zone)}`);
  };
  const take = (file: File | undefined): void => {
    if (file) readList(feed.mine, file).then(read => { setText(read); setUnread(null); }).catch((error: unknown) => setUnread(error instanceof Error ? error.message : String(error)));
  };
  return (
    <EntryFrame mine={feed.mine} title={t('entries.planShift')} submit={t('entries.plan', { n: ids.length })} onDone={onDone}
      acts={() => (name.trim() === '' || from === null || to === null || to <= from || bad.length > 0 || ids.length === 0 ? null : [{ kind: 'planShift', shift: name.trim(), start: new Date(from).toISOString(), end: new Date(to).toISOString(), people: ids }])}>
      <div className="entry-fields">
        <label><span>{t('entries.shiftName')}</span><input autoFocus value={name} required maxLength={256} data-testid="plan-name" onChange={e => setName(e.target.value)} /></label>
        <label><span>{t('entries.start')}</span><input type="datetime-local" required value={start} onChange={e => setStart(e.target.value)} /></label>
        <label><span>{t('entries.end')}</span><input type="datetime-local" required value={end} onChange={e => setEnd(e.target.value)} />{from !== null && to !== null && to <= from && <small className="warn">{t('entries.endFirst')}</small>}</label>
        {shifts.length > 0 && <label><span>{t('entries.planned')}</span><select value="" onChange={e => open(e.target.value)}><option value="" />{shifts.map(s => <option key={s.shift} value={s.shift}>{s.shift}</option>)}</select></label>}
        {usually.length > 0 && <label><span>{t('entries.usually')}</span><select value="" onChange={e => fill(e.target.value)}><option value="" />{usually.map(s => <option key={s} value={s}>{s}</option>)}</select></label>}
        <label><span>{t('entries.fromFile')}</span><input type="file" accept=".csv,.txt,.xlsx" data-testid="plan-file" onChange={e => take(e.target.files?.[0])} />{unread !== null && <small className="warn" role="alert">{t('entries.unread', { detail: unread })}</small>}</label>
        <label className="wide"><span>{t('entries.people')}</span><textarea rows={8} spellCheck={false} value={text} data-testid="plan-people" onChange={e => setText(e.target.value)} /></label>
      </div>
      {bad.slice(0, 10).map(b => <p key={b.line} className="warn" role="alert">{t('entries.badLine', b)}</p>)}
      {bad.length > 10 && <p className="warn">{t('entries.badMore', { n: bad.length - 10 })}</p>}
    </EntryFrame>
  );
}
