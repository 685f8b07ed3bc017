/** A point in the mine's own grid: east, north, elevation, in metres. */
export type Point = [number, number, number];

/** A roadway of the plan. It runs at the height of a carried tag. */
export interface Roadway {
  /** Position in {@link Plan.roadways}. */
  index: number;
  id: string;
  name: string;
  level: string;
  use: string;
  air: string;
  /** Metres. */
  width: number;
  points: Point[];
  /** Metres from the first vertex to each vertex, in 3-D. */
  along: Float64Array;
  /** Metres. */
  length: number;
}

/** A position on the network: metres from the roadway's first vertex. */
export interface Place {
  roadway: number;
  offset: number;
}

export type SpotKind = 'anchor' | 'exit' | 'refuge' | 'selfRescuerCache' | 'sensor';

/** Something fixed at one point: a radio, an exit, a refuge, a cache of self-rescuers, a sensor. */
export interface Spot {
  kind: SpotKind;
  id: string;
  name: string;
  at: Point;
  level: string;
  /** The radio technology of an anchor, what a sensor measures, otherwise empty. */
  note: string;
}

export interface OpenArea {
  id: string;
  name: string;
  level: string;
  ring: Point[];
}

/** Part of the network under a rule: stretches of roadways, or an outline, or both. */
export interface Zone {
  id: string;
  name: string;
  rule: string;
  level: string;
  sections: { roadway: number; from: number; to: number }[];
  ring: Point[];
}

export interface Level {
  name: string;
  /** Mean elevation of its roadways, metres. */
  elevation: number;
}

export interface Bounds {
  min: Point;
  max: Point;
}

export interface Plan {
  version: number;
  name: string;
  timeZone: string;
  roadways: Roadway[];
  roadwayById: Map<string, Roadway>;
  spots: Spot[];
  areas: OpenArea[];
  zones: Zone[];
  /** From the uppermost down. */
  levels: Level[];
  bounds: Bounds;
  /** Drawing subtracts it, because 32-bit floats hold grid coordinates only to about half a metre. */
  origin: Point;
}

/** The point at `offset` metres along a roadway; an offset outside it is taken to its nearer end. */
export function pointAt(roadway: Roadway, offset: number, out: Point = [0, 0, 0]): Point {
  const { along, points } = roadway;
  let low = 0;
  let high = along.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (along[middle]! <= offset) low = middle;
    else high = middle;
  }
  const from = points[low]!;
  const to = points[high]!;
  const span = along[high]! - along[low]!;
  const share = span > 0 ? Math.min(1, Math.max(0, (offset - along[low]!) / span)) : 0;
  out[0] = from[0] + share * (to[0] - from[0]);
  out[1] = from[1] + share * (to[1] - from[1]);
  out[2] = from[2] + share * (to[2] - from[2]);
  return out;
}

/** The stretch of a roadway between two offsets, as points. */
export function stretch(roadway: Roadway, from: number, to: number): Point[] {
  const low = Math.max(0, Math.min(from, to));
  const high = Math.min(roadway.length, Math.max(from, to));
  const inner = roadway.points.filter((_, i) => roadway.along[i]! > low && roadway.along[i]! < high);
  return [pointAt(roadway, low), ...inner, pointAt(roadway, high)];
}

/** The place on the network nearest to a point, and how far it is from it in metres. */
export function nearestPlace(plan: Plan, point: Point): { place: Place; metres: number } | null {
  let best: { place: Place; metres: number } | null = null;
  for (const roadway of plan.roadways) {
    for (let i = 1; i < roadway.points.length; i++) {
      const a = roadway.points[i - 1]!;
      const b = roadway.points[i]!;
      const d = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
      const square = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
      const dot = (point[0] - a[0]) * d[0] + (point[1] - a[1]) * d[1] + (point[2] - a[2]) * d[2];
      const share = square > 0 ? Math.min(1, Math.max(0, dot / square)) : 0;
      const metres = Math.hypot(
        a[0] + share * d[0] - point[0], a[1] + share * d[1] - point[1], a[2] + share * d[2] - point[2]);
      if (!best || metres < best.metres) {
        const offset = roadway.along[i - 1]! + share * (roadway.along[i]! - roadway.along[i - 1]!);
        best = { place: { roadway: roadway.index, offset }, metres };
      }
    }
  }
  return best;
}
