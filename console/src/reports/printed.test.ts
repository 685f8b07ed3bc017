import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printed } from './printed';

const file = new URL('../../../src/Shyraq.Protocols/Reports/words.json', import.meta.url);

test('reports print with the words of the screen (after a change of words: npm run words)', () => {
  const text = `${JSON.stringify(printed(), null, 1)}\n`;
  if (process.env.WRITE_WORDS === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
