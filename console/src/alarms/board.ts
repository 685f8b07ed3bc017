import type { MineFeed } from '../feed/mineFeed';

export const priorities = ['critical', 'high', 'medium', 'low'] as const;
export type Priority = (typeof priorities)[number];
export type AlarmState = 'unacknowledged' | 'acknowledged' | 'returned' | 'shelved' | 'suppressedByDesign' | 'outOfService';

/** One alarm, as docs/alarms.md has it. Times are ISO 8601. */
export interface AlarmRow {
  number: number;
  kind: string;
  subject: string;
  priority: Priority;
  state: AlarmState;
  stands: boolean;
  since: string;
  raised: string | null;
  times: number;
  detail: string;
  place: { x: number; y: number; z: number } | null;
  acknowledged: { by: string; time: string; note: string } | null;
  shelf: { by: string; reason: string; until: string } | null;
  service: { by: string; confirmedBy: string; reason: string; since: string } | null;
  suppressedBy: string | null;
  escalated: OnCall | null;
  /** Everybody who was called, in order; `by` is empty when it was the time without an acknowledgement. */
  calls: { who: OnCall; time: string; by: string; answer: { by: string; time: string; note: string } | null }[];
}

/** Somebody on the list of those who are called. */
export interface OnCall {
  name: string;
  contact: string;
}

export interface AreaLoss {
  area: string;
  level: string;
  since: string;
  found: string;
  ended: string | null;
  roadways: string[];
  radios: string[];
  lostThen: number;
  activeThen: number;
  /** It has lasted too long for a gateway that keeps back; before that it may come back by itself. */
  isSure: boolean;
  picture: { tag: string; roadway: string | null; offset: number | null; radius95: number; state: 'live' | 'inferred' | 'lastKnown'; heard: string }[];
}

export interface AlarmDefinition {
  kind: string;
  priority: Priority;
  delayOn: number;
  delayOff: number;
  escalateAfter: number | null;
  safety: boolean;
  response: string;
  version: number;
  changedBy: string;
}

export interface AlarmBoard {
  time: string;
  /** What needs a person first. */
  alarms: AlarmRow[];
  flood: { since: string; inTenMinutes: number; groups: { kind: string; cause: string; priority: Priority; unacknowledged: number; alarms: number[] }[] } | null;
  losses: AreaLoss[];
  roster: OnCall[];
  definitions: AlarmDefinition[];
  report: {
    rates: {
      tenMinutes: number; hour: number; day: number; perTenMinutes: number; peak: number; floodShare: number; thirtyDays: number;
      shares: { priority: Priority; count: number; share: number; aim: number }[];
      kinds: { kind: string; count: number }[];
    };
    chattering: { kind: string; subject: string; count: number; last: string }[];
    standing: number;
    stale: number[];
  };
}

export const contactText = ({ name, contact }: OnCall): string => [name, contact].filter(s => s !== '').join(', ');

/** Who would be called next because of an alarm; undefined when the list is empty or all of it was called. */
export const nextToCall = (row: AlarmRow, roster: readonly OnCall[]): OnCall | undefined => roster.find(one => row.calls.every(call => call.who.name !== one.name));

/** Somebody has to say that they have seen it. */
export const isOpen = (row: AlarmRow): boolean => row.state === 'unacknowledged' || row.state === 'returned';

/** What wants a person now, the gravest first, then the newest: those that nobody has acknowledged, then those that still stand. */
export function atHand(alarms: readonly AlarmRow[]): AlarmRow[] {
  const rank = (row: AlarmRow): number => (isOpen(row) ? 0 : 1);
  return alarms.filter(row => isOpen(row) || row.state === 'acknowledged').sort((a, b) =>
    rank(a) - rank(b) || priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || Date.parse(b.raised ?? b.since) - Date.parse(a.raised ?? a.since) || b.number - a.number);
}

/** What stands before the id of whom no tag names: a person of the registry, a number at a gate. The same id may be that of a tag. */
const ofNoTag = /^(person|number)\//;

/** The tag that an alarm is about; null when it is about no tag that is known. A subject may name a zone or a quantity beside it. */
export const tagOf = (feed: MineFeed, row: { subject: string }): string | null =>
  ofNoTag.test(row.subject) ? null : row.subject.split('/').find(part => feed.tracks.knows(part)) ?? null;

/** The subject in names that people know. */
export function subjectText(feed: MineFeed, subject: string): string {
  if (ofNoTag.test(subject)) return subject.replace(ofNoTag, '');
  return subject.split('/').map(part => feed.carriers.get(part)?.name ?? feed.ground?.plan.zones.find(z => z.id === part)?.name ?? part).join(' · ');
}
