import { expect, test } from 'vitest';
import { pastCommandOf } from './keys';

const press = (key: string, part = {}) => pastCommandOf({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...part });

test('arrows go by seconds, with Shift by minutes', () => {
  expect(press('ArrowLeft')).toEqual({ kind: 'step', seconds: -1 });
  expect(press('ArrowRight', { shiftKey: true })).toEqual({ kind: 'step', seconds: 60 });
});

test('space, ends, speed and alarms have keys', () =>
  expect([' ', 'Home', 'End', '+', '=', '-', 'PageUp', 'PageDown'].map(k => press(k)?.kind)).toEqual(['play', 'first', 'last', 'faster', 'faster', 'slower', 'alarm', 'alarm']));

test('letters, Escape and the shortcuts of the browser are left to others', () => {
  expect(press('a')).toBeNull();
  expect(press('Escape')).toBeNull();
  expect(press('ArrowLeft', { altKey: true })).toBeNull();
});
