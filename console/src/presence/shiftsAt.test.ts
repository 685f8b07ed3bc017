import { expect, test } from 'vitest';
import type { ShiftRow } from './board';
import { changeAt } from './shiftsAt';

const hour = 3_600_000;
const shift = (name: string, from: number, to: number): ShiftRow => ({ shift: name, start: new Date(from * hour).toISOString(), end: new Date(to * hour).toISOString(), planned: [], down: [], up: [], notDown: [], unplanned: [] });
const day = [shift('third', 16, 24), shift('second', 8, 16), shift('first', 0, 8)];
const at = (time: number): (string | undefined)[] => Object.values(changeAt(day, time * hour)).map(s => s?.shift);

test('the change of shifts is the nearest: the one that ends and the one that begins there', () => {
  expect([at(7.5), at(8.5), at(15), at(17)]).toEqual([['first', 'second'], ['first', 'second'], ['second', 'third'], ['second', 'third']]);
});

test('before the first shift nobody goes up, after the last nobody goes down', () => {
  expect([at(-1), at(23)]).toEqual([[undefined, 'first'], ['third', undefined]]);
  expect(changeAt([], 0)).toEqual({ ends: undefined, begins: undefined });
});
