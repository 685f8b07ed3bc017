/** Where somebody stands in the shift; the first is the one that needs a person most. */
export const states = ['unaccounted', 'goingDown', 'underground', 'onSurface', 'out'] as const;
export type PresenceState = (typeof states)[number];

export interface Evidence {
  source: string;
  time: string;
  detail: string;
}

export interface Disagreement {
  kind: string;
  since: string;
  /** The sources with their times, as the server names them. */
  detail: string;
}

/** Where a tag was last, as the board has it. */
export interface LastPlace {
  roadway: string | null;
  offset: number | null;
  level: string;
  radius95: number;
  state: 'live' | 'inferred' | 'lastKnown';
  heard: string;
}

/** One person of the list: of the registry, or whoever carries a tag or went through a gate under a number. */
export interface PresenceRow {
  kind: 'person' | 'tag' | 'number';
  id: string;
  name: string;
  number: string;
  company: string;
  crew: string;
  role: string;
  rescueTeam: boolean;
  state: PresenceState;
  since: string;
  because: string | null;
  seen: string | null;
  tags: string[];
  place: LastPlace | null;
  shift: string;
  leave: { until: string; escort: string; route: string[]; why: string; by: string } | null;
  sources: Evidence[];
  disagreements: Disagreement[];
}

export interface ShiftRow {
  shift: string;
  start: string;
  end: string;
  planned: string[];
  down: string[];
  up: string[];
  notDown: string[];
  unplanned: string[];
}

export interface Clearance {
  shift: string;
  time: string;
  by: string;
  note: string;
  notOut: { name: string; number: string; state: PresenceState; seen: string; place: string; disagreements: string[] }[];
}

export interface Hold {
  tag: string;
  lamp: string;
  person: string;
  since: string;
  by: string;
}

export interface LampEntry {
  time: string;
  by: string;
  hold: Hold;
  returned: boolean;
  takenBackBy: string | null;
}

/** The one list of who is not out, as `GET /api/mines/{mine}/presence` gives it. */
export interface PresenceBoard {
  time: string;
  counts: { out: number; onSurface: number; goingDown: number; underground: number; unaccounted: number; notOut: number; disagreements: number };
  people: PresenceRow[];
  shifts: ShiftRow[];
  clearances: Clearance[];
  twins: { a: string; b: string; since: string; chance: number; way: number; occasions: number; farthest: number; isTold: boolean; isSettled: boolean }[];
  lamps: Hold[];
  lampLog: LampEntry[];
}
