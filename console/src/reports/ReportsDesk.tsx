import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { act, whoActs } from '../acts/act';
import type { DeskProps } from '../desks/desks';
import { clockText, dateText } from '../language/time';
import { wallOf } from '../language/zoned';
import { ReportTable, shareText } from './ReportTable';
import { personOf, personText, query, readChoice, readReport, takeFile, takeKept, type Choice, type Report, type Span, type Wish } from './reports';
import './reports.css';

const spans = ['this', 'last', 'today', 'yesterday', 'week', 'month', 'own'] as const;
/** Reports that tell of people can be narrowed to some of them. */
const narrowed = ['attendance', 'zones', 'alarmLog', 'evacuation'];
const forms = ['xlsx', 'csv', 'pdf'] as const;

/** Reports: which, of what time, of whom; on the screen, as files, on paper. */
export function ReportsDesk({ mine, timeZone }: DeskProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const [choice, setChoice] = useState<Choice | null>(null);
  const [wish, setWish] = useState<Wish>({ name: 'attendance', span: { kind: 'this' }, company: '', crew: '', person: '' });
  const [typed, setTyped] = useState('');
  const [since, setSince] = useState(0);
  const asking = useRef(0);
  const [report, setReport] = useState<Report | null>(null);
  const [problem, setProblem] = useState('');
  // Why a file was not taken, apart from what is wrong with the report: an answer that comes meanwhile must not wipe it away.
  const [untaken, setUntaken] = useState('');
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let gone = false;
    readChoice(mine, language).then(found => {
      if (gone) return;
      setChoice(found);
      // Without a planned shift there is none to begin with.
      if (found.shifts.length === 0) setWish(w => (w.span.kind === 'this' ? { ...w, span: { kind: 'today' } } : w));
    }, (why: unknown) => { if (!gone) setProblem(String((why as Error).message)); });
    return () => { gone = true; };
  }, [mine, language]);

  const asked = query(wish, timeZone, Date.now());
  const make = (): void => {
    const now = query(wish, timeZone, Date.now());
    if (now === null) return setProblem(t('reports.ownIncomplete'));
    // Only the answer to the newest question is shown: a long report that comes late must not replace the one that was asked for since.
    const number = ++asking.current;
    const newest = (then: () => void): void => { if (asking.current === number) then(); };
    setBusy(true);
    setSince(Date.now());
    readReport(mine, wish.name, now, language).then(found => newest(() => { setReport(found); setProblem(''); }), (why: unknown) => newest(() => { setReport(null); setProblem(String((why as Error).message)); })).finally(() => newest(() => setBusy(false)));
  };
  // What is on the screen is always what is chosen.
  useEffect(() => { if (choice && query(wish, timeZone, Date.now())) make(); }, [choice, wish, language, timeZone]);

  const take = (taken: () => Promise<void>): void => {
    // The same question as before any act: who sits here.
    (whoActs() === '' ? act(mine, { kind: '' }) : taken()).then(() => setUntaken(''), (why: unknown) => setUntaken(String((why as Error).message)));
  };
  const setSpan = (kind: string): void => {
    const span: Span = kind === 'own' ? { kind, from: wallOf(Date.now() - 8 * 3_600_000, timeZone), to: wallOf(Date.now(), timeZone) }
      : (spans as readonly string[]).includes(kind) ? { kind: kind as 'this' } : { kind: 'shift', shift: kind.slice(1) };
    setWish({ ...wish, span });
  };
  const narrows = narrowed.includes(wish.name);
  const own = wish.span.kind === 'own' ? wish.span : null;

  return (
    <div className="reports">
      <header className="no-print"><h2>{t('reports.title')}</h2></header>
      <form className="reports-wish no-print" onSubmit={e => { e.preventDefault(); make(); }}>
        <label>{t('reports.which')}
          <select value={wish.name} autoFocus data-testid="report-name" onChange={e => setWish({ ...wish, name: e.target.value })}>{choice?.reports.map(r => <option key={r.name} value={r.name}>{r.title}</option>)}</select>
        </label>
        <label>{t('reports.when')}
          <select value={wish.span.kind === 'shift' ? `=${wish.span.shift}` : wish.span.kind} data-testid="report-span" onChange={e => setSpan(e.target.value)}>
            {spans.filter(s => (s !== 'this' && s !== 'last') || (choice?.shifts.length ?? 0) > 0).map(s => <option key={s} value={s}>{t(`reports.span.${s}`)}</option>)}
            {choice && choice.shifts.length > 0 && <optgroup label={t('reports.shifts')}>{choice.shifts.map(s => <option key={s.shift} value={`=${s.shift}`}>{s.shift}</option>)}</optgroup>}
          </select>
        </label>
        {own && <>
          <label>{t('reports.from')}<input type="datetime-local" value={own.from} onChange={e => setWish({ ...wish, span: { ...own, from: e.target.value } })} /></label>
          <label>{t('reports.to')}<input type="datetime-local" value={own.to} onChange={e => setWish({ ...wish, span: { ...own, to: e.target.value } })} /></label>
        </>}
        {narrows && choice && choice.companies.length > 0 && (
          <label>{t('reports.company')}
            <select value={wish.company} data-testid="report-company" onChange={e => setWish({ ...wish, company: e.target.value })}>
              <option value="">{t('reports.everybody')}</option>
              {choice.companies.map(c => <option key={c.id} value={c.id}>{c.name}</option>)}
              <option value="-">{t('reports.noCompany')}</option>
            </select>
          </label>
        )}
        {narrows && choice && choice.crews.length > 0 && (
          <label>{t('reports.crew')}
            <select value={wish.crew} data-testid="report-crew" onChange={e => setWish({ ...wish, crew: e.target.value })}>
              <option value="">{t('reports.allCrews')}</option>
              {choice.crews.map(c => <option key={c} value={c}>{c}</option>)}
            </select>
          </label>
        )}
        {narrows && choice && choice.people.length > 0 && (
          <label>{t('reports.person')}
            <input list="report-people" value={typed} placeholder={t('reports.everybody')} data-testid="report-person" aria-invalid={typed.trim() !== '' && wish.person === ''} autoComplete="off"
              onChange={e => { setTyped(e.target.value); const person = personOf(choice.people, e.target.value) ?? ''; if (person !== wish.person) setWish({ ...wish, person }); }} />
            <datalist id="report-people">{choice.people.map(p => <option key={p.id} value={personText(p)} />)}</datalist>
          </label>
        )}
        <span className="reports-take">
          {forms.map(form => <button key={form} type="button" disabled={report === null} data-testid={`take-${form}`} onClick={() => { if (asked) take(() => takeFile(mine, wish.name, form, asked, language)); }}>{form.toUpperCase()}</button>)}
          <button type="button" disabled={report === null} onClick={() => print()}>{t('reports.print')}</button>
          <button type="submit" disabled={busy}>{t('reports.again')}</button>
        </span>
      </form>
      {problem !== '' && <p className="refusal" role="alert">{problem}</p>}
      {untaken !== '' && <p className="refusal" role="alert">{untaken}</p>}
      {busy && <Wait since={since} />}
      {narrows && typed.trim() !== '' && wish.person === '' && <p className="refusal" role="alert">{t('reports.whichPerson')}</p>}
      {report && <Sheet report={report} />}
      {choice && choice.files.length > 0 && (
        <section className="reports-kept no-print" aria-label={t('reports.kept')}>
          <h3>{t('reports.kept')}</h3>
          <ul>{choice.files.slice(0, 60).map(f => <li key={f.name}><button type="button" onClick={() => take(() => takeKept(mine, f.name))}>{f.name}</button> <small>{dateText(Date.parse(f.made), timeZone)} {clockText(Date.parse(f.made), timeZone)}</small></li>)}</ul>
        </section>
      )}
    </div>
  );
}

