import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../plan/plan';
import type { ZoneRule, ZoneShape } from './board';
import { addStretch, isDrawn } from './drawing';
import { RuleForms } from './RuleForms';

/** By what a zone is drawn. */
export type DrawnBy = 'sections' | 'outline' | 'levels';

/** A zone on its way into the draft. Without a shape it is the plan's, of which only the rules are edited. */
export interface Edited {
  id: string;
  name: string;
  isNew: boolean;
  by: DrawnBy;
  shape: ZoneShape | null;
  rules: ZoneRule[];
}

interface Props {
  plan: Plan;
  zone: string;
  now: number;
  edited: Edited;
  onChange: (edited: Edited) => void;
  onSave: () => void;
  onCancel: () => void;
}

/** Where a zone lies and what its rules are. All that the map takes by clicks can be typed here. */
export function ZoneEditor({ plan, zone, now, edited, onChange, onSave, onCancel }: Props) {
  const { t } = useTranslation();
  const { shape } = edited;
  const put = (part: Partial<ZoneShape>): void => { if (shape) onChange({ ...edited, shape: { ...shape, ...part } }); };
  const ready = edited.id.trim() !== '' && edited.name.trim() !== '' && (!shape || isDrawn(shape));
  return (
    <form className="zone-editor" data-testid="zone-editor" onSubmit={e => { e.preventDefault(); if (ready) onSave(); }}>
      <label>{t('zones.name')}<input autoFocus data-testid="zone-name" value={edited.name} maxLength={256} disabled={!shape} onChange={e => onChange({ ...edited, name: e.target.value })} /></label>
      <label>{t('zones.id')}<input data-testid="zone-id" value={edited.id} maxLength={128} placeholder={t('zones.idHint')} disabled={!edited.isNew} onChange={e => onChange({ ...edited, id: e.target.value })} /></label>
      {shape && (
        <fieldset>
          <legend>{t('zones.shape')}</legend>
          <div className="drawn-by" role="radiogroup" aria-label={t('zones.shape')}>
            {(['sections', 'outline', 'levels'] as const).map(by => (
              <label key={by}><input type="radio" name="drawn-by" checked={edited.by === by} onChange={() => onChange({ ...edited, by, shape: { sections: [], outline: [], levels: [] } })} /> {t(`zones.${by}`)}</label>
            ))}
          </div>
          {edited.by === 'sections' && <Sections plan={plan} shape={shape} put={put} />}
          {edited.by === 'outline' && <p className="soft">{t('zones.hintOutline')} {t('zones.corners', { n: shape.outline.length })} <button type="button" onClick={() => put({ outline: [] })}>{t('zones.clearCorners')}</button></p>}
          {edited.by !== 'sections' && <Levels plan={plan} shape={shape} put={put} />}
        </fieldset>
      )}
      <RuleForms rules={edited.rules} zone={zone} now={now} onChange={rules => onChange({ ...edited, rules })} />
      <p className="editor-buttons">
        <button type="submit" className="main-act" data-testid="zone-save" disabled={!ready}>{t('zones.save')}</button>
        <button type="button" onClick={onCancel}>{t('zones.cancel')}</button>
      </p>
    </form>
  );
}

interface PartProps { plan: Plan; shape: ZoneShape; put: (part: Partial<ZoneShape>) => void }

function Sections({ plan, shape, put }: PartProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ roadway: '', from: '', to: '' });
  const roadway = plan.roadways.find(r => r.id === typed.roadway || r.name === typed.roadway);
  const [from, to] = [Number(typed.from), typed.to === '' ? roadway?.length ?? 0 : Number(typed.to)];
  const valid = roadway !== undefined && from >= 0 && to > from && to <= roadway.length + 0.5;
  const add = (): void => {
    if (!roadway || !valid) return;
    put({ sections: addStretch(shape.sections, { roadway: roadway.id, from, to: Math.floor(Math.min(to, roadway.length) * 100) / 100 }) });
    setTyped({ roadway: '', from: '', to: '' });
  };
  return (
    <>
      <p className="soft">{t('zones.hintSections')}</p>
      <ul className="stretches">
        {shape.sections.map(s => (
          <li key={`${s.roadway}/${s.from}`} data-testid="stretch">
            {plan.roadwayById.get(s.roadway)?.name ?? s.roadway} {s.from}–{s.to}
            <button type="button" className="rule-remove" aria-label={t('zones.remove')} onClick={() => put({ sections: shape.sections.filter(o => o !== s) })}>×</button>
          </li>
        ))}
      </ul>
      <div className="stretch-line" role="group" aria-label={t('zones.addSection')} onKeyDown={e => { if (e.key === 'Enter') { e.preventDefault(); add(); } }}>
        <input aria-label={t('zones.roadway')} placeholder={t('zones.roadway')} list="roadways" data-testid="stretch-roadway" value={typed.roadway} onChange={e => setTyped({ ...typed, roadway: e.target.value })} />
        <datalist id="roadways">{plan.roadways.map(r => <option key={r.id} value={r.id}>{r.name}</option>)}</datalist>
        <input aria-label={t('zones.from')} placeholder={t('zones.from')} type="number" min={0} step="any" data-testid="stretch-from" value={typed.from} onChange={e => setTyped({ ...typed, from: e.target.value })} />
        <input aria-label={t('zones.to')} placeholder={roadway ? `${t('zones.to')} (${Math.floor(roadway.length)})` : t('zones.to')} type="number" min={0} step="any" data-testid="stretch-to" value={typed.to} onChange={e => setTyped({ ...typed, to: e.target.value })} />
        <button type="button" data-testid="stretch-add" disabled={!valid} onClick={add}>{t('zones.add')}</button>
      </div>
    </>
  );
}

function Levels({ plan, shape, put }: PartProps) {
  const { t } = useTranslation();
  const names = plan.levels.map(l => l.name);
  return (
    <div className="level-ticks" role="group" aria-label={t('zones.level')}>
      {names.map(name => (
        <label key={name}><input type="checkbox" checked={shape.levels.includes(name)} onChange={e => put({ levels: e.target.checked ? [...shape.levels, name] : shape.levels.filter(l => l !== name) })} /> {name}</label>
      ))}
    </div>
  );
}
