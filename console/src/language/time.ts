/** Makes a text in the language in force; i18next's `t` has this shape. */
export type Say = (key: string, values?: Record<string, unknown>) => string;

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string, options: Intl.DateTimeFormatOptions, kind: string): Intl.DateTimeFormat {
  const key = `${kind} ${zone}`;
  let made = clocks.get(key);
  if (!made) {
    // Digits only: the same in every language of the console, so one locale serves all.
    made = new Intl.DateTimeFormat('en-GB', { timeZone: known(zone), hourCycle: 'h23', ...options });
    clocks.set(key, made);
  }
  return made;
}

/** `12:03:15` in the mine's time zone. */
export function clockText(time: number, zone: string): string {
  return clock(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }, 's').format(time);
}

/** `12:03` in the mine's time zone. */
export function minuteText(time: number, zone: string): string {
  return clock(zone, { hour: '2-digit', minute: '2-digit' }, 'm').format(time);
}

/** `23.11.2026` in the mine's time zone. */
export function dateText(time: number, zone: string): string {
  return clock(zone, { day: '2-digit', month: '2-digit', year: 'numeric' }, 'd').format(time).replaceAll('/', '.');
}

/** How long ago: `4 s`, `14 min`, `3 h 05 min`, `2 d`; negative times count as zero. */
export function ageText(milliseconds: number, say: Say): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return say('age.seconds', { n: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return say('age.minutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return say('age.hours', { n: hours, minutes: String(minutes % 60).padStart(2, '0') });
  return say('age.days', { n: Math.floor(hours / 24) });
}

/** A zone that this browser does not know is shown as UTC rather than as a wrong local time. */
function known(zone: string): string {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}
