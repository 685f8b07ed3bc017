import { readdirSync, readFileSync } from 'node:fs';
import i18next, { type TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { doubtText, totalOf } from '../headcount/count';
import { en } from './en';
import { kk } from './kk';
import { numberText, percentText } from './numbers';
import { ru } from './ru';
import { ageText, clockText, dateText } from './time';

const texts = { ru, kk, en };
const plural = /_(zero|one|two|few|many|other)$/;

function leaves(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value as object, `${path}${key}.`));
}
const stems = (words: object): string[] => [...new Set(leaves(words).map(([key]) => key.replace(plural, '')))].sort();
const say = async (language: keyof typeof texts): Promise<TFunction> => {
  const made = i18next.createInstance();
  await made.init({ lng: language, resources: { [language]: { translation: texts[language] } }, interpolation: { escapeValue: false } });
  return made.t;
};

test('Russian, Kazakh and English have the same texts, none of them empty', () => {
  expect(stems(kk)).toEqual(stems(en));
  expect(stems(ru)).toEqual(stems(en));
  for (const words of Object.values(texts)) for (const [key, text] of leaves(words)) expect(text, key).not.toBe('');
});

test('every language has every plural that its grammar asks for', () => {
  for (const [language, words] of Object.entries(texts)) {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const keys = new Set(leaves(words).map(([key]) => key));
    for (const stem of [...keys].filter(k => k.endsWith('_other')).map(k => k.replace(plural, ''))) {
      for (const category of needed) expect(keys, `${language} ${stem}`).toContain(`${stem}_${category}`);
    }
  }
});

test('a text in one language takes the same values as in the others', () => {
  const values = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(m => m[1]!).sort();
  const english = new Map(leaves(en));
  for (const words of [ru, kk]) {
    for (const [key, text] of leaves(words)) {
      const model = english.get(key) ?? english.get(key.replace(plural, '_other'))!;
      expect(values(text), key).toEqual(values(model));
    }
  }
});

test('every text that the code asks for exists', () => {
  const keys = new Set(stems(en));
  const src = new URL('..', import.meta.url).pathname;
  const files = (readdirSync(src, { recursive: true }) as string[]).filter(f => /\.tsx?$/.test(f) && !f.includes('.test.'));
  const asked = files.flatMap(f => [...readFileSync(src + f, 'utf8').matchAll(/\b(?:t|say)\('([\w.]+)'/g)].map(m => m[1]!));
  expect(asked.length).toBeGreaterThan(50);
  for (const key of asked) expect(keys, key).toContain(key);
});

test('the headcount says what is not sure, with right plurals', async () => {
  const level = (live: number, inferred: number, lastKnown: number) => ({ level: 'L', live, inferred, lastKnown, vehicles: 0 });
  const t = await say('ru');
  expect(doubtText(totalOf([level(10, 0, 0)], 0, 0), t)).toBe('все на связи');
  expect(doubtText(totalOf([level(8, 2, 1)], 3, 1), t)).toBe('неточно: 2 по расчёту, 1 без связи, 3 неоднозначно, 1 без места');
  expect([1, 3, 12, 21].map(count => t('headcount.people', { count }))).toEqual(['1 человек', '3 человека', '12 человек', '21 человек']);
  expect((await say('kk'))('headcount.people', { count: 5 })).toBe('5 адам');
  expect((await say('en'))('headcount.vehicles', { count: 1 })).toBe('1 vehicle');
});

test('times are the mine\'s, not the computer\'s', () => {
  const noon = Date.UTC(2026, 10, 23, 12, 3, 15);
  expect(clockText(noon, 'Asia/Almaty')).toBe('17:03:15');
  expect(dateText(Date.UTC(2026, 10, 23, 20), 'Asia/Almaty')).toBe('24.11.2026');
  expect(clockText(noon, 'No/Where')).toBe('12:03:15');
});

test('ages are short and exact', async () => {
  const t = await say('en');
  expect([-5, 4200, 14 * 60_000, 3 * 3_600_000 + 5 * 60_000, 50 * 3_600_000].map(ms => ageText(ms, t)))
    .toEqual(['0 s', '4 s', '14 min', '3 h 05 min', '2 d']);
});

test('numbers follow the language', () => {
  expect(numberText(1234.5, 'en', 1)).toBe('1,234.5');
  expect([0, 0.003, 0.554].map(p => percentText(p, 'ru'))).toEqual(['0 %', '< 1 %', '55 %']);
  expect(numberText(1234.5, 'kk', 1).replaceAll(/\s/g, ' ')).toBe('1 234,5');
});