/** Notes that nobody may overlook: what is missing of the record, and that it was meddled with. */
const isGrave = (code: string): boolean => (code.startsWith('record') && code !== 'recordWhole') || code === 'chainBroken' || code === 'checkpointContradicts';

/** That a report is being made, and for how long already: of a month of a large mine that takes a while, and the mine goes on meanwhile. */
function Wait({ since }: { since: number }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(since);
  useEffect(() => { const timer = setInterval(() => setNow(Date.now()), 1000); return () => clearInterval(timer); }, [since]);
  const seconds = Math.max(0, Math.round((now - since) / 1000));
  return <p className="report-wait no-print" role="status" data-testid="report-wait">{t('reports.making')}{seconds > 1 && <span aria-hidden="true"> {t('reports.waiting', { n: seconds })}</span>}</p>;
}

/** The report itself, as it also is on paper. */
function Sheet({ report }: { report: Report }) {
  const { t, i18n: { language } } = useTranslation();
  const zone = report.timeZone;
  const time = (text: string): string => `${dateText(Date.parse(text), zone)} ${clockText(Date.parse(text), zone)}`;
  return (
    <article className="report-sheet" data-testid="report-sheet" aria-label={report.title}>
      <h1>{report.title} <small>{report.mineName}</small></h1>
      <dl>
        <dt>{t('reports.period')}</dt><dd>{time(report.from)} – {time(report.to)} ({zone}){report.shift !== '' && ` · ${report.shift}`}</dd>
        {report.only !== '' && <><dt>{t('reports.only')}</dt><dd>{report.only}</dd></>}
        {report.stateAt !== report.made && <><dt>{t('reports.stateAt')}</dt><dd>{time(report.stateAt)}</dd></>}
        <dt>{t('reports.made')}</dt><dd>{time(report.made)} · {t('reports.plan', { n: report.planVersion })}</dd>
        <dt>{t('reports.record')}</dt><dd className={report.record.missing.length > 0 ? 'gap' : ''}>{shareText(report.record.share, language)}</dd>
        <dt>{t('reports.proof')}</dt><dd><code>{report.record.sequence} · {report.record.hash}</code>{report.record.checkpoint !== null && <small className="checkpoint">{report.record.checkpoint}</small>}</dd>
      </dl>
      <ul className="report-notes">{report.notes.map((n, i) => <li key={n.code + i} className={isGrave(n.code) ? 'gap' : ''}>{n.text}</li>)}</ul>
      {report.tables.map(table => <ReportTable key={table.name} table={table} zone={zone} />)}
    </article>
  );
}
