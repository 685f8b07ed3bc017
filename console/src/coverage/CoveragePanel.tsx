import { useTranslation } from 'react-i18next';
import { lengthText, numberText, percentText } from '../language/numbers';
import type { View } from '../map/view';
import type { Plan } from '../plan/plan';
import { sumFor, widthOf, type Suggestion } from './coverage';
import type { Asked } from './useCoverage';
import './coverage.css';

interface Props {
  asked: Asked;
  plan: Plan;
  view: View;
  onShow: (suggestion: Suggestion) => void;
}

/** What the colours of the layer mean, how much roadway there is of each, and where one more anchor would help. */
export function CoveragePanel({ asked, plan, view, onShow }: Props) {
  const { t, i18n } = useTranslation();
  if (asked.kind === 'off') return null;
  if (asked.kind !== 'ready') {
    return <section className="coverage" role="status">{asked.kind === 'loading' ? t('coverage.loading') : t('coverage.failed')}</section>;
  }
  const { coverage } = asked;
  const sum = sumFor(coverage, view.kind === 'level' ? view.level : null);
  const metres = (m: number): string => lengthText(m, i18n.language, t);
  const kilometres = (n: number): string => t('unit.kilometres', { n: numberText(n, i18n.language, 1) });
  const most = Math.max(...coverage.classes);
  const share = Math.max(0.001, ...sum.kilometres);
  return (
    <section className="coverage" aria-label={t('coverage.title')} data-testid="coverage">
      <h3>{t('coverage.title')}</h3>
      <table>
        <tbody>
          {sum.kilometres.map((km, i) => (
            <tr key={i}>
              <td><svg width="26" height="12" aria-hidden="true"><path d="M0 6h26" stroke={`var(--cover-${i})`} strokeWidth={widthOf(i)} /></svg></td>
              <td>{i < coverage.classes.length ? t('coverage.within', { metres: metres(coverage.classes[i]!) }) : t('coverage.over', { metres: metres(most) })}</td>
              <td className="length">{kilometres(km)}</td>
              <td className="bar"><span style={{ width: `${(60 * km) / share}px` }} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">{t('coverage.heard', { share: percentText(sum.live, i18n.language) })}</p>
      {sum.twoSided >= 0.05 && <p className="soft">{t('coverage.twoSided', { length: kilometres(sum.twoSided) })}</p>}
      <details>
        <summary><svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="M8 3l5 10H3z" fill="none" stroke="var(--selected)" strokeWidth="1.6" /></svg>{t('coverage.suggestions')}</summary>
        {coverage.suggestions.length === 0 ? <p className="soft">{t('coverage.none')}</p> : (
          <ol>
            {coverage.suggestions.map(s => (
              <li key={`${s.roadway} ${s.offset}`}>
                <button type="button" onClick={() => onShow(s)}>
                  <span>{plan.roadwayById.get(s.roadway)?.name ?? s.roadway}, {metres(s.offset)}</span>
                  <span className="soft">{t('coverage.gain', { length: metres(s.metres), target: metres(coverage.target) })}</span>
                </button>
              </li>
            ))}
          </ol>
        )}
      </details>
    </section>
  );
}
