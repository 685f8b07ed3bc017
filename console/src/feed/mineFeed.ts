import type { Carrier } from '../mines/api';
import type { Ground } from '../motion/glide';
import type { Plan } from '../plan/plan';
import type { Connection } from './connection';
import type { Scene } from './tracks';
import type { RecordTrouble } from './wire';

/** Why there is no plan to show. */
export type PlanTrouble = { kind: 'none' } | { kind: 'failed'; detail: string };

/** What only the past has. */
export interface Past {
  /** A board of the safety core as it was kept last before the time that is shown; null when none was, or while it is read. */
  board(name: string): unknown;
}

/**
 * One mine as this screen shows it, now or at a time of the past: everyone, the plan, the carriers, the clock.
 * React reads it at most twice a second through {@link subscribe}; the map reads it every frame.
 */
export interface MineFeed {
  readonly mine: string;
  readonly tracks: Scene;
  readonly carriers: ReadonlyMap<string, Carrier>;
  readonly ground: Ground | null;
  readonly trouble: PlanTrouble | null;
  /** How often each board of the safety core has changed, by its name. */
  readonly boards: Readonly<Record<string, number>>;
  /** Why nothing can be recorded now; null while it can, and in the past. */
  readonly recordTrouble: RecordTrouble | null;
  /** Rises with every renewal, so that React knows when to look. */
  readonly revision: number;
  /** The server's time at which the newest block of the journal came, milliseconds since the Unix epoch; null before the first frame. */
  readonly recorded: number | null;
  /** The mine's time zone (IANA name): the plan's, otherwise what the list of mines says. */
  readonly timeZone: string;
  /** Null: what is shown is now. */
  readonly past: Past | null;
  /** How many times faster than in the mine time runs on the screen; 0 when it stands. */
  readonly pace: number;
  /** The state of the connection, judged by the frames. */
  connection(): Connection;
  /** The time that is shown, milliseconds since the Unix epoch: the server's now (before the first frame this computer's), or a time of the past. */
  now(): number;
  subscribe(listener: () => void): () => void;
  /** Calls back when a plan has been loaded, and when other zones are drawn on it: then it is not a new one. */
  onPlan(listener: (isNew: boolean) => void): () => void;
  /** Shows these zones on the plan from now on. */
  drawZones(zones: Plan['zones']): void;
}
