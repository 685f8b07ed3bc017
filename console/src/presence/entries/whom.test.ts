import { expect, test } from 'vitest';
import type { RegisteredPerson } from '../../registry/board';
import { timeOfWall, wallOf, zoneAhead } from '../../language/zoned';
import { readPeople, whoIs } from './whom';

const person = (id: string, name: string, number: string): RegisteredPerson => ({ id, name, number, company: '', crew: '', role: '', photo: '', language: '', rescueTeam: false, shift: '' });
const people = [person('P1', 'Айгүл Серікқызы', '1234'), person('P2', 'Иван Петров', '1235'), person('P3', 'Пётр Иванов', '77')];

test('somebody is found by the number, the id, or parts of the name', () => {
  expect([whoIs('1234', people), whoIs('p2', people), whoIs('иван', people), whoIs(' ', people)].map(found => found.map(p => p.id))).toEqual([['P1'], ['P2'], ['P2', 'P3'], []]);
});

test('a pasted list names people in any cell, each once, and tells the lines that name nobody or several', () => {
  expect(readPeople('1234\nПётр Иванов\n"P2";"участок 2"\n\n1234\nиван\n9999', people)).toEqual({ ids: ['P1', 'P3', 'P2'], bad: [{ line: 6, text: 'иван' }, { line: 7, text: '9999' }] });
});

test('times are entered on the clocks of the mine, also where they change', () => {
  expect(zoneAhead('Asia/Almaty', Date.UTC(2026, 10, 24))).toBe(5 * 3_600_000);
  expect(wallOf(Date.UTC(2026, 10, 24, 1, 0, 30), 'Asia/Almaty')).toBe('2026-11-24T06:00');
  for (const zone of ['UTC', 'Asia/Almaty', 'Europe/Berlin', 'No/Where'])
    for (let time = Date.UTC(2026, 2, 28, 20); time < Date.UTC(2026, 2, 29, 6); time += 30 * 60_000) expect(timeOfWall(wallOf(time, zone), zone), `${zone} ${time}`).toBe(time);
  expect(timeOfWall('', 'UTC')).toBeNull();
});
