import { expect, test } from 'vitest';
import { fitting } from './photo';

test('a large picture is made to fit and keeps its shape, a small one stays', () => {
  expect(fitting(4000, 3000)).toEqual({ width: 480, height: 360 });
  expect(fitting(300, 480)).toEqual({ width: 300, height: 480 });
  expect(fitting(10000, 3)).toEqual({ width: 480, height: 1 });
});
