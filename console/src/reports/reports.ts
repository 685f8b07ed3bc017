import { refusalOf } from '../acts/act';
import { take } from '../acts/take';
import { timeOfWall, wallOf } from '../language/zoned';

/** What can be asked for, as `GET /api/mines/{mine}/reports` has it. */
export interface Choice {
  reports: { name: string; title: string }[];
  shifts: { shift: string; start: string; end: string }[];
  companies: { id: string; name: string; contractor: boolean }[];
  crews: string[];
  people: { id: string; name: string; number: string }[];
  /** Made by themselves, newest first. */
  files: { name: string; bytes: number; made: string }[];
}

export type ColumnKind = 'text' | 'time' | 'duration' | 'number' | 'share';
export type Value = string | number | null;

/** One table: words for people, values for programs. */
export interface Table {
  name: string;
  title: string;
  columns: { name: string; title: string; kind: ColumnKind; width: number }[];
  rows: Value[][];
  totals?: Value[];
}

export interface Report {
  name: string; title: string; mineName: string; timeZone: string; from: string; to: string; shift: string; made: string; stateAt: string; only: string; planVersion: number;
  record: { sequence: number; hash: string; share: number; checkpoint: string | null; chain: { first: number; last: number; of: number; whole: boolean; brokenAt: number | null } | null; missing: { from: string; to: string }[] };
  notes: { code: string; text: string }[];
  tables: Table[];
}

/** Of which time: a shift, the last day, week or month by the clocks of the mine, or one's own. */
export type Span = { kind: 'this' | 'last' | 'today' | 'yesterday' | 'week' | 'month' } | { kind: 'shift'; shift: string } | { kind: 'own'; from: string; to: string };

/** What is asked for. */
export interface Wish { name: string; span: Span; company: string; crew: string; person: string }

const day = 86_400_000;

/** The parameters by which a report is asked for; null while one's own time is not whole. */
export function query(wish: Wish, zone: string, now: number): URLSearchParams | null {
  const asked = new URLSearchParams();
  const { span } = wish;
  if (span.kind === 'this' || span.kind === 'last') asked.set('shift', span.kind);
  else if (span.kind === 'shift') asked.set('shift', span.shift);
  else {
    const times = span.kind === 'own' ? [timeOfWall(span.from, zone), timeOfWall(span.to, zone)] as const : daysOf(span.kind, zone, now);
    if (times[0] === null || times[1] === null || times[1] <= times[0]) return null;
    asked.set('from', new Date(times[0]).toISOString());
    asked.set('to', new Date(times[1]).toISOString());
  }
  if (wish.company !== '') asked.set('company', wish.company);
  if (wish.crew !== '') asked.set('crew', wish.crew);
  if (wish.person !== '') asked.set('person', wish.person);
  return asked;
}

// Whole days of the mine; the one that runs up to now.
function daysOf(kind: 'today' | 'yesterday' | 'week' | 'month', zone: string, now: number): readonly [number | null, number | null] {
  const midnight = (time: number): number | null => timeOfWall(`${wallOf(time, zone).slice(0, 10)}T00:00`, zone);
  const today = midnight(now);
  if (today === null) return [null, null];
  if (kind === 'today') return [today, now];
  if (kind === 'yesterday') return [midnight(today - day / 2), today];
  return [midnight(today - (kind === 'week' ? 7 : 30) * day + day / 2), now];
}

/** The person meant by what was typed: a personnel number, a name with its number as offered, or a name that only one has; null when that is nobody or several. */
export function personOf(people: Choice['people'], typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  const fits = people.filter(p => p.number === text || personText(p) === text || p.name === text);
  return fits.length === 1 ? fits[0]!.id : null;
}

/** How a person is offered. */
export const personText = (person: Choice['people'][number]): string => person.number === '' ? person.name : `${person.name}, ${person.number}`;

/** What can be asked for. @throws {RequestRefused} when the server refuses. */
export const readChoice = (mine: string, language: string): Promise<Choice> => read(`/api/mines/${encodeURIComponent(mine)}/reports?language=${language}`, mine) as Promise<Choice>;

/** A report to look at. */
export const readReport = (mine: string, name: string, asked: URLSearchParams, language: string): Promise<Report> =>
  read(`/api/mines/${encodeURIComponent(mine)}/reports/${name}.json?${asked}&language=${language}`, mine) as Promise<Report>;

async function read(address: string, mine: string): Promise<unknown> {
  const answer = await fetch(address);
  if (!answer.ok) throw await refusalOf(answer, mine);
  return answer.json();
}

/** Takes a report as a file; the server journals who took it. */
export const takeFile = (mine: string, name: string, form: string, asked: URLSearchParams, language: string): Promise<void> =>
  take(mine, `reports/${name}.${form}?${asked}&language=${language}`, `${name}.${form}`);

/** Takes a report that was made by itself. */
export const takeKept = (mine: string, file: string): Promise<void> => take(mine, `reports/files/${encodeURIComponent(file)}?`, file);
