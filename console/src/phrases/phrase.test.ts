import { readFileSync } from 'node:fs';
import i18next, { type TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { en } from '../language/en';
import { kk } from '../language/kk';
import { ru } from '../language/ru';
import { phraseText } from './phrase';
import { words } from './words';

const texts = { en, ru, kk };
const now = Date.UTC(2026, 10, 24, 12);
const say = async (language: keyof typeof texts): Promise<TFunction> => {
  const made = i18next.createInstance();
  await made.init({ lng: language, resources: { [language]: { translation: texts[language] } }, interpolation: { escapeValue: false } });
  return made.t;
};

test('every code of the core has words in three languages that tell all of its values, and no words are left over', () => {
  const source = readFileSync(new URL('../../../src/Shyraq.Core/Safety/PhraseCode.cs', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/^ {4}([A-Z]\w+),(?: \/\/ \(([^)]*)\))?/gm)].map(m => ({ code: m[1]![0]!.toLowerCase() + m[1]!.slice(1), values: m[2] === undefined ? 0 : m[2].split(':')[0]!.split(',').length }));
  expect(codes.length).toBeGreaterThan(50);
  for (const language of Object.values(words)) {
    expect(Object.keys(language).filter(k => k !== 'entry' && k !== 'account').sort()).toEqual(codes.map(c => c.code).sort());
    for (const { code } of codes) expect(language[code as 'stays'], code).not.toBe('');
  }
  const told = (text: string): number => new Set(text.match(/\{\{\d\}\}/g)).size;
  for (const { code, values } of codes.filter(c => !c.code.endsWith('Defined'))) expect(told(words.en[code as 'stays']), code).toBe(values);
});

test('a detail is said in the language of the reader, in the time of the mine', async () => {
  const detail = 'Айгүл · plannedNotDown;смена 1;2026-11-24T01:00:00Z';
  expect(phraseText(detail, await say('ru'), 'Asia/Almaty', now)).toBe('Айгүл · в наряде «смена 1» с 06:00; спуск не замечен');
  expect(phraseText(detail, await say('en'), 'Asia/Almaty', now)).toBe('Айгүл · planned on смена 1 from 06:00; not seen going down');
  expect(phraseText('until;2026-11-20T01:00:00Z', await say('en'), 'UTC', now)).toBe('until 20.11.2026 01:00');
});

test('names of cases are said, escaped values are whole, and what is missing is a dash', async () => {
  const t = await say('en');
  expect(phraseText('saidToBe;A\\;B;underground;seen \\\\ here', t, 'UTC', now)).toBe('A;B: underground. seen \\ here');
  expect(phraseText('wentDownNeverSeenAgain;2026-11-24T11:00:00Z;', t, 'UTC', now)).toBe('went down 11:00, newest sign —');
});

test('what somebody wrote stays as it is', async () => {
  const t = await say('ru');
  for (const written of ['', 'Иванов: метан; 31 > 30', 'CH4 0.56 % > 0.5 %', 'constructor', 'entry']) expect(phraseText(written, t, 'UTC', now)).toBe(written);
});
