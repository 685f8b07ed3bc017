/** How far the following of a journal was, and when: milliseconds of any steady clock. */
export interface Reached {
  at: number;
  sequence: number;
}

/** So long one has to look before the pace says anything, milliseconds. */
const look = 4000;

/** Minutes that are left at the pace since one first looked, at least 1; null while that says nothing yet. */
export function minutesLeft(first: Reached | null, now: Reached, head: number): number | null {
  if (first === null || now.at - first.at < look || now.sequence <= first.sequence || now.sequence >= head) return null;
  const pace = (now.sequence - first.sequence) / (now.at - first.at);
  return Math.max(1, Math.round((head - now.sequence) / pace / 60_000));
}
