import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../acts/useAct';
import { dateText, minuteText } from '../language/time';
import { phraseText } from '../phrases/phrase';
import { newestStanding, type RegistryBoard } from './board';

/** How many are shown until more are asked for. */
const few = 12;

/** The history of the registry: who changed what and when; the newest change that stands can be taken back and stays in the list. */
export function ChangeList({ board, mine, zone }: { board: RegistryBoard; mine: string; zone: string }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { failure, does } = useAct(mine);
  const newest = newestStanding(board);
  const when = (time: string): string => `${dateText(Date.parse(time), zone)} ${minuteText(Date.parse(time), zone)}`;
  return (
    <section className="changes">
      <h3>{t('registry.changes')}</h3>
      {board.changes.length === 0 && <p className="empty">{t('registry.noChanges')}</p>}
      <table className="registry-list">
        <tbody>
          {board.changes.slice(0, all ? board.changes.length : few).map(c => (
            <tr key={c.number} className={c.undoneBy === null ? '' : 'undone'} data-testid="registry-change" data-number={c.number}>
              <td>{c.number}</td>
              <td>{when(c.time)}</td>
              <td className="what">{phraseText(c.what, t, zone, Date.parse(c.time))}</td>
              <td>{c.by}</td>
              <td>{c.undoneBy !== null ? t('registry.undone', { by: c.undoneBy, time: when(c.undoneAt!) })
                : c === newest && <button type="button" data-testid="registry-undo" onClick={() => void does({ kind: 'undoRegistry', change: c.number })}>{t('registry.undo')}</button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && board.changes.length > few && <button type="button" onClick={() => setAll(true)}>{t('registry.older', { n: board.changes.length - few })}</button>}
      {failure !== null && <p className="warn" role="alert">{failure}</p>}
    </section>
  );
}
