import { expect, test } from 'vitest';
import { placeOf, receiptOf, type Receipt } from './board';

const receipt = (part: Partial<Receipt>): Receipt => ({ tag: 'T', sent: null, times: 0, delivered: null, read: null, understood: null, ...part });

test('a receipt is as far as its farthest answer, in whatever order they came', () => {
  expect([null, receipt({}), receipt({ sent: 'x' }), receipt({ delivered: 'x' }), receipt({ read: 'x' }), receipt({ understood: 'x' })].map(receiptOf)).toEqual(['none', 'waiting', 'sent', 'delivered', 'read', 'read']);
});

test('a place has a roadway and metres only where they were given', () => {
  expect(placeOf(' belt ', '', '12')).toEqual({ where: 'belt' });
  expect(placeOf('belt', 'R1', '')).toEqual({ where: 'belt', roadway: 'R1' });
  expect(placeOf('belt', 'R1', '12,5')).toEqual({ where: 'belt', roadway: 'R1', offset: 12.5 });
});
