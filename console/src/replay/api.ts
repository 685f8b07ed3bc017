import { at, get } from '../mines/api';
import type { PlanFile } from '../plan/readPlan';
import type { EventLine, PastCarrier } from './clip';

/** A run that made fixes of its own for a time: what was shown (`live`), what is known afterwards (`hindsight`), or a name. */
export interface Version {
  name: string;
  from: string;
  to: string;
  made: string | null;
  by: string | null;
  what: string | null;
}

/** The answer of `GET …/history`. */
export interface Summary {
  from: string | null;
  to: string | null;
  versions: Version[];
  /** From when on each plan was in force. */
  plans: { version: number; from: string }[];
  gaps: { from: string; to: string }[];
}

/** A fix as `GET …/fixes` gives it, with who carried the tag then. */
export interface PastFix {
  time: string;
  tag: string;
  x: number;
  y: number;
  z: number;
  roadway: string | null;
  offset: number | null;
  level: string | null;
  speed: number;
  radius95: number;
  state: 'live' | 'inferred' | 'lastKnown';
  heard: string;
  /** How many places mattered; 0 when one did. */
  alternatives: number;
  carrier: PastCarrier | null;
}

/** The answer of `GET …/history/at`: everything as it was known at one moment. */
export interface Moment {
  time: string;
  plan: number | null;
  fixes: PastFix[];
  boards: Record<string, { at: string; board: unknown } | null>;
  gap: { from: string; to: string } | null;
}

/** The picture of how the anchors stood. `heard` is given of those that are silent. */
export interface AnchorsThen {
  anchors: { anchor: string; state: 'alive' | 'silent' | 'neverHeard'; heard: string | null }[];
}

/** The picture of who was heard without a place; `heard` null: all of it was refused. */
export interface UnplacedThen {
  unplaced: { tag: string; carrier: 'person' | 'vehicle'; heard: string | null }[];
}

export interface HeatCell {
  roadway: string;
  offset: number;
  seconds: number;
}

const iso = (time: number): string => new Date(time).toISOString();

export const historyPath = (mine: string, what: string, query: Record<string, string | number>): string =>
  at(mine, `history${what}?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`);

export const getSummary = (mine: string, signal: AbortSignal): Promise<Summary> => get(at(mine, 'history'), signal);
/** @param boards those that are looked at: of a thousand people some are a megabyte */
export const getMoment = (mine: string, time: number, version: string, boards: readonly string[], signal: AbortSignal): Promise<Moment> =>
  get(historyPath(mine, '/at', { time: iso(time), version, boards: boards.join(',') }), signal);
export const replayPath = (mine: string, from: number, to: number, every: number, version: string): string =>
  historyPath(mine, '/replay', { from: iso(from), to: iso(to), every, version, form: 'packed' });
export const getHeat = (mine: string, from: number, to: number, signal: AbortSignal): Promise<{ cell: number; cells: HeatCell[] }> =>
  get(historyPath(mine, '/heat', { from: iso(from), to: iso(to) }), signal);
export const getPlanVersion = (mine: string, version: number): Promise<PlanFile> => get(at(mine, `plan?version=${version}`));

/** Pages of events that are read at most: a bar of a month would else take minutes. */
const pages = 20;

/** The alarms that were raised from a time to a time; `more` when there were more than are read. */
export async function getRaised(mine: string, from: number, to: number, signal: AbortSignal): Promise<{ events: EventLine[]; more: boolean }> {
  const events: EventLine[] = [];
  let begin = from;
  for (let page = 0; page < pages; page++) {
    const answer = await get<{ events: EventLine[]; more: boolean }>(historyPath(mine, '/events', { from: iso(begin), to: iso(to), kind: 'raised' }), signal);
    events.push(...answer.events);
    const last = answer.events.at(-1);
    if (!answer.more || !last) return { events, more: false };
    begin = Date.parse(last.time) + 1;
  }
  return { events, more: true };
}


