import { expect, test } from 'vitest';
import { minutesLeft } from './left';

test('what is left of a journal is told by the pace so far, and not before there is one', () => {
  expect(minutesLeft(null, { at: 0, sequence: 10 }, 1000)).toBeNull();
  expect(minutesLeft({ at: 0, sequence: 0 }, { at: 2000, sequence: 500 }, 86_400)).toBeNull();
  expect(minutesLeft({ at: 0, sequence: 100 }, { at: 10_000, sequence: 100 }, 86_400)).toBeNull();
  expect(minutesLeft({ at: 0, sequence: 0 }, { at: 10_000, sequence: 1000 }, 61_000)).toBe(10);
  expect(minutesLeft({ at: 0, sequence: 0 }, { at: 10_000, sequence: 1000 }, 1001)).toBe(1);
});
