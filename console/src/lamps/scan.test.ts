import { expect, test } from 'vitest';
import type { Hold } from '../presence/board';
import type { RegisteredPerson } from '../registry/board';
import { readMany, readScan } from './scan';

const person = (id: string, name: string, number: string): RegisteredPerson => ({ id, name, number, company: '', crew: '', role: '', photo: '', language: '', rescueTeam: false, shift: '' });
const registry = { companies: [], vehicles: [], changes: [], people: [person('P1', 'Айгүл Серікқызы', '1234'), person('P2', 'Иван Петров', '1235'), person('P3', 'Пётр Иванов', '77')], tags: [{ id: 'T-0312', lamp: '312' }, { id: 'T-0313', lamp: '313' }] };
const held: Hold = { tag: 'T-0313', lamp: '313', person: 'P2', since: '2026-11-24T06:00:00Z', by: 'x' };

test('a tag is found by its id and by its lamp, whatever the case', () => {
  expect(readScan(' t-0312 ', registry, [])).toEqual({ kind: 'tag', tag: 'T-0312', known: true });
  expect(readScan('312', registry, [])).toEqual({ kind: 'tag', tag: 'T-0312', known: true });
});

test('a tag in somebody\'s hands comes back', () => {
  expect(readScan('313', registry, [held])).toEqual({ kind: 'held', hold: held });
});

test('a person is found by the number alone or by parts of the name, also from a Russian keyboard', () => {
  expect(readScan('1234', registry, [])).toMatchObject({ people: [{ id: 'P1' }] });
  expect(readScan('айгул', registry, [])).toMatchObject({ people: [{ id: 'P1' }] });
  expect(readScan('иван', registry, [])).toMatchObject({ people: [{ id: 'P2' }, { id: 'P3' }] });
});

test('what is neither a tag nor a person is a tag that the registry does not know', () => {
  expect(readScan('X9', registry, [])).toEqual({ kind: 'tag', tag: 'X9', known: false });
  expect(readScan('  ', registry, [])).toEqual({ kind: 'none' });
});

test('many lines are read at once, and what cannot be read is named', () => {
  expect(readMany('T-0312 1234\n\n313\nT-0312;иван\n', registry, [held])).toEqual({
    issues: [{ tag: 'T-0312', person: 'P1' }], returns: ['T-0313'], bad: [{ line: 4, text: 'T-0312;иван' }],
  });
});
