import { fold } from '../people/search';
import type { Act } from '../acts/act';

export interface RegisteredPerson {
  id: string;
  name: string;
  number: string;
  company: string;
  crew: string;
  role: string;
  photo: string;
  language: string;
  rescueTeam: boolean;
  shift: string;
}
export interface Company { id: string; name: string; contractor: boolean }
export interface Vehicle { id: string; name: string; number: string; role: string; tag: string | null }
export interface RegisteredTag { id: string; lamp: string }

/** One change of the registry; it stands until somebody took it back. */
export interface RegistryChange {
  number: number;
  time: string;
  by: string;
  what: string;
  entries: number;
  undoneBy: string | null;
  undoneAt: string | null;
}

/** The registry, as `GET /api/mines/{mine}/registry` gives it. */
export interface RegistryBoard {
  companies: Company[];
  people: RegisteredPerson[];
  vehicles: Vehicle[];
  tags: RegisteredTag[];
  changes: RegistryChange[];
}

/** What the registry keeps, in the order of the desk. */
export const kinds = ['person', 'company', 'vehicle', 'tag'] as const;
export type EntryKind = (typeof kinds)[number];
export type Entry = Record<string, string | boolean | null>;

/** What is told of an entry of each kind, in the order of the columns; the first names it for ever. */
export const fields = {
  person: ['id', 'name', 'number', 'company', 'crew', 'role', 'shift', 'language', 'rescueTeam', 'photo'],
  company: ['id', 'name', 'contractor'],
  vehicle: ['id', 'name', 'number', 'role', 'tag'],
  tag: ['id', 'lamp'],
} as const satisfies Record<EntryKind, readonly string[]>;

/** What is yes or no. */
export const flags: readonly string[] = ['rescueTeam', 'contractor'];

/** The entries of a kind. */
export function entriesOf(board: RegistryBoard, kind: EntryKind): Entry[] {
  const all = { person: board.people, company: board.companies, vehicle: board.vehicles, tag: board.tags }[kind];
  return all as unknown as Entry[];
}

/** Those in which every word of the query is found; a company also by its name. */
export function findEntries(board: RegistryBoard, kind: EntryKind, query: string): Entry[] {
  const words = fold(query).split(/\s+/).filter(w => w !== '');
  const companies = new Map(board.companies.map(c => [c.id, c.name]));
  return entriesOf(board, kind).filter(entry => {
    const text = fold([...fields[kind].map(f => entry[f]).filter(v => typeof v === 'string'), kind === 'person' ? companies.get(String(entry.company)) ?? '' : ''].join(' '));
    return words.every(w => text.includes(w));
  });
}

/** An entry without anything told of it. */
export const emptyEntry = (kind: EntryKind): Entry => Object.fromEntries(fields[kind].map(f => [f, flags.includes(f) ? false : '']));

/** The act that puts an entry. */
export function putAct(kind: EntryKind, entry: Entry): Act {
  const put = Object.fromEntries(fields[kind].map(f => [f, typeof entry[f] === 'string' ? entry[f].trim() : entry[f]]));
  if (kind === 'vehicle' && put.tag === '') put.tag = null;
  return { kind: { person: 'putPerson', company: 'putCompany', vehicle: 'putVehicle', tag: 'putTag' }[kind], [kind]: put };
}

/** The act that takes an entry out. */
export const removeAct = (kind: EntryKind, id: string): Act => (kind === 'person' ? { kind: 'removePerson', person: id } : { kind: 'removeEntry', of: kind, id });

/** The newest change that stands: the only one that can be taken back. */
export const newestStanding = (board: RegistryBoard): RegistryChange | undefined => board.changes.find(c => c.undoneBy === null);
