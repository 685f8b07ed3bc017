import { expect, test } from 'vitest';
import { goesOn, isTraining, type TrainingRun } from './training';

const run: TrainingRun = { mine: 'training-20261124-081500', scenario: 'fire', seed: 1, phase: 'running', began: null, ends: null, ended: null, why: '' };

test('a mine of training is told from the demonstration and from real ones by its id alone', () => {
  expect(isTraining(run.mine)).toBe(true);
  for (const other of ['demo', 'severnaya', 'training', 'my-training-1']) expect(isTraining(other)).toBe(false);
});

test('a run goes on until it is scored or has failed', () => {
  expect(goesOn(null)).toBe(false);
  for (const phase of ['preparing', 'running', 'scoring'] as const) expect(goesOn({ ...run, phase })).toBe(true);
  for (const phase of ['done', 'failed'] as const) expect(goesOn({ ...run, phase })).toBe(false);
});
