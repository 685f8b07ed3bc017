import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Act } from '../acts/act';
import { Acts } from '../acts/Acts';
import type { MineFeed } from '../feed/mineFeed';
import { lengthText } from '../language/numbers';
import { ageText } from '../language/time';
import { fold } from '../people/search';
import { marks, receiptOf, statuses, type EvacuationBoard, type MusterStatus, type Row } from './board';

interface Props {
  feed: MineFeed;
  board: EvacuationBoard;
  run: (act: Act) => Promise<boolean>;
  onChoose: (tag: string) => void;
}

/** The muster: the figures, each a filter of the very list that it is the sum of, and everybody with the silent first. */
export function MusterTable({ feed, board, run, onChoose }: Props) {
  const { t } = useTranslation();
  const [only, setOnly] = useState<MusterStatus | null>(null);
  const [query, setQuery] = useState('');
  const [marking, setMarking] = useState<string | null>(null);
  const parts = fold(query).split(/\s+/).filter(p => p !== '');
  const rows = board.rows.filter(r => (only === null || r.status === only) && parts.every(p => fold(`${r.name} ${r.number} ${r.subject} ${r.tag ?? ''} ${r.crew} ${r.place?.roadway ?? ''} ${r.route.join(' ')}`).includes(p)));
  return (
    <section className="muster" aria-label={t('evacuation.muster')}>
      <ul className="muster-counts" data-testid="muster-counts" data-people={board.counts.people}>
        <li><button type="button" aria-pressed={only === null} onClick={() => setOnly(null)}><b>{board.counts.people}</b> {t('evacuation.all')}</button></li>
        {statuses.map(s => (
          <li key={s} className={s}><button type="button" aria-pressed={only === s} data-testid={`muster-${s}`} data-count={board.counts[s]} onClick={() => setOnly(only === s ? null : s)}><b>{board.counts[s]}</b> {t(`evacuation.status.${s}`)}</button></li>
        ))}
        <li className="receipts">{t('evacuation.receipts', { sent: board.counts.sent, delivered: board.counts.delivered, read: board.counts.read, of: board.counts.ordered })}</li>
      </ul>
      <input type="search" className="muster-search" aria-label={t('list.search')} placeholder={t('list.search')} value={query} onChange={e => setQuery(e.target.value)} />
      <table>
        <thead><tr>{(['status', 'who', 'place', 'heard', 'order', 'way', 'left', 'mark'] as const).map(c => <th key={c} scope="col">{t(`evacuation.column.${c}`)}</th>)}</tr></thead>
        <tbody>
          {rows.map(r => (
            <tr key={keyOf(r)} className={r.status} data-testid="muster-row" data-tag={r.tag ?? r.subject} data-status={r.status}>
              <StatusCell row={r} />
              <td><button type="button" className="plain" disabled={r.tag === null || !feed.tracks.knows(r.tag)} onClick={() => onChoose(r.tag!)}>{r.name || (r.kind === 'tag' ? t('list.unknownCarrier', { tag: r.subject }) : t('presence.unknown', { id: r.subject }))}</button><small>{[r.number, r.crew].filter(x => x).join(' · ')}</small></td>
              <PlaceCell feed={feed} row={r} />
              <td>{r.heard === null ? '—' : ageText(feed.now() - Date.parse(r.heard), t)}</td>
              <td className={`receipt ${receiptOf(r.receipt)}`}>{t(`evacuation.receipt.${receiptOf(r.receipt)}`)}</td>
              <WayCells row={r} />
              <td><Acts>
                {r.mark || r.outBy?.source === 'manual' ? <><MarkText mark={r.mark} /><button type="button" aria-label={t('evacuation.unmark')} onClick={() => void run({ kind: 'unmarkPerson', subject: r.subject, of: r.kind })}>×</button></>
                  : <button type="button" data-testid="mark" onClick={() => setMarking(marking === keyOf(r) ? null : keyOf(r))}>{t('evacuation.markIt')}</button>}
                {marking === keyOf(r) && <MarkForm row={r} run={run} onDone={() => setMarking(null)} />}
              </Acts></td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="empty">{t('list.nothing')}</p>}
    </section>
  );
}

const keyOf = (r: Row): string => `${r.kind}/${r.subject}`;

/** How it stands, on what that rests, and what does not fit together. */
function StatusCell({ row: r }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <td>
      <b className="status">{t(`evacuation.status.${r.status}`)}</b>
      {r.status === 'atRefuge' && <small>{r.evidence}</small>}
      {r.outBy && <small className={r.status === 'out' ? '' : 'warn'}>{t(`presence.source.${r.outBy.source}`)}: {r.outBy.detail}</small>}
      {r.evidence === 'heardAfterMark' && <em className="warn">{t('evacuation.contradicted')}</em>}
      {r.disagreements.map(d => <em key={d} className="warn">{t(`presence.disagreement.${d}`, { defaultValue: d })}</em>)}
    </td>
  );
}

function PlaceCell({ feed, row }: { feed: MineFeed; row: Row }) {
  const { t, i18n } = useTranslation();
  const p = row.place;
  if (!p) return <td className="soft">{t('state.unplaced')}{row.route.length > 0 && <small>{t('presence.route', { route: row.route.map(id => feed.ground?.plan.roadwayById.get(id)?.name ?? id).join(' → ') })}</small>}</td>;
  const name = p.roadway === null ? p.area ?? t('panel.offNetwork') : feed.ground?.plan.roadwayById.get(p.roadway)?.name ?? p.roadway;
  return (
    <td>{name}{p.offset !== null && `, ${lengthText(Math.round(p.offset), i18n.language, t)}`}<small>{[p.level, t(`state.${p.state}`), `± ${lengthText(Math.round(p.radius95), i18n.language, t)}`, p.alternatives > 1 ? `◇${p.alternatives}` : ''].filter(x => x).join(' · ')}</small></td>
  );
}

function WayCells({ row }: { row: Row }) {
  const { t, i18n } = useTranslation();
  if (row.status === 'out') return <><td /><td /></>;
  const w = row.escape;
  return (
    <>
      <td className={w.outcome}>{t(`evacuation.outcome.${w.outcome}`)}{w.goal && ` → ${w.goal}`}{w.seconds !== null && <small>{lengthText(Math.round(w.metres), i18n.language, t)} · {t('age.minutes', { n: Math.ceil(w.seconds / 60) })}{w.caches.length > 0 && ` · ${t('map.selfRescuerCache')} ${w.caches.join(', ')}`}</small>}</td>
      <td className={w.minutesLeft !== null && w.minutesLeft < 5 ? 'figure warn' : 'figure'}>{w.minutesLeft === null ? '' : Math.floor(w.minutesLeft)}</td>
    </>
  );
}

/** What was said by hand: hurt stands apart, and what the tag proves wrong is struck out. */
function MarkText({ mark }: { mark: Row['mark'] }) {
  const { t } = useTranslation();
  if (!mark) return null;
  const said = `${t(`evacuation.mark.${mark.as}`)}: ${mark.source} · ${mark.by}`;
  return (
    <>
      {mark.isInjured && <b className="hurt" data-testid="hurt">{t('evacuation.mark.injured')}</b>}
      <small>{mark.isContradicted ? <><del>{said}</del> <em className="warn">{t('evacuation.markOver')}</em></> : said}</small>
    </>
  );
}

function MarkForm({ row: { kind, subject }, run, onDone }: { row: Row; run: (act: Act) => Promise<boolean>; onDone: () => void }) {
  const { t } = useTranslation();
  const [as, setAs] = useState<string>('out');
  const [source, setSource] = useState('');
  return (
    <form className="mark-form" onSubmit={e => { e.preventDefault(); void run({ kind: 'markPerson', subject, as, source, of: kind }).then(done => done && onDone()); }}>
      <select value={as} aria-label={t('evacuation.column.mark')} onChange={e => setAs(e.target.value)}>{marks.map(m => <option key={m} value={m}>{t(`evacuation.mark.${m}`)}</option>)}</select>
      <input required autoFocus data-testid="mark-source" placeholder={t('evacuation.source')} aria-label={t('evacuation.source')} value={source} onChange={e => setSource(e.target.value)} />
      <button type="submit">{t('evacuation.set')}</button>
    </form>
  );
}
