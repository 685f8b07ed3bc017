import { expect, test } from 'vitest';
import type { PresenceRow } from './board';
import { chooseRows, countOf, everything, isIn, valuesOf } from './choose';

const row = (id: string, state: PresenceRow['state'], more: Partial<PresenceRow> = {}): PresenceRow => ({
  kind: 'person', id, name: `Name ${id}`, number: '', company: '', crew: 'A', role: '', rescueTeam: false, state, since: '', because: null, seen: null, tags: [], place: null, shift: '', leave: null, sources: [], disagreements: [], ...more,
});
const rows = [row('1', 'unaccounted'), row('2', 'underground', { crew: 'B', tags: ['T-9'] }), row('3', 'goingDown'), row('4', 'onSurface'), row('5', 'out', { disagreements: [{ kind: 'plannedNotDown', since: '', detail: '' }] })];

test('every row is in exactly one of the figures, whatever the list is narrowed to', () => {
  for (const choice of [everything, { ...everything, crew: 'A' }, { ...everything, show: 'notOut' }]) {
    const shown = chooseRows(rows, choice);
    expect(Object.values(countOf(shown)).reduce((a, b) => a + b)).toBe(shown.length);
  }
});

test('who is not out is going down, underground or unaccounted', () => {
  expect(chooseRows(rows, { ...everything, show: 'notOut' }).map(r => r.id)).toEqual(['1', '2', '3']);
  expect(rows.filter(isIn)).toHaveLength(3);
});

test('the list is searched by name, crew and tag, and narrowed to what does not fit', () => {
  expect(chooseRows(rows, { ...everything, query: 't-9' }).map(r => r.id)).toEqual(['2']);
  expect(chooseRows(rows, { ...everything, show: 'disagreements' }).map(r => r.id)).toEqual(['5']);
  expect(valuesOf(rows, r => r.crew)).toEqual(['A', 'B']);
});
