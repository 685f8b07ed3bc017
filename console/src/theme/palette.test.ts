import { expect, test } from 'vitest';
import { fade, parseHex } from './palette';

test('colours are read in both lengths', () => {
  expect(parseHex('#fff')).toEqual([255, 255, 255, 255]);
  expect(parseHex('#0b0f12')).toEqual([11, 15, 18, 255]);
});

test('fading keeps the hue', () => {
  expect(fade([1, 2, 3, 200], 0.5)).toEqual([1, 2, 3, 100]);
});
