import type { Span } from './bar';
import type { Clip } from './clip';

/** One recorded place of one tag. */
export interface Row {
  time: number;
  tag: string;
  name: string;
  x: number;
  y: number;
  z: number;
  radius95: number;
  state: string;
}

/** What the server gives in one answer at one fix a second, milliseconds. */
const piece = 600_000;
/** The longest stretch that is saved, milliseconds: more would not fit into the memory of a browser. */
export const longestSaved = 8 * 3_600_000;
const states = ['live', 'inferred', 'lastKnown'];

export type Format = 'csv' | 'geojson';

/** The stretch in pieces that the server answers. */
export function piecesOf({ from, to }: Span): Span[] {
  const pieces: Span[] = [];
  for (let begin = from; begin < to; begin += piece) pieces.push({ from: begin, to: Math.min(to, begin + piece) });
  return pieces;
}

/** The fixes of a clip within a stretch, of all tags or of some. */
export function rowsOf(clip: Clip, { from, to }: Span, tags: ReadonlySet<string> | null, nameOf: (tag: string) => string): Row[] {
  const rows: Row[] = [];
  clip.tags.forEach(({ tag }, i) => {
    if (tags && !tags.has(tag)) return;
    for (let k = clip.starts[i]!; k < clip.starts[i + 1]!; k++) {
      const time = clip.times[k]!;
      if (time < from || time >= to) continue;
      rows.push({ time, tag, name: nameOf(tag), x: clip.xs[k]!, y: clip.ys[k]!, z: clip.zs[k]!, radius95: clip.radii[k]!, state: states[clip.states[k]!]! });
    }
  });
  return rows;
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
// A cell that a spreadsheet would take for a formula is made plain text.
const plain = (text: string): string => quoted(/^[=+\-@\t]/.test(text) ? `'${text}` : text);
const metres = (n: number): string => String(Math.round(n * 100) / 100);

/** Comma-separated values with a header, in UTF-8 with the mark that spreadsheets need. */
export function csvOf(rows: readonly Row[]): string[] {
  return ['\ufefftime,tag,name,x,y,z,radius95,state\n', ...rows.map(r => `${new Date(r.time).toISOString()},${plain(r.tag)},${plain(r.name)},${metres(r.x)},${metres(r.y)},${metres(r.z)},${metres(r.radius95)},${r.state}\n`)];
}

/** GeoJSON in metres of the mine's grid, as the plan: one point for each fix, so that nothing is drawn across a gap. */
export function geoJsonOf(rows: readonly Row[]): string[] {
  const lines = rows.map(r => JSON.stringify({
    type: 'Feature', geometry: { type: 'Point', coordinates: [r.x, r.y, r.z].map(n => Math.round(n * 100) / 100) },
    properties: { time: new Date(r.time).toISOString(), tag: r.tag, name: r.name, radius95: Math.round(r.radius95 * 100) / 100, state: r.state },
  }));
  return ['{"type":"FeatureCollection","features":[\n', ...lines.map((line, i) => (i + 1 < lines.length ? `${line},\n` : `${line}\n`)), ']}\n'];
}

/** Hexadecimal SHA-256 of a file, by which it is known again; empty where the browser gives none (a page without TLS from another machine). */
export async function digestOf(file: Blob): Promise<string> {
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
  if (!subtle) return '';
  return [...new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()))].map(b => b.toString(16).padStart(2, '0')).join('');
}

/** Hands a file to whoever sits at the screen. */
export function handOver(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
