import type { Point } from '../plan/plan';

/** Part of a roadway whose expected radius is of one class; `radius95` is null where no anchor is heard on any way to it. */
export interface CoverageStretch {
  roadway: string;
  from: number;
  to: number;
  radius95: number | null;
  live: number;
}

export interface CoverageSum {
  level: string | null;
  kilometres: number[];
  live: number;
  /** Kilometres where a tag that is switched on may as well be on the other side of the only anchor. */
  twoSided: number;
}

/** A place for one more anchor, given those before it in the list. */
export interface Suggestion {
  x: number;
  y: number;
  z: number;
  roadway: string;
  offset: number;
  level: string;
  metres: number;
  live: number;
}

/** What the server predicts for the plan in force. */
export interface Coverage {
  planVersion: number;
  rate: number;
  target: number;
  /** The largest radius of each class but the last, metres. */
  classes: number[];
  mine: CoverageSum;
  levels: CoverageSum[];
  stretches: CoverageStretch[];
  suggestions: Suggestion[];
  with: CoverageSum;
}

/** Colours and widths there are, one for each class that the server has. */
export const classCount = 6;

/** The class of a radius, from 0, the best. */
export function classOf(radius: number | null, classes: readonly number[]): number {
  const found = radius === null ? -1 : classes.findIndex(most => radius <= most);
  return Math.min(found < 0 ? classes.length : found, classCount - 1);
}

/** Pixels: what is worse is wider, so that the classes are told apart without colours as well. */
export const widthOf = (index: number): number => 2.5 + 1.3 * index;

/** The sum that belongs to what the map shows. */
export function sumFor(coverage: Coverage, level: string | null): CoverageSum {
  return level === null ? coverage.mine : coverage.levels.find(l => l.level === level) ?? coverage.mine;
}

export const placeOf = (s: Suggestion): Point => [s.x, s.y, s.z];
