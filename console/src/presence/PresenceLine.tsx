import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { act } from '../acts/act';
import { Acts } from '../acts/Acts';
import type { MineFeed } from '../feed/mineFeed';
import { lengthText } from '../language/numbers';
import { ageText, clockText, minuteText } from '../language/time';
import { phraseText } from '../phrases/phrase';
import { states, type PresenceRow, type PresenceState } from './board';

/** Shapes that tell the states apart where colour cannot. */
const shapes: Record<PresenceState, string> = { unaccounted: '?', goingDown: '↓', underground: '●', onSurface: '○', out: '✓' };
/** Sources shown in a line; all of them are in the journal. */
const shown = 4;

interface Props {
  row: PresenceRow;
  feed: MineFeed;
  now: number;
  nameOf: (person: string) => string;
  onChoose: (tag: string) => void;
}

/** One person: where they stand, on what that rests, and what does not fit together. */
export function PresenceLine({ row, feed, now, nameOf, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const [editing, setEditing] = useState(false);
  const zone = feed.timeZone;
  const since = Date.parse(row.since);
  const { place, leave } = row;
  const roadway = place?.roadway == null ? null : feed.ground?.plan.roadwayById.get(place.roadway)?.name ?? place.roadway;
  const first = row.tags[0];
  const name = row.name !== '' ? row.name : t('presence.unknown', { id: row.id });
  return (
    <>
      <tr className={`${row.state} ${row.disagreements.length > 0 ? 'wrong' : ''}`} data-testid="presence-row" data-id={row.id} data-state={row.state}>
        <th scope="row">
          <button type="button" className="plain-name" disabled={first === undefined || !feed.tracks.knows(first)} onClick={() => onChoose(first!)}>{name}</button>
          <div className="soft">{[row.number, ...row.tags, row.company, row.role].filter(x => x !== '').join(' · ')}{row.rescueTeam && ` · ${t('presence.rescuer')}`}</div>
        </th>
        <td>{row.crew}<div className="soft">{row.shift}</div></td>
        <td className="state">
          <span className="shape" aria-hidden="true">{shapes[row.state]}</span><b>{t(`presence.state.${row.state}`)}</b>
          <div className="soft">{row.because === null ? '' : t('presence.since', { time: minuteText(since, zone), age: ageText(now - since, t) })}</div>
          <Acts><button type="button" className="no-print small" aria-expanded={editing} onClick={() => setEditing(e => !e)}>{t('presence.enter')}</button></Acts>
        </td>
        <td>
          {place ? <>{[roadway, place.offset === null ? '' : lengthText(place.offset, i18n.language, t), place.level].filter(x => x !== null && x !== '').join(', ')}
            <div className={place.state === 'live' ? 'soft' : 'warn'}>{t(`state.${place.state}`)} · {t('presence.placeAge', { age: ageText(now - Date.parse(place.heard), t), radius: lengthText(place.radius95, i18n.language, t) })}</div></>
            : <span className="soft">{t('presence.noPlace')}</span>}
          {leave && <div className="soft">{t('presence.leaveUntil', { time: minuteText(Date.parse(leave.until), zone) })}{leave.escort !== '' && ` · ${t('presence.escort', { name: nameOf(leave.escort) })}`}{leave.route.length > 0 && ` · ${t('presence.route', { route: leave.route.join(' → ') })}`}</div>}
        </td>
        <td>
          {row.disagreements.map(d => <p key={d.kind} className="disagreement"><b>{t(`presence.disagreement.${d.kind}`, { defaultValue: d.kind })}</b> <span className="soft">{minuteText(Date.parse(d.since), zone)} · {phraseText(d.detail, t, zone, now)}</span></p>)}
          <ul className="sources">{row.sources.slice(0, shown).map(s => <li key={`${s.source}/${s.time}`}><time>{clockText(Date.parse(s.time), zone)}</time> {t(`presence.source.${s.source}`, { defaultValue: s.source })} <span className="soft">{s.detail}</span></li>)}</ul>
        </td>
      </tr>
      {editing && <tr className="no-print"><td colSpan={5}><ByHand row={row} mine={feed.mine} onDone={() => setEditing(false)} /></td></tr>}
    </>
  );
}

/** What a person at this desk knows of another, with its source. */
function ByHand({ row, mine, onDone }: { row: PresenceRow; mine: string; onDone: () => void }) {
  const { t } = useTranslation();
  const [state, setState] = useState<PresenceState>('out');
  const [why, setWhy] = useState('');
  const [failed, setFailed] = useState('');
  const send = async (): Promise<void> => {
    try {
      await act(mine, { kind: 'setPresence', person: row.kind === 'tag' ? '' : row.id, tag: row.kind === 'tag' ? row.id : null, state, why });
      onDone();
    } catch (error) {
      setFailed(t('acts.failed', { detail: error instanceof Error ? error.message : String(error) }));
    }
  };
  return (
    <form className="by-hand" onSubmit={e => { e.preventDefault(); void send(); }} onKeyDown={e => { if (e.key === 'Escape') { e.stopPropagation(); onDone(); } }}>
      <select autoFocus value={state} aria-label={t('presence.enter')} onChange={e => setState(e.target.value as PresenceState)}>{states.map(s => <option key={s} value={s}>{t(`presence.state.${s}`)}</option>)}</select>
      <input value={why} required maxLength={256} placeholder={t('presence.why')} aria-label={t('presence.why')} onChange={e => setWhy(e.target.value)} />
      <button type="submit" disabled={why.trim() === ''}>{t('presence.save')}</button>
      {failed !== '' && <span className="warn" role="alert">{failed}</span>}
    </form>
  );
}
