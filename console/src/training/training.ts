import { useEffect, useState } from 'react';
import { RequestRefused } from '../mines/api';

/** A training run, as `GET /api/training` has it. Times are ISO 8601. */
export interface TrainingRun {
  mine: string;
  scenario: string;
  seed: number;
  phase: 'preparing' | 'running' | 'scoring' | 'done' | 'failed';
  began: string | null;
  ends: string | null;
  ended: string | null;
  why: string;
}

export interface TrainingState {
  offered: boolean;
  scenarios: { name: string; about: string; minutes: number }[];
  run: TrainingRun | null;
}

export interface ScoredEvent {
  kind: string; alarm: string; subject: string; from: string;
  /** Null: the system missed it. Seconds. */
  toldAfter: number | null;
  acknowledgedBy: string; acknowledgedAfter: number | null;
}

export interface ScoredDuty {
  duty: 'acknowledge' | 'declare' | 'order' | 'askFor' | 'confirm';
  about: string; subject: string; since: string; within: number; by: string; after: number | null;
  /** Null: the run ended before the time was up. */
  met: boolean | null;
}

export interface TrainingSheet {
  run: TrainingRun;
  score: { told: number; missedBySystem: number; met: number; missedByPerson: number; events: ScoredEvent[]; duties: ScoredDuty[]; falseAlarms: Record<string, number>; unfinished: number };
}

/** Whether a mine is one of training: never listed with the real ones, and marked on every page. */
export const isTraining = (mine: string): boolean => mine.startsWith('training-');

/** A run that is not over. */
export const goesOn = (run: TrainingRun | null): boolean => run !== null && (run.phase === 'preparing' || run.phase === 'running' || run.phase === 'scoring');

/** How often the state of a run is read, milliseconds. */
const rhythm = 1000;

async function answerOf<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(`/api/training${path}`, init);
  if (answer.ok) return (await answer.json()) as T;
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string };
  throw new RequestRefused(answer.status, problem.detail ?? problem.title ?? answer.statusText);
}

export const getTraining = (): Promise<TrainingState> => answerOf('');
export const getScore = (): Promise<TrainingSheet> => answerOf('/score');
export const stopTraining = (): Promise<TrainingState> => answerOf('/stop', { method: 'POST' });
export const startTraining = (scenario: string, seed: number): Promise<TrainingState> =>
  answerOf('/start', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ scenario, seed }) });

/** What the server says of training, read once or again and again. Null until it was read. */
export function useTraining(often: boolean): TrainingState | null {
  const [state, setState] = useState<TrainingState | null>(null);
  useEffect(() => {
    let stopped = false;
    const ask = (): void => void getTraining().then(read => { if (!stopped) setState(read); }).catch(() => undefined);
    ask();
    const timer = often ? setInterval(ask, rhythm) : undefined;
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [often]);
  return state;
}
