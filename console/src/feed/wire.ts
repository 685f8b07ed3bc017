/** How sure the place is: read by radio within seconds, carried on by the motion model, or only remembered. */
export type State = 'live' | 'inferred' | 'lastKnown';
const states: readonly State[] = ['live', 'inferred', 'lastKnown'];

export type AnchorState = 'alive' | 'silent' | 'neverHeard';
const anchorStates: readonly AnchorState[] = ['alive', 'silent', 'neverHeard'];

type FixRow = [
  string, number, number, number, number, string | null, number | null, string | null, number, number, number,
  number, number, AlternativeRow[] | null];
type AlternativeRow = [number, number, number, number, string | null, number | null];
type AnchorRow = [string, number, number | null, number];
type LevelRow = [string | null, number, number, number, number];
type UnplacedRow = [string, number | null, number];
type EventRow = [number, number, EventKind, string, string, string | null];

export type EventKind = 'entered' | 'left' | 'passed' | 'raised' | 'cleared';

/** One frame of the live feed, as it comes over the wire. Times are milliseconds since the Unix epoch. */
export interface Frame {
  serverTime: number;
  sequence: number;
  planVersion: number;
  carriersVersion: number;
  /** The rows hold everything; otherwise only what changed since the frame before. */
  full: boolean;
  fixes: FixRow[];
  anchors: AnchorRow[];
  headcount: { people: number; vehicles: number; levels: LevelRow[]; unplaced: { people: number; vehicles: number } };
  /** All who are heard while their place is unknown; null when they are the same as in the frame before. */
  unplaced: UnplacedRow[] | null;
  /** Every tag with a standing SOS, with a place or without. */
  sos: string[];
  intake: Intake;
  events: EventRow[];
  /** How often each board of the safety core has changed, by its name. */
  boards: Record<string, number>;
  /** Why the journal cannot be written now; null while it can. */
  trouble: RecordTrouble | null;
}

/** The journal cannot be written: nothing that radios and people send is taken. Or, `clockBack`, the time of the mine stands still. */
export interface RecordTrouble {
  kind: string;
  /** Milliseconds since the Unix epoch. */
  since: number;
  why: string;
}

export interface Intake {
  pending: number;
  capacity: number;
  acceptedPerSecond: number;
  refusedPerSecond: number;
}

/** One of several places where a tag may be. Probabilities of one tag sum to about 1. */
export interface Alternative {
  probability: number;
  x: number;
  y: number;
  z: number;
  roadway: string | null;
  offset: number | null;
}

/** The published place of a tag: metres in the mine's grid, speed in m/s. */
export interface Fix {
  tag: string;
  time: number;
  x: number;
  y: number;
  z: number;
  roadway: string | null;
  offset: number | null;
  level: string | null;
  speed: number;
  /** Radius that holds the true place with 95 %, metres. */
  radius95: number;
  state: State;
  /** When the newest evidence was measured. */
  heard: number;
  sos: boolean;
  lowBattery: boolean;
  still: boolean;
  /** How many places the radios leave open; 0 or 1 when one is clearly the best. */
  places: number;
  /** Those places; empty when one is clearly the best, and in the past, where only their number is kept. */
  alternatives: Alternative[];
}

export interface AnchorHealth {
  anchor: string;
  state: AnchorState;
  heard: number | null;
  perMinute: number;
}

export interface LevelCount {
  /** Null: not on any level. */
  level: string | null;
  live: number;
  inferred: number;
  lastKnown: number;
  vehicles: number;
}

/** A tag that is heard while its place is unknown. */
export interface Unplaced {
  tag: string;
  /** When the newest of what was used arrived; null when all of it was refused. */
  heard: number | null;
  sos: boolean;
  lowBattery: boolean;
}

export interface MineEvent {
  sequence: number;
  time: number;
  kind: EventKind;
  /** A zone id, or the kind of an alarm. */
  what: string;
  tag: string;
  detail: string;
}

export function readFix(row: FixRow): Fix {
  const [tag, time, x, y, z, roadway, offset, level, speed, radius95, state, heard, flags, alternatives] = row;
  return {
    tag, time, x, y, z, roadway, offset, level, speed, radius95, heard,
    // A state this console does not know is never shown as surer than it is.
    state: states[state] ?? 'lastKnown',
    sos: (flags & 1) !== 0,
    lowBattery: (flags & 2) !== 0,
    still: (flags & 4) !== 0,
    places: alternatives?.length ?? 0,
    alternatives: (alternatives ?? []).map(([p, ax, ay, az, r, o]) => ({ probability: p, x: ax, y: ay, z: az, roadway: r, offset: o })),
  };
}

export function readAnchor([anchor, state, heard, perMinute]: AnchorRow): AnchorHealth {
  return { anchor, state: anchorStates[state] ?? 'neverHeard', heard, perMinute };
}

export function readLevel([level, live, inferred, lastKnown, vehicles]: LevelRow): LevelCount {
  return { level, live, inferred, lastKnown, vehicles };
}

export function readUnplaced([tag, heard, flags]: UnplacedRow): Unplaced {
  return { tag, heard, sos: (flags & 1) !== 0, lowBattery: (flags & 2) !== 0 };
}

export function readEvent([sequence, time, kind, what, tag, detail]: EventRow): MineEvent {
  return { sequence, time, kind, what, tag, detail: detail ?? '' };
}
