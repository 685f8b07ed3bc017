import { readdirSync, readFileSync } from 'node:fs';
import i18next from 'i18next';
import { expect, test } from 'vitest';
import { ru } from '../language/ru';
import { kindText, whatText } from './eventText';

const core = new URL('../../../src/Shyraq.Core/', import.meta.url).pathname;
const made = i18next.createInstance();
await made.init({ lng: 'ru', resources: { ru: { translation: ru } }, interpolation: { escapeValue: false } });

test('every kind of occurrence that the core tells has words', () => {
  const files = (readdirSync(core, { recursive: true }) as string[]).filter(f => f.endsWith('.cs'));
  const kinds = new Set(files.flatMap(f => [...readFileSync(core + f, 'utf8').matchAll(/(?:Happened|Rerouted)\((?:scene, )?([^,]*)/g)].flatMap(m => [...m[1]!.matchAll(/"(\w+)"/g)].map(k => k[1]!))));
  for (const state of ['goingDown', 'underground', 'unaccounted', 'out', 'onSurface', 'entered', 'left', 'passed']) kinds.add(state);
  expect(kinds.size).toBeGreaterThan(50);
  for (const kind of kinds) expect(kindText(kind, made.t), kind).not.toBe(kind);
});

test('what it happened to is said by the name of the plan, of the alarm, of the state', () => {
  const names = new Map([['Z1', 'Face 3']]);
  const what = (kind: string, id: string): string => whatText(kind, id, i => names.get(i), made.t);
  expect([what('entered', 'Z1'), what('raised', 'sos'), what('disagreed', 'plannedNotDown'), what('muster', 'atRefuge'), what('passedIn', 'E1'), what('agreed', '')])
    .toEqual(['Face 3', ru.alarms.kind.sos.name, ru.presence.disagreement.plannedNotDown, ru.evacuation.status.atRefuge, 'E1', '']);
});
