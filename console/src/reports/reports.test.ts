import { expect, test } from 'vitest';
import { cellText } from './ReportTable';
import { personOf, query, type Wish } from './reports';

const zone = 'Asia/Almaty';
const now = Date.UTC(2026, 11, 1, 10, 30);
const wish = (span: Wish['span'], company = ''): Wish => ({ name: 'attendance', span, company, crew: '', person: '' });

test('a shift is asked for by name, days by the clocks of the mine', () => {
  expect(query(wish({ kind: 'last' }), zone, now)?.toString()).toBe('shift=last');
  expect(query(wish({ kind: 'shift', shift: 'смена 1' }), zone, now)?.get('shift')).toBe('смена 1');
  const today = query(wish({ kind: 'today' }, 'gss'), zone, now)!;
  expect([today.get('from'), today.get('to'), today.get('company')]).toEqual(['2026-11-30T19:00:00.000Z', '2026-12-01T10:30:00.000Z', 'gss']);
  const before = query(wish({ kind: 'yesterday' }), zone, now)!;
  expect([before.get('from'), before.get('to')]).toEqual(['2026-11-29T19:00:00.000Z', '2026-11-30T19:00:00.000Z']);
  expect(query(wish({ kind: 'week' }), zone, now)!.get('from')).toBe('2026-11-23T19:00:00.000Z');
});

test('a time of one\'s own is asked for only when it is whole and goes forward', () => {
  expect(query(wish({ kind: 'own', from: '2026-12-01T06:00', to: '' }), zone, now)).toBeNull();
  expect(query(wish({ kind: 'own', from: '2026-12-01T06:00', to: '2026-12-01T05:00' }), zone, now)).toBeNull();
  expect(query(wish({ kind: 'own', from: '2026-12-01T06:00', to: '2026-12-01T14:00' }), zone, now)!.get('to')).toBe('2026-12-01T09:00:00.000Z');
});

test('values are said as people read them, and what is missing is nothing', () => {
  expect(cellText('2026-11-30T19:00:05.000000Z', { kind: 'time', name: '', title: '', width: 1 }, zone, 'ru')).toBe('01.12.2026 00:00:05');
  expect(cellText(97_205, { kind: 'duration', name: '', title: '', width: 1 }, zone, 'ru')).toBe('27:00:05');
  expect(cellText(7.5, { kind: 'number', name: '', title: '', width: 1 }, zone, 'ru')).toBe('7,5');
  expect(cellText(0.9792, { kind: 'share', name: '', title: '', width: 1 }, zone, 'en')).toBe('97.92 %');
  expect(cellText(null, { kind: 'text', name: '', title: '', width: 1 }, zone, 'en')).toBe('');
});

test('a person is meant by a number, by what is offered, or by a name that only one has', () => {
  const people = [{ id: 'P1', name: 'Айгүл', number: '101' }, { id: 'P2', name: 'Иванов', number: '102' }, { id: 'P3', name: 'Иванов', number: '103' }, { id: 'P4', name: 'Visitor', number: '' }];
  expect(['101', ' Айгүл ', 'Айгүл, 101', 'Иванов, 103', 'Visitor'].map(typed => personOf(people, typed))).toEqual(['P1', 'P1', 'P1', 'P3', 'P4']);
  expect(['Иванов', 'Айг', '', '104'].map(typed => personOf(people, typed))).toEqual([null, null, null, null]);
  expect(query({ ...wish({ kind: 'last' }), crew: 'Бригада 2', person: 'P1' }, zone, now)?.toString()).toBe(new URLSearchParams({ shift: 'last', crew: 'Бригада 2', person: 'P1' }).toString());
});
