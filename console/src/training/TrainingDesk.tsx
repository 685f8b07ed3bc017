import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ageText } from '../language/time';
import { getScore, goesOn, startTraining, stopTraining, useTraining, type TrainingSheet } from './training';
import { TrainingScore } from './TrainingScore';
import './training.css';

interface Props {
  /** The mine that is shown now; null for none. */
  mine: string | null;
  timeZone: string;
  /** Goes to a mine and its map. */
  onMine: (mine: string) => void;
}

/** Starts a training run, leads to its mine, stops it, and shows what came of it. */
export function TrainingDesk({ mine, timeZone, onMine }: Props) {
  const { t } = useTranslation();
  const state = useTraining(true);
  const [scenario, setScenario] = useState('');
  const [seed, setSeed] = useState('1');
  const [failure, setFailure] = useState<string | null>(null);
  const [sheet, setSheet] = useState<TrainingSheet | null>(null);
  const run = state?.run ?? null;
  const done = run?.phase === 'done' ? run.mine : null;
  useEffect(() => {
    setSheet(null);
    if (done !== null) getScore().then(setSheet).catch(error => setFailure(String(error)));
  }, [done]);
  const does = (what: Promise<unknown>): void => void what.then(() => setFailure(null)).catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));

  if (!state) return <p className="empty">{t('training.reading')}</p>;
  if (!state.offered) return <p className="empty">{t('training.notOffered')}</p>;
  const chosen = state.scenarios.find(s => s.name === scenario) ?? state.scenarios[0];
  const left = run?.ends ? Math.max(0, Date.parse(run.ends) - Date.now()) : null;
  return (
    <div className="training-desk">
      <section className="training-run" aria-label={t('training.title')}>
        <h3>{t('training.title')}</h3>
        {!goesOn(run) && chosen && (
          <form onSubmit={e => { e.preventDefault(); does(startTraining(chosen.name, Number(seed))); }}>
            <label>{t('training.scenario')} <select data-testid="training-scenario" value={chosen.name} onChange={e => setScenario(e.target.value)}>
              {state.scenarios.map(s => <option key={s.name} value={s.name}>{t(`training.scenarios.${s.name}`)} · {t('age.minutes', { n: s.minutes })}</option>)}
            </select></label>
            <label>{t('training.seed')} <input value={seed} inputMode="numeric" pattern="[0-9]{1,9}" required size={6} onChange={e => setSeed(e.target.value)} /></label>
            <button type="submit" className="primary" data-testid="training-start">{t('training.start')}</button>
          </form>
        )}
        {run && (
          <p role="status" data-testid="training-phase" data-phase={run.phase}>
            <strong>{t(`training.scenarios.${run.scenario}`)}</strong> · {t('training.seed')} {run.seed} · {t(`training.phase.${run.phase}`)}
            {run.phase === 'running' && left !== null && <> · {t('training.left', { age: ageText(left, t) })}</>} {run.why !== '' && <span className="warn">{run.why}</span>}
          </p>
        )}
        {run && goesOn(run) && (
          <p className="training-acts">
            {run.phase !== 'preparing' && mine !== run.mine && <button type="button" data-testid="training-go" onClick={() => onMine(run.mine)}>{t('training.go')}</button>}
            {run.phase !== 'scoring' && <button type="button" data-testid="training-stop" onClick={() => does(stopTraining())}>{t('training.stop')}</button>}
          </p>
        )}
        {failure !== null && <p className="warn" role="alert">{failure}</p>}
        <p className="soft">{t('training.times')}</p>
        <p className="soft">{t('training.apart')}</p>
      </section>
      {sheet && <TrainingScore sheet={sheet} timeZone={timeZone} />}
    </div>
  );
}
