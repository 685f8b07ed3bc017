import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { act } from '../acts/act';
import { useBoard } from '../acts/useBoard';
import type { DeskProps } from '../desks/desks';
import { clockText, dateText } from '../language/time';
import { pointAt } from '../plan/plan';
import { listZones, type ListedZone, type ZonesBoard } from './board';
import { DraftBar } from './DraftBar';
import { addStretch, cornerAt, pick, stretchBetween, type Picked } from './drawing';
import { PlanSketch } from './PlanSketch';
import { ZoneEditor, type Edited } from './ZoneEditor';
import { ZonePanel } from './ZonePanel';
import './zones.css';

/** The desk of zones: what is ruled where, who is inside, and the way of a rule from draft over trial to live. */
export function ZonesDesk({ feed, onChoose }: DeskProps) {
  const { t } = useTranslation();
  const board = useBoard<ZonesBoard>(feed, 'zones');
  const [chosen, setChosen] = useState<string | null>(null);
  const [edited, setEdited] = useState<Edited | null>(null);
  const [begun, setBegun] = useState<Picked | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [level, setLevel] = useState<string | null>(null);
  const plan = feed.ground?.plan;
  if (!plan || !board) return <p className="empty" role="status">{t('zones.reading')}</p>;
  const shown = level ?? plan.levels[0]?.name ?? '—';
  const zones = listZones(board);
  const zone = zones.find(z => z.id === chosen) ?? null;

  const onAct = async (kind: string, what: Record<string, unknown> = {}): Promise<boolean> => {
    setFailure(null);
    try {
      await act(feed.mine, { kind, ...what });
      return true;
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  const choose = (id: string | null): void => {
    setChosen(id);
    const first = zones.find(z => z.id === id)?.live?.sections[0];
    const of = first && plan.roadwayById.get(first.roadway)?.level;
    if (of && !edited) setLevel(of);
  };
  const edit = (of: ListedZone | null): void => {
    setBegun(null);
    setEdited(of ? editedOf(of) : { id: '', name: '', isNew: true, by: 'sections', shape: { sections: [], outline: [], levels: [] }, rules: [] });
  };
  const save = async (): Promise<void> => {
    if (!edited) return;
    const { shape, rules } = edited;
    const done = shape ? await onAct('putZone', { id: edited.id.trim(), name: edited.name.trim(), shape, rules }) : await onAct('putRules', { zone: edited.id, rules });
    if (!done) return;
    setChosen(edited.id.trim());
    setEdited(null);
    setBegun(null);
  };
  const point = (x: number, y: number): void => {
    if (!edited?.shape) return;
    const put = (part: Partial<typeof edited.shape>): void => setEdited({ ...edited, shape: { ...edited.shape!, ...part } });
    if (edited.by === 'outline') put({ outline: [...edited.shape.outline, cornerAt(x, y)] });
    if (edited.by !== 'sections') return;
    const found = pick(plan, shown, x, y);
    const next = begun && found ? stretchBetween(begun, found) : null;
    if (next) put({ sections: addStretch(edited.shape.sections, next) });
    setBegun(next ? null : found);
  };
  const beginning = begun && pointAt(begun.roadway, begun.offset);
  return (
    <div className="zones-desk">
      <header><h1>{t('zones.title')}</h1><button type="button" data-testid="zone-draw" disabled={edited !== null} onClick={() => edit(null)}>{t('zones.draw')}</button></header>
      <DraftBar feed={feed} board={board} onAct={onAct} />
      {failure !== null && <p className="warn" role="alert" data-testid="zones-failure">{t('acts.failed', { detail: failure })}</p>}
      <nav className="zone-list" aria-label={t('zones.title')}>
        {zones.length === 0 && <p className="empty">{t('zones.none')}</p>}
        {zones.map(z => (
          <button key={z.id} type="button" data-testid="zone-row" data-zone={z.id} data-change={z.change} aria-current={z.id === chosen} disabled={edited !== null} onClick={() => choose(z.id)}>
            <b>{z.name}</b>
            <span>{z.live ? t('zones.people', { people: z.live.people, vehicles: z.live.vehicles }) : ''}{board.breaches.some(b => b.zone === z.id) && <em> ▲</em>}</span>
            <small>{z.live?.lost ? t('zones.lost') : t(z.live?.drawn === false ? 'zones.ofPlan' : 'zones.drawn')}{z.change !== 'same' && <i> · {t(`zones.change.${z.change}`)}</i>}</small>
          </button>
        ))}
        {board.versions.length > 0 && (
          <details>
            <summary>{t('zones.versions')}</summary>
            {board.versions.map(v => (
              <p key={v.version}>v{v.version}{v.at && ` · ${t('zones.by', { by: v.by, time: `${dateText(Date.parse(v.at), feed.timeZone)} ${clockText(Date.parse(v.at), feed.timeZone)}` })}`} {v.why} <button type="button" onClick={() => void onAct('draftVersion', { version: v.version })}>{t('zones.back')}</button></p>
            ))}
          </details>
        )}
      </nav>
      <div className="zone-map">
        <label className="level-choice">{t('zones.level')} <select data-testid="sketch-level" value={shown} onChange={e => { setLevel(e.target.value); setBegun(null); }}>{plan.levels.map(l => <option key={l.name}>{l.name}</option>)}</select></label>
        <PlanSketch
          feed={feed} plan={plan} level={shown} zones={board.zones} chosen={chosen} drawn={edited?.shape ?? null} begun={beginning ? [beginning[0], beginning[1]] : null}
          onZone={choose} onPoint={point} />
      </div>
      <aside className="zone-detail">
        {edited
          ? <ZoneEditor plan={plan} zone={feed.timeZone} now={feed.now()} edited={edited} onChange={setEdited} onSave={() => void save()} onCancel={() => { setEdited(null); setBegun(null); }} />
          : zone && <ZonePanel key={zone.id} feed={feed} board={board} zone={zone} onAct={onAct} onEdit={() => edit(zone)} onClose={() => setChosen(null)} onChoose={onChoose} />}
      </aside>
    </div>
  );
}

function editedOf(zone: ListedZone): Edited {
  const shape = zone.draft ? zone.draft.shape : zone.live?.shape ?? null;
  return {
    id: zone.id, name: zone.name, isNew: false, rules: zone.draft?.rules ?? zone.live?.rules ?? [],
    by: shape === null || shape.sections.length > 0 ? 'sections' : shape.outline.length > 0 ? 'outline' : 'levels',
    shape: shape && { sections: shape.sections.map(({ roadway, from, to }) => ({ roadway, from, to })), outline: shape.outline.map(({ x, y, z }) => ({ x, y, z })), levels: shape.levels },
  };
}
