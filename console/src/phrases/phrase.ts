import { dateText, minuteText, type Say } from '../language/time';
import { words } from './words';

/** Values that are names of cases: which value of which code, and where its words are. */
const cases: Record<string, Record<number, string>> = {
  standsSince: { 0: 'phrases.account' },
  entryPut: { 0: 'phrases.entry' }, entryRemoved: { 0: 'phrases.entry' },
  saidToBe: { 1: 'presence.state' }, cameUpNoPassageOut: { 0: 'presence.source' },
  wasDefined: { 0: 'alarms.priority' }, isDefined: { 0: 'alarms.priority' },
  notWrittenFrom: { 2: 'record.cause' },
};
/** Said for a value that is not there. */
const none = '—';
/** So long a time without its date is taken for one of today, milliseconds. */
const nearby = 12 * 3_600_000;

/**
 * A detail of the core in the language in force: parts between ` · `, each a code with its values (`fewerThan;2;3;5`) or what somebody wrote, which stays.
 * Times are the mine's; those that are not of these hours have their date.
 */
export function phraseText(detail: string, say: Say, zone: string, now: number): string {
  return detail === '' ? '' : detail.split(' · ').map(part => partText(part, say, zone, now)).join(' · ');
}

function partText(part: string, say: Say, zone: string, now: number): string {
  const [code = '', ...values] = fieldsOf(part);
  if (!Object.hasOwn(words.en, code) || code === 'entry' || code === 'account') return part;
  const said = values.map((value, i) => valueText(value, cases[code]?.[i], say, zone, now));
  return say(`phrases.${code}`, { ...said });
}

/** One value of a phrase; `of` is where the words of its case are. */
export function valueText(value: string, of: string | undefined, say: Say, zone: string, now: number): string {
  if (value === '') return none;
  if (of !== undefined) return say(`${of}.${value}`, { defaultValue: value });
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) return value;
  return Math.abs(now - time) < nearby ? minuteText(time, zone) : `${dateText(time, zone)} ${minuteText(time, zone)}`;
}

/** The code and the values: parted by `;`, a backslash takes what follows as it is. */
export function fieldsOf(part: string): string[] {
  const fields = [''];
  for (let i = 0; i < part.length; i++) {
    const letter = part[i]!;
    if (letter === ';') fields.push('');
    else fields[fields.length - 1] += letter === '\\' ? part[++i] ?? '' : letter;
  }
  return fields;
}
