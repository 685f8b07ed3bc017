import { expect, test } from 'vitest';
import type { MineFeed } from '../feed/mineFeed';
import { Tracks } from '../feed/tracks';
import { readFix } from '../feed/wire';
import { entriesOf, type Entry } from './entry';
import { findEntries, fold } from './search';

function entry(tag: string, name: string, part: Partial<Omit<Entry, 'state' | 'heard' | 'sos'>> & { state?: number; sos?: boolean; heard?: number } = {}): Entry {
  const fix = readFix([tag, 0, 0, 0, 0, 'A', 1, 'L', 0, 1, part.state ?? 0, part.heard ?? 0, part.sos ? 1 : 0, null]);
  const { heard, sos, lowBattery, state } = fix;
  const made: Entry = { tag, name, number: '', vehicle: false, carrier: undefined, fix, place: '', level: '', words: () => '', ...part, heard, sos, lowBattery, state };
  return { ...made, words: () => fold([made.name, made.number, tag, made.place, made.level].join(' ')) };
}
const names = (found: Entry[]): string[] => found.map(e => e.name);

test('every word of the query must be found, in any order and in any of the texts', () => {
  const all = [entry('L1', 'Ахметов Ерлан', { place: 'Лава 15' }), entry('L2', 'Ахметов Пётр', { place: 'Сбойка 2' })];
  expect(names(findEntries(all, 'лава ахм', 'all', 'all', 'name'))).toEqual(['Ахметов Ерлан']);
  expect(names(findEntries(all, 'петр', 'all', 'all', 'name'))).toEqual(['Ахметов Пётр']);
});

test('Kazakh names are found from a Russian keyboard', () => {
  const all = [entry('L1', 'Қожахметов Дәурен'), entry('L2', 'Өтеғенов Нұрлан')];
  expect(names(findEntries(all, 'кожахметов', 'all', 'all', 'name'))).toEqual(['Қожахметов Дәурен']);
  expect(names(findEntries(all, 'отегенов нурлан', 'all', 'all', 'name'))).toEqual(['Өтеғенов Нұрлан']);
});

test('who is in distress comes first in every order', () => {
  const all = [entry('L1', 'А'), entry('L2', 'Я', { sos: true })];
  expect(names(findEntries(all, '', 'all', 'all', 'name'))).toEqual(['Я', 'А']);
  expect(names(findEntries(all, '', 'all', 'all', 'age'))).toEqual(['Я', 'А']);
});

test('by silence the longest unheard comes first and the live last', () => {
  const all = [entry('L1', 'live'), entry('L2', 'minutes', { state: 1, heard: 500 }), entry('L3', 'hours', { state: 2, heard: 100 })];
  expect(names(findEntries(all, '', 'all', 'all', 'age'))).toEqual(['hours', 'minutes', 'live']);
});

test('filters by carrier and by state', () => {
  const all = [entry('L1', 'person'), entry('L2', 'loco', { vehicle: true }), entry('L3', 'lost', { state: 2 })];
  expect(names(findEntries(all, '', 'vehicle', 'all', 'name'))).toEqual(['loco']);
  expect(names(findEntries(all, '', 'person', 'lastKnown', 'name'))).toEqual(['lost']);
});

test('who calls for help without a place stands first in the list, and can be found', () => {
  const tracks = new Tracks();
  tracks.apply({
    serverTime: 0, sequence: 1, planVersion: 1, carriersVersion: 1, full: true, fixes: [['L1', 1, 0, 0, 0, null, null, null, 0, 1, 0, 1, 0, null]], anchors: [],
    headcount: { people: 1, vehicles: 0, levels: [], unplaced: { people: 2, vehicles: 0 } }, unplaced: [['L2', null, 0]], sos: ['L3'],
    intake: { pending: 0, capacity: 1, acceptedPerSecond: 0, refusedPerSecond: 0 }, events: [], boards: {}, trouble: null,
  }, null, 0);
  const feed = { tracks, ground: null, carriers: new Map([['L3', { carrier: 'person', name: 'Өтеғенов Нұрлан' }]]) } as unknown as MineFeed;
  const all = entriesOf(feed, tag => tag);
  expect(findEntries(all, '', 'all', 'all', 'name').map(e => [e.tag, e.state])).toEqual([['L3', 'unplaced'], ['L1', 'live'], ['L2', 'unplaced']]);
  expect(findEntries(all, 'нурлан', 'all', 'unplaced', 'age').map(e => e.tag)).toEqual(['L3']);
});

test('where each stood before changes nothing of the order', () => {
  const all = Array.from({ length: 60 }, (_, i) => entry(`L${i}`, `N${(i * 37) % 60}`));
  const plain = names(findEntries(all, '', 'all', 'all', 'name'));
  const shuffled = new Map(all.map((e, i) => [e.tag, (i * 17) % 60]));
  expect(names(findEntries(all, '', 'all', 'all', 'name', shuffled))).toEqual(plain);
  expect(names(findEntries(all, '', 'all', 'all', 'name', new Map([['L3', 5]])))).toEqual(plain);
});
