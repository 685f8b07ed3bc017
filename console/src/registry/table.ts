import { RequestRefused } from '../mines/api';
import { whoActs } from '../acts/act';

/** What is wrong with one cell of a table. */
export interface RowFault {
  row: number;
  column: string;
  rule: string;
  found: string;
  expected: string;
}

/** What a table would do, or why it would do nothing. */
export type Checked = { kind: 'fits'; new: number; changed: number; same: number } | { kind: 'faults'; faults: RowFault[] };

const types: Record<string, string> = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

/** The ending of a file that can be read; null for any other. */
export function endingOf(name: string): string | null {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(types, ending) ? ending : null;
}

/** Looks what a table would do; nothing of it is taken. @throws {RequestRefused} when it was not looked at. */
export async function checkTable(mine: string, file: File): Promise<Checked> {
  const answer = await send(mine, file, 'check=true');
  if (answer.ok) return { kind: 'fits', ...((await answer.json()) as { new: number; changed: number; same: number }) };
  return { kind: 'faults', faults: await faultsOf(answer) };
}

/** Takes a table: all of it, or nothing. @returns How many entries it names. @throws {RequestRefused} when nothing was taken. */
export async function takeTable(mine: string, file: File): Promise<number> {
  const answer = await send(mine, file, `by=${encodeURIComponent(whoActs())}`);
  if (!answer.ok) await faultsOf(answer);
  return ((await answer.json()) as { entries: number }).entries;
}

function send(mine: string, file: File, query: string): Promise<Response> {
  const ending = endingOf(file.name)!;
  return fetch(`/api/mines/${encodeURIComponent(mine)}/registry.${ending}?${query}`, { method: 'POST', headers: { 'content-type': types[ending]! }, body: file });
}

async function faultsOf(answer: Response): Promise<RowFault[]> {
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string; faults?: RowFault[] };
  if (problem.faults === undefined || problem.faults.length === 0) throw new RequestRefused(answer.status, problem.detail ?? problem.title ?? answer.statusText);
  return problem.faults;
}
