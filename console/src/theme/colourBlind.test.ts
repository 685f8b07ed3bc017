import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { priorities } from '../alarms/board';
import { looks } from '../alarms/PriorityMark';
import { calls } from '../alarms/sound';
import { parseHex } from './palette';

type Three = readonly [number, number, number];

/** Least difference of two priorities, and of a priority and what lies behind it, as a person sees them (CIEDE2000); 1 is just seen side by side. */
const apart = 10, shown = 25;
/** Least contrast of a mark and what lies behind it (WCAG 2.2, 1.4.11). */
const contrasted = 3;

/** Machado, Oliveira and Fernandes 2009, table 1, severity 1.0, on linear red, green and blue. */
const sights: Record<string, readonly Three[]> = {
  'all colours': [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
const source = readFileSync(new URL('colours.css', import.meta.url), 'utf8');
const [dark = '', light = ''] = source.split(":root[data-theme='light']");

const times = (m: readonly Three[], v: Three): Three => [0, 1, 2].map(i => m[i]![0] * v[0] + m[i]![1] * v[1] + m[i]![2] * v[2]) as unknown as Three;

/** Of a theme, as linear red, green and blue (sRGB, IEC 61966-2-1). */
function linear(theme: string, name: string): Three {
  const hex = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(theme)?.[1];
  if (hex === undefined) throw new Error(`--${name} is no colour of six digits in colours.css`);
  return parseHex(hex).slice(0, 3).map(c => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as unknown as Three;
}

/** What somebody with that sight sees, in CIELAB under D65. */
function seen(colour: Three, sight: string): Three {
  const rgb = times(sights[sight]!, colour).map(c => Math.min(1, Math.max(0, c))) as unknown as Three;
  const [x, y, z] = times([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]], rgb);
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  return [116 * f(y) - 16, 500 * (f(x / 0.95047) - f(y)), 200 * (f(y) - f(z / 1.08883))];
}

/** CIEDE2000 with all weights 1 (Sharma, Wu and Dalal 2005). */
function difference([l1, a1, b1]: Three, [l2, a2, b2]: Three): number {
  const [turn, chroma7] = [Math.PI / 180, ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7];
  const g = 0.5 * (1 - Math.sqrt(chroma7 / (chroma7 + 25 ** 7)));
  const [c1, c2] = [Math.hypot(a1 * (1 + g), b1), Math.hypot(a2 * (1 + g), b2)];
  const hue = (a: number, b: number): number => (a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / turn + 360) % 360);
  const [h1, h2] = [hue(a1 * (1 + g), b1), hue(a2 * (1 + g), b2)];
  const isGrey = c1 * c2 === 0;
  const dh = isGrey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const h = isGrey ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : ((h1 + h2 + 360) / 2) % 360;
  const t = 1 - 0.17 * Math.cos((h - 30) * turn) + 0.24 * Math.cos(2 * h * turn) + 0.32 * Math.cos((3 * h + 6) * turn) - 0.2 * Math.cos((4 * h - 63) * turn);
  const lightness = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2));
  const strength = (c2 - c1) / (1 + 0.045 * c);
  const tint = (2 * Math.sqrt(c1 * c2) * Math.sin((dh / 2) * turn)) / (1 + 0.015 * c * t);
  const turned = -Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * turn) * 2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7));
  return Math.sqrt(lightness ** 2 + strength ** 2 + tint ** 2 + turned * strength * tint);
}

test('the difference of colours is that of the published test data', () => {
  const published: [Three, Three, number][] = [[[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425], [[50, -1, 2], [50, 0, 0], 2.3669], [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082], [[35.0831, -44.1164, 3.7933], [35.0232, -40.0716, 1.5901], 1.8645]];
  for (const [a, b, expected] of published) expect(difference(a, b)).toBeCloseTo(expected, 4);
});

for (const [name, theme] of [['dark', dark], ['light', light]] as const) {
  for (const sight of Object.keys(sights)) {
    test(`on ${name} ground whoever sees ${sight} tells every priority from every other and from the ground`, () => {
      const colours = priorities.map(p => [p, seen(linear(theme, p), sight)] as const);
      for (const [i, [p, one]] of colours.entries()) {
        for (const [q, other] of colours.slice(i + 1)) expect(difference(one, other), `${p} and ${q}`).toBeGreaterThanOrEqual(apart);
        for (const ground of ['ground', 'panel', 'raised']) expect(difference(one, seen(linear(theme, ground), sight)), `${p} on ${ground}`).toBeGreaterThanOrEqual(shown);
      }
    });
  }

  test(`on ${name} ground every priority has the contrast of a mark that must be seen`, () => {
    const light = ([r, g, b]: Three): number => 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    for (const p of priorities)
      for (const ground of ['ground', 'panel', 'raised']) {
        const [a, b] = [light(linear(theme, p)), light(linear(theme, ground))];
        expect(Math.max(a, b) / Math.min(a, b), `${p} on ${ground}`).toBeGreaterThanOrEqual(contrasted);
      }
  });
}

test('without any colour a priority is told by its shape, its digit and its call', () => {
  expect(new Set(priorities.map(p => looks[p].shape)).size).toBe(priorities.length);
  expect(priorities.map(p => looks[p].digit)).toEqual(['1', '2', '3', '4']);
  // What waits for nobody is not heard; the others differ in the number of tones, in their pitch and in how soon they come again.
  const heard = priorities.filter(p => p !== 'low').map(p => calls[p]);
  for (const told of [heard.map(c => c.tones.length), heard.map(c => c.tones[0]![1]), heard.map(c => c.every)]) expect(new Set(told).size).toBe(heard.length);
});
