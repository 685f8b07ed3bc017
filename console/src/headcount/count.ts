import type { LevelCount } from '../feed/wire';
import type { Say } from '../language/time';

/** Sums over the levels. */
export interface Total {
  inferred: number;
  lastKnown: number;
  /** People heard while their place is unknown: in none of the levels. */
  unplaced: number;
  /** People heard live whose place is one of several. */
  ambiguous: number;
}

export function totalOf(levels: readonly LevelCount[], ambiguous: number, unplaced: number): Total {
  const sum = (pick: (l: LevelCount) => number): number => levels.reduce((s, l) => s + pick(l), 0);
  return { inferred: sum(l => l.inferred), lastKnown: sum(l => l.lastKnown), unplaced, ambiguous };
}

/** What is not sure about a headcount, in words; never empty, because silence would read as certainty. */
export function doubtText({ inferred, lastKnown, unplaced, ambiguous }: Total, say: Say): string {
  const parts = [
    inferred > 0 ? say('headcount.inferred', { count: inferred }) : '',
    lastKnown > 0 ? say('headcount.lastKnown', { count: lastKnown }) : '',
    ambiguous > 0 ? say('headcount.ambiguous', { count: ambiguous }) : '',
    unplaced > 0 ? say('headcount.unplaced', { count: unplaced }) : '',
  ].filter(p => p !== '');
  return parts.length === 0 ? say('headcount.sure') : say('headcount.unsure', { parts: parts.join(', ') });
}
