import { useTranslation } from 'react-i18next';
import { lengthText } from '../language/numbers';
import { lost, walkers, type Overlaid } from './overlays';
import type { Row } from './board';

const outcomes = ['outOfReach', 'refugeOnly', 'reachesFreshAir', 'inFreshAir'] as const;

/** What the overlays show, in figures and with their signs. */
export function OverlayPanel({ shown, evacuation, rescue, selected }: Overlaid) {
  const { t, i18n } = useTranslation();
  if (shown.size === 0) return null;
  const line = (colour: string, width: number, opacity = 1) => <svg width="26" height="14" aria-hidden="true"><path d="M1 7h24" stroke={`var(${colour})`} strokeWidth={width} strokeOpacity={opacity} /></svg>;
  const rows = evacuation ? walkers(evacuation, selected) : [];
  const missing = rescue ? lost(rescue, selected) : [];
  const wide = missing.filter(m => m.reach !== null && m.reach.sections === null);
  const counted = (r: readonly Row[]) => outcomes.map(o => [o, r.filter(row => row.escape.outcome === o).length] as const).filter(([, n]) => n > 0);
  return (
    <aside className="overlay-panel" data-testid="overlays" aria-label={t('evacuation.overlays')}>
      {shown.has('routes') && evacuation && (
        <p data-testid="overlay-routes" data-count={rows.length}>{line('--safety', 4)}<b>{t('evacuation.overlay.routes')}</b> {rows.length === 1 && rows[0]!.tag === selected ? rows[0]!.name || selected : counted(rows).map(([o, n]) => `${t(`evacuation.outcome.${o}`)} ${n}`).join(' · ')}</p>
      )}
      {shown.has('closures') && evacuation && (
        <p data-testid="overlay-closures" data-count={evacuation.closures.length}>
          <svg width="26" height="14" aria-hidden="true"><path d="M1 7h24" stroke="var(--sos)" strokeWidth="5" /><path d="M10 4l6 6M16 4l-6 6" stroke="var(--ink)" strokeWidth="1.6" /></svg>
          <b>{t('evacuation.closures')}</b> {evacuation.closures.length} {[...new Set(evacuation.closures.map(c => c.sensor).filter(s => s !== ''))].map(sensor => t('evacuation.bySensor', { sensor })).join(', ')}
        </p>
      )}
      {shown.has('closures') && evacuation?.closures.some(c => c.cause === 'gas' || c.cause === 'smoke') && <p>{line('--stale', 5)}{t('evacuation.cause.gas')}, {t('evacuation.cause.smoke')}</p>}
      {shown.has('reach') && rescue && (
        <p data-testid="overlay-reach" data-count={missing.length}>{line('--person', 12, 0.3)}<b>{t('evacuation.overlay.reach')}</b> {missing.length}
          {wide.length > 0 && <span className="warn"> {t('evacuation.anywhere', { n: wide.length, metres: lengthText(Math.max(...wide.map(m => m.reach!.metres)), i18n.language, t) })}</span>}
        </p>
      )}
      {shown.has('teams') && rescue && (
        <p data-testid="overlay-teams" data-count={rescue.teams.length}><svg width="26" height="14" aria-hidden="true"><path d="M8 2h10v10H8z" fill="none" stroke="var(--selected)" strokeWidth="1.6" /></svg><b>{t('rescue.teams')}</b> {rescue.teams.map(r => `${r.team.name || r.team.id} ${t('rescue.left', { minutes: Math.floor(r.minutesLeft) })}`).join(' · ') || '0'}</p>
      )}
    </aside>
  );
}
