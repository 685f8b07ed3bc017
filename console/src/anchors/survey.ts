import { lengthText, numberText } from '../language/numbers';
import type { Say } from '../language/time';
import type { Plan, Point, Spot } from '../plan/plan';

/** What may be wrong with an anchor. */
export type Fault = 'moved' | 'biased' | 'noisy' | 'clock' | 'pathLoss' | 'silent';
const faults: readonly string[] = ['moved', 'biased', 'noisy', 'clock', 'pathLoss', 'silent'] satisfies Fault[];

/** Something that is surely wrong with an anchor. */
export interface Finding {
  anchor: string;
  kind: Fault;
  /** Metres, seconds, dB or tags, by the kind. */
  value: number;
  margin95: number | null;
  /** From the plan to where it was found, metres; the bearing in degrees clockwise from grid north. */
  offset: { east: number; north: number; up: number; bearing: number } | null;
  since: string | null;
  evidence: number;
}

/** What the server finds out about the anchors by the tags that pass them. */
export interface Survey {
  planVersion: number;
  findings: Finding[];
}

/** The findings that this console can name, worst kind first. */
export const shown = (survey: Survey): Finding[] =>
  survey.findings.filter(f => faults.includes(f.kind)).sort((a, b) => faults.indexOf(a.kind) - faults.indexOf(b.kind) || a.anchor.localeCompare(b.anchor));

/** The anchor on the plan that a finding is about. */
export const spotOf = ({ anchor }: { anchor: string }, plan: Plan): Spot | undefined => plan.spots.find(s => s.kind === 'anchor' && s.id === anchor);

/** Where a moved anchor was found. */
export const foundAt = ({ offset }: Finding, [x, y, z]: Readonly<Point>): Point | null => offset && [x + offset.east, y + offset.north, z + offset.up];

/** Points of the compass, clockwise from north, as the words have them. */
const winds = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

/** A finding in words: how much, how sure, and which way. */
export function findingText(finding: Finding, language: string, t: Say): string {
  const number = (n: number, decimals: number): string => numberText(Math.abs(n), language, decimals);
  const margin = finding.margin95 === null ? '' : ` ± ${number(finding.margin95, 1)}`;
  const way = finding.value < 0 ? 'less' : 'more';
  switch (finding.kind) {
    case 'moved': return t('survey.moved', { metres: `${number(finding.value, 1)}${margin}`, wind: finding.offset ? t(`survey.wind.${winds[Math.round(finding.offset.bearing / 45) % 8]!}`) : '' });
    case 'biased': return t(`survey.biased.${way}`, { metres: `${number(finding.value, 2)}${margin}` });
    case 'noisy': return t('survey.noisy', { metres: lengthText(finding.value, language, t) });
    case 'clock': return t(`survey.clock.${way}`, { seconds: `${number(finding.value, 1)}${margin}` });
    case 'pathLoss': return t(`survey.pathLoss.${way}`, { decibels: `${number(finding.value, 0)}${margin}` });
    case 'silent': return t('survey.silent', { tags: number(finding.value, 0) });
  }
}
