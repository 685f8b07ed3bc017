import { fold } from '../people/search';
import { states, type PresenceRow } from './board';

/** What the list is narrowed to; "" is everything. */
export interface Choice {
  query: string;
  company: string;
  crew: string;
  shift: string;
  /** A state, `notOut` for all who are in the mine, or `disagreements`. */
  show: string;
}

export const everything: Choice = { query: '', company: '', crew: '', shift: '', show: '' };

/** In the mine as far as anybody knows. */
export const isIn = (row: PresenceRow): boolean => row.state === 'unaccounted' || row.state === 'goingDown' || row.state === 'underground';

/** The rows that pass, in the order of the board: what does not fit together comes first. */
export function chooseRows(rows: readonly PresenceRow[], { query, company, crew, shift, show }: Choice): PresenceRow[] {
  const parts = fold(query).split(/\s+/).filter(p => p !== '');
  return rows.filter(r =>
    (company === '' || r.company === company) && (crew === '' || r.crew === crew) && (shift === '' || r.shift === shift)
    && (show === '' || r.state === show || (show === 'notOut' && isIn(r)) || (show === 'disagreements' && r.disagreements.length > 0))
    && (parts.length === 0 || matches(r, parts)));
}

/** The values of a column that occur, in order. */
export function valuesOf(rows: readonly PresenceRow[], pick: (row: PresenceRow) => string): string[] {
  return [...new Set(rows.map(pick).filter(v => v !== ''))].sort(new Intl.Collator(['ru', 'kk', 'en'], { numeric: true }).compare);
}

/** How many of a list stand where: sums over the very rows that are shown. */
export function countOf(rows: readonly PresenceRow[]): Record<(typeof states)[number], number> {
  const counts = { unaccounted: 0, goingDown: 0, underground: 0, onSurface: 0, out: 0 };
  for (const row of rows) counts[row.state]++;
  return counts;
}

function matches(row: PresenceRow, parts: string[]): boolean {
  const words = fold([row.name, row.number, row.id, row.crew, row.company, row.role, row.place?.roadway, row.place?.level, ...row.tags].join(' '));
  return parts.every(p => words.includes(p));
}
