import { expect, test } from 'vitest';
import { drawing } from '../map/view';
import { smallMine } from '../plan/smallMine';
import type { Palette } from '../theme/palette';
import { en } from '../language/en';
import { findingText, foundAt, shown, type Finding, type Survey } from './survey';
import { surveyLayers } from './surveyLayers';

const finding = (over: Partial<Finding>): Finding => ({ anchor: 'A', kind: 'moved', value: 4.83, margin95: 0.42, offset: { east: 3, north: -3.8, up: 0, bearing: 142 }, since: null, evidence: 90, ...over });

/** The English words with their values filled in. */
function say(key: string, values: Record<string, unknown> = {}): string {
  const words = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], en) as string;
  return words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
}

test('a finding says how much, how sure and which way', () => {
  expect(findingText(finding({}), 'en', say)).toBe('4.8 ± 0.4 m from where the plan says, to the south-east');
  expect(findingText(finding({ kind: 'biased', value: -0.5, margin95: 0.1 }), 'en', say)).toBe('ranges 0.50 ± 0.1 m too short');
  expect(findingText(finding({ kind: 'clock', value: 2.04, margin95: 0.1 }), 'en', say)).toBe('clock 2.0 ± 0.1 s behind');
});

test('kinds that this console does not know are left out, and the moved come first', () => {
  const survey = { planVersion: 1, findings: [finding({ kind: 'silent', anchor: 'B' }), finding({ kind: 'haunted' as never }), finding({})] };
  expect(shown(survey).map(f => f.anchor)).toEqual(['A', 'B']);
  expect(foundAt(finding({}), [10, 10, 0])).toEqual([13, 6.2, 0]);
});

test('a moved anchor has a line to where it was found, and a silent one nothing of its own', () => {
  const { plan } = smallMine();
  const anchor = plan.spots.find(s => s.kind === 'anchor')!;
  const rgba = { silent: [1, 2, 3, 255], ground: [0, 0, 0, 255] } as unknown as Palette['rgba'];
  const lines = (survey: Survey): number => (surveyLayers(survey, plan, { kind: 'space' }, drawing(plan, { kind: 'space' }, 1), { rgba } as Palette)[0]!.props.data as unknown[]).length;
  expect(lines({ planVersion: 1, findings: [finding({ anchor: anchor.id }), finding({ anchor: anchor.id, kind: 'silent', offset: null })] })).toBe(1);
});
