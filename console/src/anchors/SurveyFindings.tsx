import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { ageText } from '../language/time';
import { findingText, shown, type Finding, type Survey } from './survey';

/** Findings that fit into the strip; the others are in the fold. */
const most = 4;

interface Props {
  survey: Survey;
  feed: MineFeed;
  onShow: (finding: Finding) => void;
}

/** What is wrong with the anchors, since when, and what to do. */
export function SurveyFindings({ survey, feed, onShow }: Props) {
  const { t, i18n } = useTranslation();
  const findings = shown(survey);
  if (findings.length === 0) return null;
  const row = (f: Finding) => (
    <li key={`${f.anchor} ${f.kind}`}>
      <button type="button" onClick={() => onShow(f)} title={t(`survey.todo.${f.kind}`)}>
        <span><b>{f.anchor}</b> {findingText(f, i18n.language, t)}</span>
        <span className="soft">{f.since !== null && `${t('survey.since', { age: ageText(feed.now() - Date.parse(f.since), t) })}. `}{t(`survey.todo.${f.kind}`)}</span>
      </button>
    </li>
  );
  return (
    <div className="findings" data-testid="findings">
      <h4>{t('survey.title')}</h4>
      <ul>{findings.slice(0, most).map(row)}</ul>
      {findings.length > most && (
        <details>
          <summary>{t('survey.further', { n: findings.length - most })}</summary>
          <ul>{findings.slice(most).map(row)}</ul>
        </details>
      )}
    </div>
  );
}
