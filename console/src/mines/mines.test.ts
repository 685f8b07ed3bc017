import { expect, test } from 'vitest';
import type { ListedMine } from './api';
import { remember, type MineEntry } from './useMines';

const up = (id: string, name = id): MineEntry => ({ id, state: 'up', name, timeZone: 'Asia/Almaty', replay: null, why: null });
const replaying = (id: string): ListedMine => ({ id, state: 'replaying', name: null, timeZone: null, replay: { sequence: 5, head: 9 }, why: null });

test('a mine that is not listed is still known', () => {
  expect(remember([up('b')], []).map(m => m.id)).toEqual(['b']);
});

test('what is listed is newer than what is remembered', () => {
  expect(remember([up('b', 'old')], [up('a'), up('b', 'new')])).toEqual([up('a'), up('b', 'new')]);
});

test('a mine that comes up keeps the name and the zone it had, and has its id for a name until it is known', () => {
  expect(remember([up('b', 'Bergwerk')], [replaying('a'), replaying('b')])).toEqual([
    { ...replaying('a'), name: 'a', timeZone: 'UTC' },
    { ...replaying('b'), name: 'Bergwerk', timeZone: 'Asia/Almaty' },
  ]);
});
