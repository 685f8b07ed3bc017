/** Milliseconds that the clocks of a time zone are ahead of UTC at a time; 0 for a zone that this browser does not know. */
export function zoneAhead(zone: string, at: number): number {
  try {
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(at).map(p => [p.type, Number(p.value)]));
    return Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute) - Math.floor(at / 60_000) * 60_000;
  } catch {
    return 0;
  }
}

/** `2026-11-24T06:00` on the clocks of a time zone, as a field of date and time has it. */
export const wallOf = (time: number, zone: string): string => new Date(Math.floor(time / 60_000) * 60_000 + zoneAhead(zone, time)).toISOString().slice(0, 16);

/** The time at which the clocks of a zone show what a field of date and time holds; null when it holds none. */
export function timeOfWall(wall: string, zone: string): number | null {
  const shown = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) ? Date.parse(`${wall}:00Z`) : NaN;
  if (Number.isNaN(shown)) return null;
  // Twice, so that a change of the clocks between the guess and the time is seen.
  const guess = shown - zoneAhead(zone, shown);
  return shown - zoneAhead(zone, guess);
}
