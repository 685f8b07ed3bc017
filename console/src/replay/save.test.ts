import { beforeEach, expect, test, vi } from 'vitest';
import { exportPath, nameOf } from './save';

const span = { from: Date.UTC(2026, 10, 30, 8), to: Date.UTC(2026, 10, 30, 9) };

beforeEach(() => vi.stubGlobal('localStorage', { getItem: () => 'Ким & Ко' }));

test('the file is of the stretch, of the version that is shown, and names who takes it', () => {
  const asked = new URL(exportPath('north 1', { span, tags: [], version: 'live', format: 'csv' }), 'http://mine');
  expect(asked.pathname).toBe('/api/mines/north%201/history/export.csv');
  expect(Object.fromEntries(asked.searchParams)).toEqual({ from: '2026-11-30T08:00:00.000Z', to: '2026-11-30T09:00:00.000Z', version: 'live', by: 'Ким & Ко' });
});

test('of those who are followed alone when somebody is', () => {
  const asked = new URL(exportPath('m', { span, tags: ['L-1', 'L&2'], version: 'hindsight', format: 'geojson' }), 'http://mine');
  expect(asked.searchParams.getAll('tag')).toEqual(['L-1', 'L&2']);
});

test('the server names the file', () => {
  expect(nameOf('attachment; filename=m-20261130T080000Z.csv; filename*=UTF-8\'\'m.csv')).toBe('m-20261130T080000Z.csv');
  expect(nameOf('attachment; filename="a b.csv"')).toBe('a b.csv');
  expect(nameOf(null)).toBe(null);
});
