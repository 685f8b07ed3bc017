import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Act } from '../acts/act';
import { useBoard } from '../acts/useBoard';
import type { MineFeed } from '../feed/mineFeed';
import { clockText } from '../language/time';
import type { RescueBoard, Statement, TeamRow } from './board';

const claims = ['foundAlive', 'foundDead', 'seen', 'heard', 'other'] as const;

interface Props {
  feed: MineFeed;
  run: (act: Act) => Promise<boolean>;
}

/** The teams underground, what was said by whom, and what is known of each level. */
export function RescueLog({ feed, run }: Props) {
  const { t } = useTranslation();
  const board = useBoard<RescueBoard>(feed, 'rescue');
  if (!board) return null;
  return (
    <>
      <section aria-label={t('rescue.teams')}>
        <h3>{t('rescue.teams')}</h3>
        <NewTeam run={run} />
        <ul className="orders">{board.teams.map(r => <Team key={r.team.id} row={r} run={run} />)}</ul>
      </section>
      <section aria-label={t('rescue.statements')}>
        <h3>{t('rescue.statements')}</h3>
        <NewStatement run={run} />
        <ul className="orders" data-testid="statements">{board.statements.map(s => <Said key={s.number} said={s} zone={feed.timeZone} run={run} />)}</ul>
      </section>
      <section aria-label={t('rescue.information')}>
        <h3>{t('rescue.information')}</h3>
        <table className="information"><tbody>{board.levels.map(l => (
          <tr key={l.level}><th scope="row">{l.level || t('level.none')}</th>{(['live', 'stale', 'radiosDead', 'neverCovered'] as const).map(s => <td key={s} className={l[s] > 0 ? s : 'soft'}>{t(`rescue.state.${s}`)} {(l[s] / 1000).toFixed(1)}</td>)}</tr>
        ))}</tbody></table>
      </section>
    </>
  );
}

function NewTeam({ run }: { run: Props['run'] }) {
  const { t } = useTranslation();
  const [team, setTeam] = useState('');
  const [members, setMembers] = useState('');
  const [air, setAir] = useState('240');
  return (
    <form className="line" onSubmit={e => { e.preventDefault(); void run({ kind: 'putTeam', team, name: team, members: members.split(/[\s,;]+/).filter(m => m), airMinutes: Number(air) }).then(done => { if (done) { setTeam(''); setMembers(''); } }); }}>
      <input required placeholder={t('rescue.team')} value={team} onChange={e => setTeam(e.target.value)} />
      <input required placeholder={t('rescue.members')} value={members} onChange={e => setMembers(e.target.value)} />
      <input className="short" inputMode="numeric" aria-label={t('rescue.air')} value={air} onChange={e => setAir(e.target.value)} />
      <button type="submit">{t('rescue.goesIn')}</button>
    </form>
  );
}

function Team({ row: { team, minutesLeft }, run }: { row: TeamRow; run: Props['run'] }) {
  const { t } = useTranslation();
  return (
    <li>
      <b>{team.name || team.id}</b> <span className={minutesLeft < 30 ? 'warn' : ''}>{t('rescue.left', { minutes: Math.floor(minutesLeft) })}</span> <span className="soft">{team.members.join(', ')}</span>
      {team.recalled === null ? <button type="button" onClick={() => void run({ kind: 'recallTeam', team: team.id, why: '' })}>{t('rescue.recall')}</button>
        : team.acknowledged === null ? <><em className="warn">{t('rescue.notAcknowledged')}</em><button type="button" onClick={() => void run({ kind: 'acknowledgeRecall', team: team.id, source: t('rescue.byVoice') })}>{t('rescue.acknowledged')}</button></>
          : <span>{t('rescue.acknowledged')}: {team.acknowledgedBy}</span>}
      <button type="button" onClick={() => void run({ kind: 'removeTeam', team: team.id })}>{t('rescue.back')}</button>
    </li>
  );
}

function NewStatement({ run }: { run: Props['run'] }) {
  const { t } = useTranslation();
  const [about, setAbout] = useState('');
  const [claim, setClaim] = useState<string>('seen');
  const [text, setText] = useState('');
  const [source, setSource] = useState('');
  return (
    <form className="line" onSubmit={e => { e.preventDefault(); void run({ kind: 'addStatement', about, claim, text, source }).then(done => { if (done) { setAbout(''); setText(''); setSource(''); } }); }}>
      <input required placeholder={t('rescue.about')} value={about} onChange={e => setAbout(e.target.value)} />
      <select aria-label={t('rescue.statements')} value={claim} onChange={e => setClaim(e.target.value)}>{claims.map(c => <option key={c} value={c}>{t(`rescue.claim.${c}`)}</option>)}</select>
      <input placeholder={t('rescue.text')} value={text} onChange={e => setText(e.target.value)} />
      <input required placeholder={t('evacuation.source')} value={source} onChange={e => setSource(e.target.value)} />
      <button type="submit">{t('rescue.write')}</button>
    </form>
  );
}

function Said({ said, zone, run }: { said: Statement; zone: string; run: Props['run'] }) {
  const { t } = useTranslation();
  const [source, setSource] = useState('');
  const state = said.withdrawnWhy !== null ? 'withdrawn' : said.isConfirmed ? 'confirmed' : 'unconfirmed';
  return (
    <li className={state}>
      <span className="soft">{clockText(Date.parse(said.at), zone)}</span> <b>{said.about}</b>: {t(`rescue.claim.${said.claim}`)} {said.text} <span className="soft">{said.source} · {said.by}</span>
      <b className={state === 'unconfirmed' ? 'warn' : ''}>{t(`rescue.${state}`)} {said.confirmations.length}/{said.needed}</b>
      {state === 'unconfirmed' && (
        <form className="line" onSubmit={e => { e.preventDefault(); void run({ kind: 'confirmStatement', statement: said.number, source }); }}>
          <input required placeholder={t('evacuation.source')} value={source} onChange={e => setSource(e.target.value)} /><button type="submit">{t('rescue.confirm')}</button>
        </form>
      )}
    </li>
  );
}
