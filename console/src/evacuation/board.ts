/** How it stands with one person, in the order of the board: those first of whom least is known. */
export type MusterStatus = 'silent' | 'unplaced' | 'movingWrong' | 'standing' | 'movingUnknown' | 'movingRight' | 'atRefuge' | 'out';
export const statuses: readonly MusterStatus[] = ['silent', 'unplaced', 'movingWrong', 'standing', 'movingUnknown', 'movingRight', 'atRefuge', 'out'];
export const kinds = ['fire', 'explosion', 'outburst', 'roofFall', 'inrush', 'other'] as const;
export type EmergencyKind = (typeof kinds)[number];
export const orderTexts = ['leave', 'leaveToRefuge', 'stay', 'test'] as const;
export const causes = ['blocked', 'gas', 'smoke', 'flooded', 'forbidden'] as const;
export const marks = ['out', 'atRefuge', 'underground', 'injured'] as const;

export interface Place {
  where: string;
  roadway: string | null;
  offset: number | null;
}

export interface Prepared {
  kind: EmergencyKind;
  place: Place;
  why: string;
  by: string;
  at: string;
}

export interface Emergency {
  number: number;
  kind: EmergencyKind;
  place: Place;
  why: string;
  preparedBy: string;
  confirmedBy: string;
  t0: string;
  ended: string | null;
  endedBy: string;
  endedWhy: string;
}

export interface Receipt {
  tag: string;
  sent: string | null;
  times: number;
  delivered: string | null;
  read: string | null;
  understood: string | null;
}

/** One person of the one list of who is not out. */
export interface Row {
  kind: 'person' | 'tag' | 'number';
  subject: string;
  /** By which the person is looked for. */
  tag: string | null;
  name: string;
  number: string;
  crew: string;
  role: string;
  presence: string;
  status: MusterStatus;
  since: string;
  place: { roadway: string | null; offset: number | null; area: string | null; level: string; radius95: number; state: string; alternatives: number } | null;
  heard: string | null;
  /** What was said by hand. Hurt is whoever was said to be, then or before; a contradicted mark counts no more. */
  mark: { as: string; source: string; by: string; isInjured: boolean; isContradicted: boolean } | null;
  /** The way of somebody below without a tag, with leave. */
  route: string[];
  disagreements: string[];
  /** That they are out; not believed while `presence` says otherwise. */
  outBy: { source: string; time: string; detail: string } | null;
  /** `heardAfterMark` when the tag contradicts the mark. */
  evidence: string;
  receipt: Receipt | null;
  escape: { outcome: 'outOfReach' | 'noPlace' | 'refugeOnly' | 'reachesFreshAir' | 'inFreshAir'; goal: string; seconds: number | null; metres: number; minutesLeft: number | null; caches: string[]; legs: Leg[] };
}

/** A stretch of the way, in the direction of walking; `roadway` is null across an open area. */
export interface Leg {
  roadway: string | null;
  from: number;
  to: number;
}

export interface Order {
  number: number;
  text: string;
  note: string;
  to: { zone: string | null; tags: string[] | null };
  by: string;
  given: string;
  repeats: number;
  withdrawn: string | null;
  receipts: Receipt[];
}

export interface Closure {
  roadway: string;
  from: number;
  to: number;
  cause: string;
  why: string;
  by: string;
  since: string;
  /** The gas sensor that closed it; empty when a person did. */
  sensor: string;
}

export interface Position {
  id: string;
  name: string;
  actions: string[];
  routes: { who: string; roadways: string[] }[];
  call: { who: string; phone: string }[];
}

/** The board `evacuation`, as docs/evacuation.md has it. */
export interface EvacuationBoard {
  at: string;
  prepared: Prepared | null;
  emergency: Emergency | null;
  counts: Record<MusterStatus | 'people' | 'ordered' | 'sent' | 'delivered' | 'read', number>;
  rows: Row[];
  orders: Order[];
  closures: Closure[];
  planEdition: string | null;
  proposed: Position[];
  selfRescuerMinutes: number;
}

/** The tag has answered an order. */
export const acknowledged = (r: Receipt): boolean => r.delivered !== null || r.read !== null || r.understood !== null;

/** How far an order came with one tag: the name of its text. */
export function receiptOf(r: Receipt | null): 'none' | 'waiting' | 'sent' | 'delivered' | 'read' {
  if (!r) return 'none';
  if (r.read !== null || r.understood !== null) return 'read';
  return r.delivered !== null ? 'delivered' : r.sent !== null ? 'sent' : 'waiting';
}

/** `R1 120` as a roadway and an offset; a place without them is only words. */
export function placeOf(where: string, roadway: string, offset: string): { where: string; roadway?: string; offset?: number } {
  const metres = offset.trim() === '' ? NaN : Number(offset.replace(',', '.'));
  return { where: where.trim(), ...(roadway === '' ? {} : { roadway }), ...(roadway !== '' && Number.isFinite(metres) ? { offset: metres } : {}) };
}
