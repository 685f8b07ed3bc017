import type { Survey } from '../anchors/survey';
import type { Coverage } from '../coverage/coverage';
import type { PlanFile } from '../plan/readPlan';

/** A mine in the server's list; what its plan says is null unless it is up. */
export interface ListedMine {
  id: string;
  /** `waiting` for its turn or `replaying` its journal: it comes up; `failed`: it cannot, and is tried again. */
  state: 'up' | 'waiting' | 'replaying' | 'failed';
  name: string | null;
  timeZone: string | null;
  replay: { sequence: number; head: number } | null;
  why: string | null;
}

/** Who or what carries a tag. */
export interface Carrier {
  carrier: 'person' | 'vehicle';
  name?: string;
  number?: string;
  crew?: string;
  role?: string;
  phone?: string;
}

/** What the server tells about one tag beyond its fix. */
export interface TagDetail {
  hypotheses: {
    probability: number; x: number; y: number; z: number;
    roadway: string | null; offset: number | null; area: string | null; speed: number; deviation: number;
  }[];
  heard: { time: string; arrived: string; kind: string; anchor: string | null; value: string }[];
  refusals: Record<string, number>;
  status: { battery: number | null; sos: boolean; still: boolean | null };
}

/** An answer other than 2xx, with the problem's title and detail in words. */
export class RequestRefused extends Error {
  constructor(readonly status: number, detail: string) {
    super(detail);
  }
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(path, signal ? { signal } : {});
  if (answer.ok) return (await answer.json()) as T;
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string };
  throw new RequestRefused(answer.status, problem.detail ?? problem.title ?? answer.statusText);
}

export const at = (mine: string, rest: string): string => `/api/mines/${encodeURIComponent(mine)}/${rest}`;

export const getMines = (): Promise<ListedMine[]> => get('/api/mines');
export const getPlan = (mine: string): Promise<PlanFile> => get(at(mine, 'plan'));
export const getCoverage = (mine: string, signal: AbortSignal): Promise<Coverage> => get(at(mine, 'coverage'), signal);
export const getSurvey = (mine: string, signal: AbortSignal): Promise<Survey> => get(at(mine, 'anchors/survey'), signal);
export const getTag = (mine: string, tag: string, signal: AbortSignal): Promise<TagDetail> =>
  get(at(mine, `tags/${encodeURIComponent(tag)}`), signal);

/** The carriers by tag; the short form (`"T2":"vehicle"`) is understood as well. */
export async function getCarriers(mine: string): Promise<Map<string, Carrier>> {
  const answer = await get<Record<string, Carrier | Carrier['carrier']>>(at(mine, 'tags'));
  return new Map(Object.entries(answer).map(([tag, c]) => [tag, typeof c === 'string' ? { carrier: c } : c]));
}
