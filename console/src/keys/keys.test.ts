import { expect, test } from 'vitest';
import { readAddress, writeAddress } from '../screen/address';
import { desks } from '../desks/desks';
import { overlays } from '../evacuation/overlays';
import { commandOf, letters } from './keys';

const press = (key: string, code: string, part = {}) => ({ key, code, ctrlKey: false, altKey: false, metaKey: false, ...part });

test('letters work in the Cyrillic layout', () => {
  expect(commandOf(press('е', 'KeyT'), false)).toEqual({ kind: 'theme' });
  expect(commandOf(press('с', 'KeyC'), false)).toEqual({ kind: 'coverage' });
  expect(commandOf(press('.', 'Slash'), false)).toEqual({ kind: 'search' });
});

test('while typing only Escape is a command, and browser shortcuts never are', () => {
  expect(commandOf(press('t', 'KeyT'), true)).toBeNull();
  expect(commandOf(press('Escape', 'Escape'), true)).toEqual({ kind: 'close' });
  expect(commandOf(press('l', 'KeyL', { ctrlKey: true }), false)).toBeNull();
});

test('no letter means two things', () => {
  const codes = [...desks.map(d => d.code), ...Object.values(overlays), ...Object.keys(letters)];
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
});

test('digits choose levels', () => {
  expect(commandOf(press('3', 'Digit3'), false)).toEqual({ kind: 'level', number: 3 });
  expect(commandOf(press('0', 'Numpad0'), false)).toEqual({ kind: 'level', number: 0 });
});

test('the address opens what it was written from', () => {
  const address = { mine: 'm 1', view: { kind: 'level', level: 'гор. −180' } as const, tag: 'L&1', desk: 'lamps', at: 1_764_500_000_000 };
  expect(readAddress(writeAddress(address))).toEqual(address);
  expect(readAddress('')).toEqual({ mine: null, view: { kind: 'space' }, tag: null, desk: null, at: null });
});
