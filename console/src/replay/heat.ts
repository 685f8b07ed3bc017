import type { HeatCell } from './api';

/** Person-time by stretches of roadway, with the bounds of the classes that it is drawn in. */
export interface Heat {
  from: number;
  to: number;
  /** Length of a stretch, metres. */
  cell: number;
  cells: HeatCell[];
  /** Upper bounds of all classes but the last, seconds. */
  classes: number[];
}

/** Round times, seconds. */
const round = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800, 86_400, 172_800, 604_800];
const quantiles = [0.2, 0.4, 0.6, 0.8, 0.95];

/** Bounds that part the cells into about equal shares, at round times; each larger than the one before. */
export function classesOf(cells: readonly HeatCell[]): number[] {
  const seconds = cells.map(c => c.seconds).sort((a, b) => a - b);
  const bounds = quantiles.map(q => {
    const value = seconds[Math.min(seconds.length - 1, Math.floor(q * seconds.length))] ?? 0;
    return round.find(r => r >= value) ?? round.at(-1)!;
  });
  return [...new Set(bounds)];
}

export const classOf = (seconds: number, classes: readonly number[]): number => {
  const at = classes.findIndex(bound => seconds <= bound);
  return at < 0 ? classes.length : at;
};
