import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Act } from '../acts/act';
import type { MineFeed } from '../feed/mineFeed';
import { clockText } from '../language/time';
import { kinds, placeOf, type EmergencyKind, type EvacuationBoard } from './board';

interface Props {
  feed: MineFeed;
  board: EvacuationBoard;
  run: (act: Act) => Promise<boolean>;
}

/** The emergency: declared in two steps, the second by typing a word, so that no slip of a hand declares one; and its end. */
export function Declare({ feed, board, run }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const word = t('evacuation.word');
  const { prepared, emergency } = board;
  if (emergency && emergency.ended === null) return <Lasting feed={feed} board={board} run={run} />;
  if (!prepared) return <Prepare feed={feed} board={board} run={run} />;
  return (
    <form className="declare prepared" data-testid="emergency-prepared" onSubmit={e => { e.preventDefault(); if (typed.trim().toUpperCase() === word) void run({ kind: 'confirmEmergency' }).then(done => done && setTyped('')); }}>
      <h2>{t('evacuation.step2')}</h2>
      <p><b>{t(`evacuation.kind.${prepared.kind}`)}</b> · {prepared.place.where} · {prepared.why} · {prepared.by}</p>
      <label>{t('evacuation.typeWord', { word })}<input autoFocus autoComplete="off" data-testid="emergency-word" value={typed} onChange={e => setTyped(e.target.value)} /></label>
      <button type="submit" className="danger" data-testid="emergency-confirm" disabled={typed.trim().toUpperCase() !== word}>{t('evacuation.confirm')}</button>
      <button type="button" onClick={() => void run({ kind: 'cancelEmergency' })}>{t('evacuation.cancel')}</button>
    </form>
  );
}

function Prepare({ feed, board, run }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<EmergencyKind>('fire');
  const [where, setWhere] = useState('');
  const [roadway, setRoadway] = useState('');
  const [offset, setOffset] = useState('');
  const [why, setWhy] = useState('');
  const past = board.emergency;
  return (
    <form className="declare" data-testid="emergency-prepare" onSubmit={e => { e.preventDefault(); void run({ kind: 'prepareEmergency', emergency: kind, place: placeOf(where, roadway, offset), why }); }}>
      <h2>{t('evacuation.step1')}</h2>
      {past?.ended && <p className="soft">{t('evacuation.last', { kind: t(`evacuation.kind.${past.kind}`), where: past.place.where, time: clockText(Date.parse(past.t0), feed.timeZone), why: past.endedWhy })}</p>}
      <label>{t('evacuation.what')}<select data-testid="emergency-kind" value={kind} onChange={e => setKind(e.target.value as EmergencyKind)}>{kinds.map(k => <option key={k} value={k}>{t(`evacuation.kind.${k}`)}</option>)}</select></label>
      <label>{t('evacuation.where')}<input required data-testid="emergency-where" value={where} onChange={e => setWhere(e.target.value)} /></label>
      <label>{t('evacuation.roadway')}<select value={roadway} data-testid="emergency-roadway" onChange={e => setRoadway(e.target.value)}><option value="">—</option>{feed.ground?.plan.roadways.map(r => <option key={r.id} value={r.id}>{r.name}</option>)}</select></label>
      <label>{t('evacuation.metres')}<input inputMode="decimal" value={offset} onChange={e => setOffset(e.target.value)} /></label>
      <label>{t('evacuation.why')}<input required data-testid="emergency-why" value={why} onChange={e => setWhy(e.target.value)} /></label>
      <button type="submit" className="danger" data-testid="emergency-next">{t('evacuation.next')}</button>
    </form>
  );
}

function Lasting({ feed, board, run }: Props) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  const e = board.emergency!;
  return (
    <form className="declare lasting" data-testid="emergency" data-number={e.number} onSubmit={s => { s.preventDefault(); void run({ kind: 'endEmergency', why }); }}>
      <h2>{t(`evacuation.kind.${e.kind}`)} · {e.place.where}</h2>
      <p>T0 <b>{clockText(Date.parse(e.t0), feed.timeZone)}</b> · {e.why} · {t('evacuation.declaredBy', { first: e.preparedBy, second: e.confirmedBy })} · {t('evacuation.rescuer', { minutes: Math.floor(board.selfRescuerMinutes) })}</p>
      <details><summary>{t('evacuation.end')}</summary>
        <label>{t('evacuation.endWhy')}<input required value={why} onChange={s => setWhy(s.target.value)} /></label>
        <button type="submit">{t('evacuation.end')}</button>
      </details>
    </form>
  );
}
