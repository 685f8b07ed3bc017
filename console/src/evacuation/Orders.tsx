import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Act } from '../acts/act';
import type { MineFeed } from '../feed/mineFeed';
import { useBoard } from '../acts/useBoard';
import { clockText } from '../language/time';
import type { ZonesBoard } from '../zones/board';
import { acknowledged, causes, orderTexts, type EvacuationBoard } from './board';

interface Props {
  feed: MineFeed;
  board: EvacuationBoard;
  run: (act: Act) => Promise<boolean>;
}

/** What people are told, whom it has reached, and where nobody is sent. */
export function Orders({ feed, board, run }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState<string>('leave');
  const [zone, setZone] = useState('');
  const [note, setNote] = useState('');
  const zones = useBoard<ZonesBoard>(feed, 'zones')?.zones.filter(z => !z.lost) ?? [];
  return (
    <section aria-label={t('evacuation.orders')}>
      <h3>{t('evacuation.orders')}</h3>
      <form className="line" onSubmit={e => { e.preventDefault(); void run({ kind: 'giveOrder', text, to: zone === '' ? {} : { zone }, note }).then(done => done && setNote('')); }}>
        <select data-testid="order-text" aria-label={t('evacuation.orders')} value={text} onChange={e => setText(e.target.value)}>{orderTexts.map(o => <option key={o} value={o}>{t(`evacuation.orderText.${o}`)}</option>)}</select>
        <select aria-label={t('evacuation.to')} value={zone} onChange={e => setZone(e.target.value)}><option value="">{t('evacuation.toAll')}</option>{zones.map(z => <option key={z.id} value={z.id}>{z.name}</option>)}</select>
        <input maxLength={200} placeholder={t('evacuation.note')} aria-label={t('evacuation.note')} value={note} onChange={e => setNote(e.target.value)} />
        <button type="submit" className="danger" data-testid="order-give">{t('evacuation.give')}</button>
      </form>
      <ul className="orders">
        {board.orders.map(o => (
          <li key={o.number} data-testid="order" data-number={o.number} className={o.withdrawn ? 'withdrawn' : ''}>
            <b>{o.number}. {t(`evacuation.orderText.${o.text}`, { defaultValue: o.text })}</b> {o.note} <span className="soft">{clockText(Date.parse(o.given), feed.timeZone)} · {o.by}{o.to.zone !== null && ` · ${zones.find(z => z.id === o.to.zone)?.name ?? o.to.zone}`}</span>
            <span>{t('evacuation.receipts', { sent: o.receipts.filter(r => r.sent !== null).length, delivered: o.receipts.filter(acknowledged).length, read: o.receipts.filter(r => r.read !== null || r.understood !== null).length, of: o.receipts.length })}</span>
            {o.withdrawn === null && <><button type="button" onClick={() => void run({ kind: 'repeatOrder', order: o.number })}>{t('evacuation.repeat')}</button><button type="button" onClick={() => void run({ kind: 'withdrawOrder', order: o.number, why: '' })}>{t('evacuation.withdraw')}</button></>}
          </li>
        ))}
      </ul>
      <Closures feed={feed} board={board} run={run} />
    </section>
  );
}

function Closures({ feed, board, run }: Props) {
  const { t } = useTranslation();
  const [roadway, setRoadway] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [cause, setCause] = useState<string>('smoke');
  const roadways = feed.ground?.plan.roadways ?? [];
  const length = roadways.find(r => r.id === roadway)?.length ?? 0;
  return (
    <>
      <h3>{t('evacuation.closures')}</h3>
      <form className="line" onSubmit={e => { e.preventDefault(); void run({ kind: 'closeSection', roadway, from: Number(from || 0), to: to === '' ? length : Number(to), cause }); }}>
        <select required aria-label={t('evacuation.roadway')} value={roadway} onChange={e => setRoadway(e.target.value)}><option value="">{t('evacuation.roadway')}</option>{roadways.map(r => <option key={r.id} value={r.id}>{r.name}</option>)}</select>
        <input className="short" inputMode="decimal" placeholder="0" aria-label={t('evacuation.from')} value={from} onChange={e => setFrom(e.target.value)} />
        <input className="short" inputMode="decimal" placeholder={length ? String(Math.round(length)) : ''} aria-label={t('evacuation.until')} value={to} onChange={e => setTo(e.target.value)} />
        <select aria-label={t('evacuation.closures')} value={cause} onChange={e => setCause(e.target.value)}>{causes.map(c => <option key={c} value={c}>{t(`evacuation.cause.${c}`)}</option>)}</select>
        <button type="submit">{t('evacuation.close')}</button>
      </form>
      <ul className="orders">
        {board.closures.map(c => (
          <li key={`${c.sensor} ${c.roadway} ${c.from} ${c.to}`} data-testid="closure" data-sensor={c.sensor}><b>{roadways.find(r => r.id === c.roadway)?.name ?? c.roadway} {Math.round(c.from)}–{Math.round(c.to)}</b> {t(`evacuation.cause.${c.cause}`)} {c.why} {c.sensor === '' ? <span className="soft">{c.by}</span> : <b className="warn">{t('evacuation.bySensor', { sensor: c.sensor })}</b>}
            {c.sensor === '' && <button type="button" onClick={() => void run({ kind: 'openSection', roadway: c.roadway, from: c.from, to: c.to })}>{t('evacuation.open')}</button>}</li>
        ))}
      </ul>
      {[...new Set(board.closures.map(c => c.sensor).filter(s => s !== ''))].map(sensor => <OpenGassed key={sensor} sensor={sensor} run={run} />)}
    </>
  );
}

/** What gas has closed opens all at once, for a reason: whoever opens it answers for it. */
function OpenGassed({ sensor, run }: { sensor: string; run: Props['run'] }) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  return (
    <form className="line" onSubmit={e => { e.preventDefault(); void run({ kind: 'openGassed', sensor, why }); }}>
      <b>{sensor}</b><input required aria-label={t('evacuation.whyOpen')} placeholder={t('evacuation.whyOpen')} value={why} onChange={e => setWhy(e.target.value)} /><button type="submit">{t('evacuation.open')}</button>
    </form>
  );
}
