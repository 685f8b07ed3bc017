import { expect, test } from 'vitest';
import { madeClip } from './madeClip';
import { csvOf, digestOf, geoJsonOf, piecesOf, rowsOf } from './save';

const start = Date.UTC(2026, 10, 30, 8);
const clip = madeClip({
  from: new Date(start).toISOString(), to: new Date(start + 60_000).toISOString(), every: 1, plan: 2, events: [],
  tags: ['A', 'B'].map((tag, i) => ({ tag, carrier: null, t: [0, 1, 2], x: [1.234, 2, 3], y: [i, i, i], z: [0, 0, 0], r: [2, 2, 2], s: [0, 1, 2], a: [0, 0, 0] })),
});
const rows = (from = start, to = start + 60_000, tags: ReadonlySet<string> | null = null) => rowsOf(clip, { from, to }, tags, tag => (tag === 'A' ? 'Ким, "Лена"' : '=1+1'));

test('a stretch is asked for in pieces that leave nothing out and overlap nowhere', () => {
  const pieces = piecesOf({ from: start, to: start + 1_500_000 });
  expect(pieces.map(p => p.to - p.from)).toEqual([600_000, 600_000, 300_000]);
  expect(pieces[1]!.from).toBe(pieces[0]!.to);
});

test('only the fixes within the stretch are saved, of all or of those who are followed', () => {
  expect(rows().length).toBe(6);
  expect(rows(start + 1000, start + 2000).map(r => r.state)).toEqual(['inferred', 'inferred']);
  expect(rows(start, start + 60_000, new Set(['B'])).every(r => r.tag === 'B')).toBe(true);
});

test('CSV keeps commas and quotes in their cell, and starts no formula', () => {
  const [header, first, , , other] = csvOf(rows());
  expect(header).toBe('\ufefftime,tag,name,x,y,z,radius95,state\n');
  expect(first).toBe('2026-11-30T08:00:00.000Z,A,"Ким, ""Лена""",1.23,0,0,2,live\n');
  expect(other).toContain(",'=1+1,");
});

test('GeoJSON is read by any reader: a point for each fix', () => {
  const read = JSON.parse(geoJsonOf(rows()).join('')) as { features: { geometry: { coordinates: number[] }; properties: { state: string } }[] };
  expect(read.features.length).toBe(6);
  expect(read.features[0]!.geometry.coordinates).toEqual([1.23, 0, 0]);
  expect(JSON.parse(geoJsonOf([]).join(''))).toEqual({ type: 'FeatureCollection', features: [] });
});

test('the digest is the one that any tool works out', async () =>
  expect(await digestOf(new Blob(['abc']))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'));
