import { expect, test } from 'vitest';
import type { Row } from './board';
import { walkers, waysOf } from './overlays';

const row = (tag: string, status: Row['status'], ...legs: [string | null, number, number][]): Row =>
  ({ kind: 'tag', subject: tag, tag, status, escape: { outcome: 'reachesFreshAir', goal: 'E', seconds: 1, metres: 1, minutesLeft: 1, caches: [], legs: legs.map(([roadway, from, to]) => ({ roadway, from, to })) } }) as unknown as Row;

test('each piece of roadway is a way once, with everybody who goes there in either direction', () => {
  const rows = [row('A', 'movingRight', ['R', 100, 0]), row('B', 'silent', ['R', 60, 0], [null, 0, 0], ['Q', 0, 5]), row('C', 'standing', ['R', 80, 100])];
  expect(waysOf(rows)).toEqual([
    { roadway: 'R', from: 0, to: 60, people: 2 }, { roadway: 'R', from: 60, to: 80, people: 1 }, { roadway: 'R', from: 80, to: 100, people: 2 },
    { roadway: 'Q', from: 0, to: 5, people: 1 },
  ]);
});

test('the ways of everybody who is not out are shown, and that of the selected alone when there is one', () => {
  const board = { rows: [row('A', 'standing', ['R', 0, 1]), row('B', 'out', ['R', 0, 1]), row('C', 'silent')] } as never;
  expect(walkers(board, null).map(r => r.tag)).toEqual(['A']);
  expect(walkers(board, 'A').map(r => r.tag)).toEqual(['A']);
  expect(walkers(board, 'nobody').map(r => r.tag)).toEqual(['A']);
});
