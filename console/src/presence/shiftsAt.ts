import type { ShiftRow } from './board';

/** The shift that ends at the nearest change, and the one that begins there. */
export function changeAt(shifts: readonly ShiftRow[], now: number): { ends: ShiftRow | undefined; begins: ShiftRow | undefined } {
  const away = (time: string): number => Math.abs(Date.parse(time) - now);
  const nearest = (of: readonly ShiftRow[], time: (s: ShiftRow) => string): ShiftRow | undefined => of.reduce<ShiftRow | undefined>((best, s) => (best === undefined || away(time(s)) < away(time(best)) ? s : best), undefined);
  const ends = nearest(shifts.filter(s => Date.parse(s.start) <= now), s => s.end);
  const begins = nearest(shifts.filter(s => s !== ends && (ends === undefined || Date.parse(s.start) > Date.parse(ends.start))), s => s.start);
  return { ends, begins };
}
