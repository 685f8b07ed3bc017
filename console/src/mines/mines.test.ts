import { expect, test } from 'vitest';
import { remember } from './useMines';

const mine = (id: string, planVersion = 1) => ({ id, name: id, crs: 'local', timeZone: 'Asia/Almaty', planVersion, tags: 0 });

test('a mine that is not listed while it comes up again is still known', () => {
  expect(remember([mine('b')], []).map(m => m.id)).toEqual(['b']);
});

test('what is listed is newer than what is remembered', () => {
  expect(remember([mine('b', 1)], [mine('a'), mine('b', 2)])).toEqual([mine('a'), mine('b', 2)]);
});
