import { zoneAhead } from '../language/zoned';

const pattern = /^\s*(?:(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?\s+|(\d{4})-(\d{1,2})-(\d{1,2})[T\s]+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*$/;

/**
 * The time that somebody typed, on the clocks of the mine: `14:05`, `14:05:30`, `24.11 14:05`, `24.11.2026 14:05`, `2026-11-24 14:05`.
 * Without a day it is the day that is shown, without a year its year. Null when it is no time.
 * @param shown the time that is shown now, milliseconds since the Unix epoch
 */
export function typedTime(text: string, shown: number, zone: string): number | null {
  const found = pattern.exec(text);
  if (!found) return null;
  const day = new Date(shown + zoneAhead(zone, shown));
  const n = (i: number): number | null => (found[i] === undefined ? null : Number(found[i]));
  const year = n(3) ?? n(4) ?? day.getUTCFullYear();
  const month = n(2) ?? n(5) ?? day.getUTCMonth() + 1;
  const date = n(1) ?? n(6) ?? day.getUTCDate();
  const [hours, minutes, seconds] = [n(7)!, n(8)!, n(9) ?? 0];
  const wall = Date.UTC(year, month - 1, date, hours, minutes, seconds);
  const isReal = hours < 24 && minutes < 60 && seconds < 60 && new Date(wall).getUTCMonth() === month - 1 && new Date(wall).getUTCDate() === date;
  if (!isReal) return null;
  // Twice, so that a change of the clocks between the guess and the time is seen.
  const guess = wall - zoneAhead(zone, wall);
  return wall - zoneAhead(zone, guess);
}
