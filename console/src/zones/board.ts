import { zoneAhead } from '../language/zoned';

/** The board `zones`, as docs/zones.md has it. Lengths are metres, times ISO 8601. */
export interface Stretch { roadway: string; from: number; to: number }
export interface Corner { x: number; y: number; z: number }
export interface ZoneShape { sections: Stretch[]; outline: Corner[]; levels: string[] }
export interface DayWindow { from: number; to: number; utcOffset: number }

export type ZoneRule =
  | { kind: 'restricted'; roles: string[]; crews: string[]; tags: string[]; hours: DayWindow[] }
  | { kind: 'permitted'; tags: string[] }
  | { kind: 'key' }
  | { kind: 'capacity'; max: number }
  | { kind: 'overtime'; minutes: number }
  | { kind: 'tooFew'; min: number; minutes: number }
  | { kind: 'speedLimit'; kilometresPerHour: number }
  | { kind: 'proximity'; metres: number };
export type RuleKind = ZoneRule['kind'];

export interface RuledZone { id: string; name: string; shape: ZoneShape | null; rules: ZoneRule[] }
export interface Inside { tag: string; name: string; carrier: 'person' | 'vehicle'; since: string; probability: number; state: string; heard: string; radius95: number }
export interface ZoneRow {
  id: string; name: string; drawn: boolean; ruled: boolean; lost: boolean; shape: ZoneShape | null; sections: Stretch[]; rules: ZoneRule[];
  people: number; vehicles: number; inside: Inside[];
}
export interface TrialNote { by: string; at: string; from: string; to: string; alarms: number; crossings: number }
export interface VersionRow { version: number; by: string; at: string | null; why: string; trial: TrialNote | null; zones: number }
export interface DraftRow { revision: number; by: string; at: string; trial: TrialNote | null; zones: RuledZone[] }
export interface BreachRow { kind: string; subject: string; zone: string; tag: string | null; detail: string; since: string }
export interface Permit { zone: string; holder: string; until: string; by: string; at: string }
export interface Doubt { doubt: 'inside' | 'couldBeInside' | 'noPlace' | 'notProved' | 'uncovered'; subject: string; probability: number | null; since: string | null; from: number | null; to: number | null; detail: string }
export interface ClearanceRow { zone: string; by: string; at: string; why: string; clear: boolean; since: string; doubts: Doubt[] }
export interface ZonesBoard {
  time: string; live: VersionRow; draft: DraftRow | null; versions: VersionRow[]; zones: ZoneRow[]; breaches: BreachRow[]; permits: Permit[]; clearances: ClearanceRow[];
}

export interface WouldBe { time: string; kind: string; subject: string; name: string; detail: string; ended: string | null }
export interface TrialReport {
  state: 'running' | 'done' | 'stopped' | 'failed'; draft: number; by: string; from: string; to: string; share: number; why: string; alarms: number; crossings: number; listed: WouldBe[];
}

/** A zone as the list shows it: how it is live, and what the draft makes of it. */
export interface ListedZone {
  id: string;
  name: string;
  live: ZoneRow | null;
  draft: RuledZone | null;
  change: 'same' | 'new' | 'changed' | 'removed';
}

/** All zones, live or drafted: those of the board in its order, then the new ones of the draft. */
export function listZones(board: ZonesBoard): ListedZone[] {
  const drafted = new Map(board.draft?.zones.map(z => [z.id, z]));
  const listed = board.zones.map((live): ListedZone => {
    const draft = drafted.get(live.id) ?? null;
    return { id: live.id, name: draft?.name ?? live.name, live, draft, change: board.draft ? changeOf(live, draft) : 'same' };
  });
  const known = new Set(board.zones.map(z => z.id));
  return [...listed, ...[...drafted.values()].filter(z => !known.has(z.id)).map((draft): ListedZone => ({ id: draft.id, name: draft.name, live: null, draft, change: 'new' }))];
}

function changeOf(live: ZoneRow, draft: RuledZone | null): ListedZone['change'] {
  if (!draft) return live.drawn ? 'removed' : live.ruled ? 'changed' : 'same';
  const same = JSON.stringify([live.rules, live.shape, live.drawn ? live.name : '']) === JSON.stringify([draft.rules, draft.shape, live.drawn ? draft.name : '']);
  return same && live.ruled ? 'same' : 'changed';
}

/** A rule of a kind with figures to begin from. */
export function newRule(kind: RuleKind): ZoneRule {
  switch (kind) {
    case 'restricted': return { kind, roles: [], crews: [], tags: [], hours: [] };
    case 'permitted': return { kind, tags: [] };
    case 'key': return { kind };
    case 'capacity': return { kind, max: 10 };
    case 'overtime': return { kind, minutes: 60 };
    case 'tooFew': return { kind, min: 2, minutes: 30 };
    case 'speedLimit': return { kind, kilometresPerHour: 15 };
    case 'proximity': return { kind, metres: 30 };
  }
}

export const ruleKinds: readonly RuleKind[] = ['restricted', 'permitted', 'key', 'capacity', 'overtime', 'tooFew', 'speedLimit', 'proximity'];

/** A rule in a few words, such as `At most 10 people`. */
export function ruleText(rule: ZoneRule, say: (key: string) => string): string {
  const head = say(`zones.rule.${rule.kind}`);
  const named = (words: string[]): string => (words.length === 0 ? '' : `: ${words.join(', ')}`);
  switch (rule.kind) {
    case 'restricted': return head + named([...rule.roles, ...rule.crews, ...rule.tags]) + (rule.hours.length > 0 ? ` (${rule.hours.map(h => `${dayMinute(h.from)}–${dayMinute(h.to)}`).join(', ')})` : '');
    case 'permitted': return head + named(rule.tags);
    case 'key': return head;
    case 'capacity': return `${head} ${rule.max} ${say('zones.field.max')}`;
    case 'overtime': return `${head} ${rule.minutes} ${say('zones.field.minutes')}`;
    case 'tooFew': return `${head} ${rule.min} ${say('zones.field.min')}, ${rule.minutes} ${say('zones.field.minutes')}`;
    case 'speedLimit': return `${head} ${rule.kilometresPerHour} ${say('zones.field.kmh')}`;
    case 'proximity': return `${head} ${rule.metres} ${say('zones.field.metres')}`;
  }
}

/** `14:05` of a minute of the day. */
export const dayMinute = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The minute of the day of `14:05`; null when it is none. */
export function minuteOf(text: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!found) return null;
  const minute = Number(found[1]) * 60 + Number(found[2]);
  return minute <= 1440 && Number(found[2]) < 60 ? minute : null;
}

/** Minutes that the clocks of a time zone are ahead of UTC at a time. */
export const utcOffset = (zone: string, at: number): number => Math.round(zoneAhead(zone, at) / 60_000);
