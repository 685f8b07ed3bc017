import { refusalOf, whoActs } from '../acts/act';
import { historyPath } from './api';
import type { Span } from './bar';

/** The longest stretch that is saved: what the server gives of all tags in one file, milliseconds. */
export const longestSaved = 24 * 3_600_000;

/** Forms of the file: tables for spreadsheets and programs, lines and points for maps. */
export const formats = ['csv', 'geojson', 'gpx', 'parquet'] as const;
export type Format = (typeof formats)[number];

/** What is asked of the server: the fixes of a stretch, of some tags or of all, in a version of the past. */
export interface Clipping {
  span: Span;
  tags: readonly string[];
  version: string;
  format: Format;
}

/** The address of the file. Who takes it is journalled by the server before anything is handed over. */
export function exportPath(mine: string, { span, tags, version, format }: Clipping): string {
  const path = historyPath(mine, `/export.${format}`, { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString(), version, by: whoActs() });
  return path + tags.map(tag => `&tag=${encodeURIComponent(tag)}`).join('');
}

/** The name that the server gives a file; null when it gives none. */
export const nameOf = (disposition: string | null): string | null => /filename="?([^";]+)"?/.exec(disposition ?? '')?.[1] ?? null;

/** Fetches a file of the record. @throws {RequestRefused} when it is not given out */
export async function fetchClip(mine: string, what: Clipping): Promise<{ name: string; file: Blob }> {
  const answer = await fetch(exportPath(mine, what));
  if (!answer.ok) throw await refusalOf(answer, mine);
  return { name: nameOf(answer.headers.get('content-disposition')) ?? `${mine}.${what.format}`, file: await answer.blob() };
}

/** Hands a file to whoever sits at the screen. */
export function handOver(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
