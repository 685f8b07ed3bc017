import { expect, test } from 'vitest';
import { emptyEntry, fields, findEntries, newestStanding, putAct, removeAct, type RegistryBoard, type RegistryChange } from './board';
import { endingOf } from './table';
import { readFileSync } from 'node:fs';
import { words } from './words';

const person = (id: string, name: string, number: string, company = ''): RegistryBoard['people'][number] => ({ id, name, number, company, crew: '', role: '', photo: '', language: 'kk', rescueTeam: false, shift: '' });
const change = (number: number, undoneBy: string | null): RegistryChange => ({ number, time: '', by: 'office', what: '', entries: 1, undoneBy, undoneAt: null });
const board: RegistryBoard = {
  companies: [{ id: 'gss', name: 'Горношахтстрой', contractor: true }], people: [person('P1', 'Айгүл Серікқызы', '1234', 'gss'), person('P2', 'Иван Петров', '1235')],
  vehicles: [{ id: 'V1', name: 'Дизелевоз', number: '7', role: '', tag: 'TV' }], tags: [{ id: 'T1', lamp: '312' }], changes: [change(3, 'Ким'), change(2, null), change(1, null)],
};

test('people are found by parts of the name, the number and the name of the company, from a Russian keyboard too', () => {
  const ids = (query: string): unknown[] => findEntries(board, 'person', query).map(e => e.id);
  expect([ids('серик'), ids('петр 1235'), ids('горно'), ids(''), ids('nobody')]).toEqual([['P1'], ['P2'], ['P1'], ['P1', 'P2'], []]);
  expect(findEntries(board, 'tag', '312').map(e => e.id)).toEqual(['T1']);
});

test('an entry is put with what belongs to its kind, and a vehicle without a tag has none', () => {
  expect(putAct('person', { ...emptyEntry('person'), id: ' P3 ', name: 'Eve', extra: 'x' })).toEqual({ kind: 'putPerson', person: { id: 'P3', name: 'Eve', number: '', company: '', crew: '', role: '', shift: '', language: '', rescueTeam: false, photo: '' } });
  expect(putAct('vehicle', { ...emptyEntry('vehicle'), id: 'V2', name: 'x' }).vehicle).toMatchObject({ tag: null });
  expect([removeAct('person', 'P1'), removeAct('tag', 'T1')]).toEqual([{ kind: 'removePerson', person: 'P1' }, { kind: 'removeEntry', of: 'tag', id: 'T1' }]);
});

test('only the newest change that stands can be taken back', () => {
  expect(newestStanding(board)?.number).toBe(2);
});

test('files are told by their ending', () => {
  expect([endingOf('people.CSV'), endingOf('люди.xlsx'), endingOf('people.xls'), endingOf('csv')]).toEqual(['csv', 'xlsx', null, 'csv']);
});

test('every field and every rule of a table has words', () => {
  for (const field of Object.values(fields).flat()) expect(words.en.field, field).toHaveProperty(field);
  const source = readFileSync(new URL('../../../src/Shyraq.Protocols/Registry/RegistryReading.cs', import.meta.url), 'utf8');
  const rules = [...source.slice(source.indexOf('enum RowRule'), source.indexOf('abstract record')).matchAll(/^ {4}([A-Z]\w+),/gm)].map(m => m[1]![0]!.toLowerCase() + m[1]!.slice(1));
  expect(Object.keys(words.en.rule).sort()).toEqual(rules.sort());
});
