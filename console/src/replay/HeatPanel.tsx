import { useTranslation } from 'react-i18next';
import { ageText, dateText, minuteText } from '../language/time';
import type { HeatAsked } from './useHeat';

/** What the colours and widths of the heat map mean. */
export function HeatPanel({ asked, zone }: { asked: HeatAsked; zone: string }) {
  const { t } = useTranslation();
  if (asked.kind === 'off') return null;
  const when = (time: number): string => `${dateText(time, zone).slice(0, 5)} ${minuteText(time, zone)}`;
  return (
    <aside className="heat-panel" data-testid="heat" data-state={asked.kind} aria-label={t('replay.heatTitle')}>
      <h3>{t('replay.heatTitle')}</h3>
      {asked.kind === 'loading' && <p className="soft" role="status">{t('replay.reading')}</p>}
      {asked.kind === 'failed' && <p className="warn" role="alert">{t('replay.failed', { detail: asked.why })}</p>}
      {asked.kind === 'ready' && (
        <>
          <p className="soft">{t('replay.heatOf', { from: when(asked.heat.from), to: when(asked.heat.to) })}</p>
          {asked.heat.cells.length === 0 ? <p>{t('replay.heatNone')}</p> : (
            <ul>
              {[...asked.heat.classes, null].map((bound, i) => (
                <li key={i}><span className="heat-line" style={{ background: `var(--cover-${i})`, height: 3 + 2 * i }} />{bound === null ? t('replay.heatOver', { time: ageText(1000 * asked.heat.classes.at(-1)!, t) }) : t('replay.heatUpTo', { time: ageText(1000 * bound, t) })}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </aside>
  );
}
