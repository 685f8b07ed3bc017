import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawing } from '../map/view';
import { smallMine } from '../plan/smallMine';
import { parseHex, type Palette } from '../theme/palette';
import { classCount, classOf, sumFor, widthOf, type Coverage } from './coverage';
import { coverageLines } from './coverageLayers';

const css = readFileSync(new URL('../theme/colours.css', import.meta.url), 'utf8');
const [dark, light] = [css.slice(0, css.indexOf("[data-theme='light']")), css.slice(css.indexOf("[data-theme='light']"))];
const colour = (theme: string, name: string) => parseHex(new RegExp(`--${name}: (#[0-9a-f]+)`).exec(theme)![1]!);
const all = Array.from({ length: classCount }, (_, i) => i);

/** Relative luminance as WCAG 2 defines it, 0 to 1. */
function luminance(theme: string, name: string): number {
  const [r, g, b] = colour(theme, name).slice(0, 3).map(c => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

const coverage: Coverage = {
  planVersion: 1, rate: 1, target: 5, classes: [1, 2, 5, 10, 25],
  mine: { level: null, kilometres: [0, 0.1, 0, 0, 0, 0.14], live: 0.5, twoSided: 0.1 },
  levels: [{ level: 'upper', kilometres: [0, 0.1, 0, 0, 0, 0.04], live: 0.7, twoSided: 0.1 }, { level: 'lower', kilometres: [0, 0, 0, 0, 0, 0.1], live: 0, twoSided: 0 }],
  stretches: [
    { roadway: 'B', from: 0, to: 40, radius95: 33, live: 0.2 }, { roadway: 'A', from: 0, to: 70, radius95: 1.7, live: 1 },
    { roadway: 'C', from: 0, to: 100, radius95: null, live: 0 }, { roadway: 'gone', from: 0, to: 9, radius95: 1, live: 1 },
  ],
  suggestions: [], with: { level: null, kilometres: [], live: 0, twoSided: 0 },
};

test('a radius has the class whose bound holds it, and none at all the last', () => {
  expect([0.5, 1, 1.01, 25, 26, null].map(r => classOf(r, coverage.classes))).toEqual([0, 0, 1, 4, 5, 5]);
});

test('the classes are told apart by lightness alone, in both themes, and by width', () => {
  for (const theme of [dark, light]) {
    const steps = all.map(i => luminance(theme, `cover-${i}`));
    const ground = luminance(theme, 'ground');
    for (const i of all.slice(1)) {
      // Worse is farther from the ground.
      expect(contrast(steps[i]!, ground), `${i}`).toBeGreaterThan(contrast(steps[i - 1]!, ground));
      expect(contrast(steps[i]!, steps[i - 1]!), `${i - 1} and ${i}`).toBeGreaterThan(1.25);
    }
    expect(contrast(steps[0]!, ground)).toBeGreaterThan(1.5);
    expect(contrast(steps[5]!, ground)).toBeGreaterThan(7);
  }
  for (const i of all.slice(1)) expect(widthOf(i)).toBeGreaterThan(widthOf(i - 1));
});

test('a view shows its own stretches, the worst on top', () => {
  const { plan } = smallMine();
  const rgba = Object.fromEntries(all.map(i => [`cover-${i}`, [i, 0, 0, 255]])) as unknown as Palette['rgba'];
  const shown = (level: string | null) => {
    const view = level === null ? ({ kind: 'space' } as const) : ({ kind: 'level', level } as const);
    return coverageLines(coverage, plan, view, drawing(plan, view, 1), rgba).map(l => l.color[0]);
  };
  expect(shown(null)).toEqual([1, 5, 5]);
  expect(shown('upper')).toEqual([1, 5]);
  expect(shown('lower')).toEqual([5]);
});

test('the figures are those of the level shown', () => {
  expect(sumFor(coverage, 'upper').live).toBe(0.7);
  expect(sumFor(coverage, null)).toBe(coverage.mine);
});
