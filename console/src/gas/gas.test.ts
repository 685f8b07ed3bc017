import { expect, test } from 'vitest';
import { limitText, shapes } from './board';

test('a limit says which side is good', () => {
  expect([{ low: null, high: 1 }, { low: 20, high: null }, { low: 0.25, high: 8 }, { low: null, high: null }].map(limitText)).toEqual(['≤ 1', '≥ 20', '0.25 … 8', '']);
});

test('every state has a shape of its own', () => {
  expect(new Set(Object.values(shapes)).size).toBe(Object.keys(shapes).length);
});
