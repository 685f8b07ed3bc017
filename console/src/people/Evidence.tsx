import { useTranslation } from 'react-i18next';
import { numberText } from '../language/numbers';
import { clockText } from '../language/time';
import type { TagDetail } from '../mines/api';

/** What the radios said last about the tag, newest first. */
export function Heard({ detail, zone }: { detail: TagDetail; zone: string }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3>{t('panel.anchors')}</h3>
      {detail.heard.length === 0 && <p className="soft">{t('panel.nothingHeard')}</p>}
      <table className="heard"><tbody>
        {detail.heard.map((h, i) => (
          <tr key={i}>
            <td>{clockText(Date.parse(h.time), zone)}</td>
            <td>{h.anchor ?? ''}</td>
            <td className="soft">{t(`reading.${h.kind}`, { defaultValue: h.kind })}</td>
            <td className="figure">{h.value}</td>
          </tr>
        ))}
      </tbody></table>
    </section>
  );
}

/** Why readings of this tag were not used, by reason. */
export function Refusals({ refusals }: { refusals: Record<string, number> }) {
  const { t, i18n } = useTranslation();
  const reasons = Object.entries(refusals).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
  if (reasons.length === 0) return null;
  return (
    <section>
      <h3>{t('panel.refusals')}</h3>
      <table className="heard"><tbody>
        {reasons.map(([reason, n]) => <tr key={reason}><td>{t(`refusal.${reason}`, { defaultValue: reason })}</td><td className="figure">{numberText(n, i18n.language)}</td></tr>)}
      </tbody></table>
    </section>
  );
}
