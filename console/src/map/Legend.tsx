import { useTranslation } from 'react-i18next';
import { AnchorMark } from '../anchors/AnchorMark';
import { Mark } from '../people/Mark';
import { signs } from './signs';

/** What the marks on the map mean. */
export function Legend() {
  const { t } = useTranslation();
  const line = (colour: string) => <svg width="22" height="10" aria-hidden="true"><path d="M1 5h20" stroke={colour} strokeWidth="4" /></svg>;
  return (
    <details className="legend">
      <summary>{t('map.legend')}</summary>
      <ul>
        <li><Mark state="live" vehicle={false} />{t('map.person')}, {t('state.live')}</li>
        <li><Mark state="live" vehicle={false} ambiguous />{t('map.ambiguous')}</li>
        <li><Mark state="inferred" vehicle={false} />{t('state.inferred')}</li>
        <li><Mark state="lastKnown" vehicle={false} />{t('state.lastKnown')}</li>
        <li><Mark state="live" vehicle />{t('map.vehicle')}</li>
        <li><Mark state="live" vehicle={false} sos />{t('state.sos')}</li>
        <li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7" fill="var(--person)" fillOpacity=".2" stroke="var(--person)" strokeOpacity=".5" /></svg>{t('map.halo')}</li>
        <li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2l6 6-6 6-6-6z" fill="none" stroke="var(--ink)" strokeWidth="1.5" /></svg>{t('map.alternative')}</li>
        {(['alive', 'silent', 'neverHeard'] as const).map(s => <li key={s}><AnchorMark state={s} />{t('anchor.title')}: {t(`anchor.${s}`)}</li>)}
        {(Object.keys(signs) as (keyof typeof signs)[]).map(kind => (
          <li key={kind}><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d={signs[kind]} fill="none" stroke={kind === 'sensor' ? 'var(--ink-soft)' : 'var(--safety)'} strokeWidth="1.5" /></svg>{t(`map.${kind}`)}</li>
        ))}
        <li>{line('var(--intake)')}{t('map.intakeAir')}</li>
        <li>{line('var(--return)')}{t('map.returnAir')}</li>
        <li>{line('var(--neutral)')}{t('map.neutralAir')}</li>
        <li>{line('var(--zone)')}{t('map.zone')}</li>
      </ul>
    </details>
  );
}
