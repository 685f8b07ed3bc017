import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { priorities, type AlarmDefinition, type Priority } from './board';
import { PriorityMark } from './PriorityMark';
import { useAct } from '../acts/useAct';

/** What alarms of each kind are; a change is an act with a name. */
export function Definitions({ feed, definitions }: { feed: MineFeed; definitions: readonly AlarmDefinition[] }) {
  const { t } = useTranslation();
  const { failure, does } = useAct(feed.mine);
  const [edited, setEdited] = useState<AlarmDefinition | null>(null);
  const save = async (d: AlarmDefinition): Promise<void> => {
    if (await does({ kind: 'setAlarmDefinition', alarm: d.kind, priority: d.priority, delayOn: d.delayOn, delayOff: d.delayOff, escalateAfter: d.escalateAfter, response: d.response })) setEdited(null);
  };
  return (
    <section aria-label={t('alarms.definitions.title')} className="definitions">
      <h3>{t('alarms.definitions.title')}</h3>
      <table>
        <thead><tr><th>{t('alarms.definitions.kind')}</th><th className="number">{t('alarms.definitions.on')}</th><th className="number">{t('alarms.definitions.off')}</th><th className="number">{t('alarms.definitions.escalate')}</th></tr></thead>
        <tbody>
          {definitions.map(d => (
            <tr key={d.kind}>
              <td><button type="button" className="plain" aria-expanded={edited?.kind === d.kind} onClick={() => setEdited(edited?.kind === d.kind ? null : d)}><PriorityMark priority={d.priority} seen /> {t(`alarms.kind.${d.kind}.name`)}</button>
                <span className="soft"> {d.version === 0 ? '' : t('alarms.definitions.changed', { n: d.version, name: d.changedBy })}</span></td>
              <td className="number">{d.delayOn}</td><td className="number">{d.delayOff}</td><td className="number">{d.escalateAfter ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {edited && (
        <form className="service-form" onSubmit={e => { e.preventDefault(); void save(edited); }}>
          <b>{t(`alarms.kind.${edited.kind}.name`)}</b>
          <label>{t('alarms.definitions.priority')} <select value={edited.priority} onChange={e => setEdited({ ...edited, priority: e.target.value as Priority })}>{priorities.map(p => <option key={p} value={p}>{t(`alarms.priority.${p}`)}</option>)}</select></label>
          <label>{t('alarms.definitions.on')} <input type="number" min={0} max={3600} value={edited.delayOn} onChange={e => setEdited({ ...edited, delayOn: Number(e.target.value) })} /></label>
          <label>{t('alarms.definitions.off')} <input type="number" min={0} max={3600} value={edited.delayOff} onChange={e => setEdited({ ...edited, delayOff: Number(e.target.value) })} /></label>
          <label>{t('alarms.definitions.escalate')} <input type="number" min={10} max={3600} value={edited.escalateAfter ?? ''} onChange={e => setEdited({ ...edited, escalateAfter: e.target.value === '' ? null : Number(e.target.value) })} /></label>
          <label>{t('alarms.definitions.own')} <input value={edited.response} size={40} onChange={e => setEdited({ ...edited, response: e.target.value })} /></label>
          <button type="submit" className="primary">{t('alarms.definitions.save')}</button>
        </form>
      )}
      {failure !== null && <p className="warn" role="alert">{failure}</p>}
    </section>
  );
}
