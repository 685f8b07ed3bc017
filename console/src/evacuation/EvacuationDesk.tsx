import { useTranslation } from 'react-i18next';
import { Acts } from '../acts/Acts';
import { useBoard } from '../acts/useBoard';
import type { DeskProps } from '../desks/desks';
import { RescueLog } from '../rescue/RescueLog';
import type { EvacuationBoard, Position } from './board';
import { Declare } from './Declare';
import { MusterTable } from './MusterTable';
import { Orders } from './Orders';
import { useAct } from '../acts/useAct';
import './evacuation.css';

/** The emergency from the first word to the last person out. */
export function EvacuationDesk({ feed, onChoose }: DeskProps) {
  const { t, i18n } = useTranslation();
  const board = useBoard<EvacuationBoard>(feed, 'evacuation');
  const { failure, does: run } = useAct(feed.mine);
  if (!board) return <p className="empty">{t('mine.loading')}</p>;
  const sheet = `/api/mines/${encodeURIComponent(feed.mine)}/rescue-sheet`;
  return (
    <div className="evacuation">
      <div className="evacuation-top">
        <a href={`${sheet}.html?language=${i18n.language}`} download data-testid="sheet-html">{t('evacuation.sheet')} HTML</a>
        <a href={`${sheet}.pdf?language=${i18n.language}`} download data-testid="sheet-pdf">{t('evacuation.sheet')} PDF</a>
        <span className="soft">{board.planEdition === null ? t('evacuation.noPlan') : t('evacuation.edition', { edition: board.planEdition })}</span>
        {failure !== null && <p className="warn" role="alert">{failure}</p>}
      </div>
      <div className="evacuation-side">
        <Acts><Declare feed={feed} board={board} run={run} /></Acts>
        {board.proposed.map((p, i) => <Proposed key={p.id} position={p} open={i === 0} />)}
        <Acts>
          <Orders feed={feed} board={board} run={run} />
          <RescueLog feed={feed} run={run} />
        </Acts>
      </div>
      <MusterTable feed={feed} board={board} run={run} onChoose={onChoose} />
    </div>
  );
}

/** What the emergency plan says for a place like this. A person decides whether it fits. */
function Proposed({ position: p, open }: { position: Position; open: boolean }) {
  const { t } = useTranslation();
  return (
    <details className="proposed" open={open} data-testid="proposed">
      <summary>{t('evacuation.position')} {p.id}: {p.name}</summary>
      <ol>{p.actions.map((a, i) => <li key={i}>{a}</li>)}</ol>
      {p.routes.map((r, i) => <p key={i}><b>{r.who}</b>: {r.roadways.join(' → ')}</p>)}
      {p.call.length > 0 && <ul>{p.call.map((c, i) => <li key={i}>{c.who} <b>{c.phone}</b></li>)}</ul>}
    </details>
  );
}
