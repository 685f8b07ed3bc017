import { readdirSync, readFileSync } from 'node:fs';
import i18next from 'i18next';
import { expect, test } from 'vitest';
import { en } from '../language/en';
import { kk } from '../language/kk';
import { ru } from '../language/ru';
import type { Say } from '../language/time';
import { refusalText } from './refusal';
import { words } from './refusalWords';

const texts = { en, ru, kk };
const now = Date.UTC(2026, 10, 24, 12);
const say = async (language: keyof typeof texts): Promise<Say> => {
  const made = i18next.createInstance();
  await made.init({ lng: language, resources: { [language]: { translation: texts[language] } }, interpolation: { escapeValue: false } });
  return made.t as Say;
};

/** Every refusal in the sources of the core (reports refuse nothing; their codes are names of tables and columns): its reason, and how many values its detail gives; null where the detail is put together elsewhere. */
function refusals(): { reason: string; values: number | null; where: string }[] {
  const core = new URL('../../../src/', import.meta.url).pathname;
  const files = (readdirSync(core, { recursive: true }) as string[]).filter(f => /^Shyraq\.(Core\/(?!Reports\/).*|Cluster\/Mines\/ZoneTrials)\.cs$/.test(f));
  return files.flatMap(where => [...readFileSync(core + where, 'utf8').matchAll(/new(?: ActRefusal)?\("([a-z]\w+)", (?:(\$?)"((?:[^"\\]|\\.)*)")?/g)]
    .filter(m => m[3] === undefined || / /.test(m[3]))
    .map(m => ({ reason: m[1]!, values: m[3] === undefined ? null : m[2] === '' ? 0 : m[3].replaceAll(/\{\{|\}\}/g, '').split('{').length - 1, where })));
}

test('every refusal of the core has words, which tell no value that it does not give', () => {
  const all = refusals();
  expect(all.length).toBeGreaterThan(100);
  for (const { reason, values, where } of all) {
    const key = [`${reason}${values ?? ''}`, reason].find(name => Object.hasOwn(words.en, name));
    expect(key, `${reason} in ${where} has no words`).toBeDefined();
    if (values === null) continue;
    const told = [...words.en[key as 'twice'].matchAll(/\{\{(\d)\}\}/g)].map(m => Number(m[1]));
    expect(Math.max(-1, ...told), `${reason} in ${where} gives ${values} values`).toBeLessThan(values);
  }
});

test('no words are left over', () => {
  const given = new Set(refusals().flatMap(r => [r.reason, `${r.reason}${r.values ?? ''}`]));
  // Those of the registry take their reason from what does not fit.
  expect(Object.keys(words.en).filter(key => !given.has(key))).toEqual(['taken', 'unknownCompany']);
});

test('a refusal is said in the language of the reader, in the time of the mine, with the names that the server gives', async () => {
  const phrase = 'tagIssued;T0312;Айгүл;2026-11-24T01:00:00Z';
  expect(refusalText(phrase, 'tag T0312 has Айгүл since …', await say('ru'), 'Asia/Almaty', now)).toBe('метка T0312 у Айгүл с 06:00; сначала примите её');
  expect(refusalText(phrase, '', await say('kk'), 'Asia/Almaty', now)).toBe('T0312 белгісі 06:00 бастап Айгүл қолында; алдымен қайтарып алыңыз');
  expect(refusalText('notOut;P1;underground', '', await say('ru'), 'UTC', now)).toBe('P1: не вышел, в шахте');
  expect(refusalText('twice;person P1', '', await say('ru'), 'UTC', now)).toBe('человек P1: названо дважды');
});

test('a reason that these words do not know is told as the server does', async () => {
  for (const unknown of ['somethingNew;1', '', 'constructor']) expect(refusalText(unknown, 'as it was said', await say('ru'), 'UTC', now)).toBe('as it was said');
});
