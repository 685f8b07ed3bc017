import { useTranslation } from 'react-i18next';
import { clockText, dateText } from '../language/time';
import type { TrainingSheet } from './training';

/** The sheet of a run that is over: what was told and how late, what was done by whom and how late, what was missed. Made to be printed. */
export function TrainingScore({ sheet, timeZone }: { sheet: TrainingSheet; timeZone: string }) {
  const { t } = useTranslation();
  const { run, score } = sheet;
  const at = (time: string): string => clockText(Date.parse(time), timeZone);
  const seconds = (value: number | null): string => (value === null ? '–' : t('age.seconds', { n: value.toFixed(value < 10 ? 1 : 0) }));
  const about = (duty: string, word: string): string => (word === '' ? '' : t([`${duty === 'acknowledge' ? `alarms.kind.${word}.name` : `training.kinds.${word}`}`, word]));
  const wrong = Object.entries(score.falseAlarms);
  return (
    <section className="training-sheet" aria-label={t('training.sheet')} data-testid="training-score" data-told={score.told} data-missed={score.missedBySystem} data-met={score.met} data-unmet={score.missedByPerson}>
      <header>
        <h3>{t('training.sheet')}: {t(`training.scenarios.${run.scenario}`)}</h3>
        <button type="button" onClick={() => print()}>{t('training.print')}</button>
        {run.began && run.ended && <p className="soft">{dateText(Date.parse(run.began), timeZone)} {at(run.began)}–{at(run.ended)} · {t('training.seed')} {run.seed} · {run.mine}</p>}
      </header>
      <dl className="training-totals">
        <div><dt>{t('training.told')}</dt><dd>{score.told}</dd></div>
        <div className={score.missedBySystem > 0 ? 'missed' : ''}><dt>{t('training.missedBySystem')}</dt><dd>{score.missedBySystem}</dd></div>
        <div><dt>{t('training.met')}</dt><dd>{score.met}</dd></div>
        <div className={score.missedByPerson > 0 ? 'missed' : ''}><dt>{t('training.missedByPerson')}</dt><dd>{score.missedByPerson}</dd></div>
      </dl>
      <h3>{t('training.duties')}</h3>
      {score.duties.length === 0 ? <p className="soft">{t('training.noDuties')}</p> : (
        <table>
          <thead><tr><th>{t('training.time')}</th><th>{t('training.duty')}</th><th>{t('training.whom')}</th><th>{t('training.within')}</th><th>{t('training.after')}</th><th>{t('training.by')}</th><th /></tr></thead>
          <tbody>{score.duties.map((d, i) => (
            <tr key={i} className={d.met === false ? 'missed' : ''} data-testid="training-duty" data-duty={d.duty} data-met={String(d.met)}>
              <td className="number">{at(d.since)}</td><td>{t(`training.duty_.${d.duty}`)} {about(d.duty, d.about)}</td><td>{d.subject}</td>
              <td className="number">{seconds(d.within)}</td><td className="number">{seconds(d.after)}</td><td>{d.by}</td>
              <td>{t(`training.result.${d.met === null ? 'open' : d.met ? 'met' : d.after === null ? 'undone' : 'late'}`)}</td>
            </tr>
          ))}</tbody>
        </table>
      )}
      <h3>{t('training.events')}</h3>
      {score.events.length === 0 ? <p className="soft">{t('training.noEvents')}</p> : (
        <table>
          <thead><tr><th>{t('training.time')}</th><th>{t('training.event')}</th><th>{t('training.whom')}</th><th>{t('training.toldAfter')}</th><th>{t('training.acknowledgedAfter')}</th><th>{t('training.by')}</th></tr></thead>
          <tbody>{score.events.map((e, i) => (
            <tr key={i} className={e.toldAfter === null ? 'missed' : ''} data-testid="training-event">
              <td className="number">{at(e.from)}</td><td>{t(`alarms.kind.${e.alarm}.name`)}</td><td>{e.subject}</td>
              <td className="number">{e.toldAfter === null ? t('training.notTold') : seconds(e.toldAfter)}</td><td className="number">{seconds(e.acknowledgedAfter)}</td><td>{e.acknowledgedBy}</td>
            </tr>
          ))}</tbody>
        </table>
      )}
      {score.unfinished > 0 && <p className="soft">{t('training.unfinished', { n: score.unfinished })}</p>}
      {wrong.length > 0 && <p>{t('training.false')}: {wrong.map(([kind, n]) => `${t(`alarms.kind.${kind.charAt(0).toLowerCase()}${kind.slice(1)}.name`)} ${n}`).join(', ')}</p>}
    </section>
  );
}
