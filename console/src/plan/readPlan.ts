import {
  nearestPlace, type Bounds, type Level, type OpenArea, type Plan, type Point, type Roadway, type Spot,
  type SpotKind, type Zone,
} from './plan';

type Properties = Record<string, unknown>;
interface Feature {
  geometry: { type: string; coordinates: unknown } | null;
  properties: Properties;
}
/** The GeoJSON of a mine as the server gives it: the file as it was put, with its version. */
export interface PlanFile {
  version?: number;
  mine?: { name?: string; timeZone?: string };
  features: Feature[];
}

const spotKinds: ReadonlySet<string> = new Set(['anchor', 'exit', 'refuge', 'selfRescuerCache', 'sensor']);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const point = (c: unknown): Point => {
  const [x, y, z] = c as number[];
  return [x ?? 0, y ?? 0, z ?? 0];
};

/** Reads a plan that the server has already checked; unknown kinds and properties are left aside. */
export function readPlan(file: PlanFile): Plan {
  const roadways = file.features.filter(f => f.properties.kind === 'roadway').map(readRoadway);
  const plan: Plan = {
    version: file.version ?? 0,
    name: file.mine?.name ?? '',
    timeZone: file.mine?.timeZone ?? 'UTC',
    roadways,
    roadwayById: new Map(roadways.map(r => [r.id, r])),
    spots: [],
    areas: [],
    zones: [],
    levels: readLevels(roadways),
    bounds: { min: [0, 0, 0], max: [0, 0, 0] },
    origin: [0, 0, 0],
  };
  for (const feature of file.features) {
    const kind = text(feature.properties.kind);
    if (kind === 'openArea') plan.areas.push(readArea(plan, feature));
    else if (kind === 'zone') plan.zones.push(readZone(plan, feature));
    else if (spotKinds.has(kind)) plan.spots.push(readSpot(plan, kind as SpotKind, feature));
  }
  if (plan.levels.length === 0) {
    const names = [...new Set(plan.areas.map(a => a.level))];
    plan.levels = names.map(name => ({ name, elevation: 0 }));
  }
  plan.bounds = boundsOf([
    ...roadways.flatMap(r => r.points), ...plan.areas.flatMap(a => a.ring), ...plan.spots.map(s => s.at)]);
  plan.origin = [0, 1, 2].map(i => Math.round((plan.bounds.min[i]! + plan.bounds.max[i]!) / 2)) as Point;
  return plan;
}

/** The box around some points; an empty list has a box of one metre about the origin. */
export function boundsOf(points: readonly Point[]): Bounds {
  if (points.length === 0) return { min: [0, 0, 0], max: [1, 1, 1] };
  const min: Point = [Infinity, Infinity, Infinity];
  const max: Point = [-Infinity, -Infinity, -Infinity];
  for (const p of points) {
    for (let i = 0; i < 3; i++) {
      min[i] = Math.min(min[i]!, p[i]!);
      max[i] = Math.max(max[i]!, p[i]!);
    }
  }
  return { min, max };
}

function readRoadway({ geometry, properties }: Feature, index: number): Roadway {
  const points = ((geometry?.coordinates ?? []) as unknown[]).map(point);
  const along = new Float64Array(points.length);
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    along[i] = along[i - 1]! + Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
  }
  const id = String(properties.id);
  return {
    index, id, points, along,
    name: text(properties.name) || id,
    level: text(properties.level) || '—',
    use: text(properties.use),
    air: text(properties.air),
    width: typeof properties.width === 'number' ? properties.width : 4,
    length: along[along.length - 1] ?? 0,
  };
}

function readLevels(roadways: readonly Roadway[]): Level[] {
  const sums = new Map<string, { z: number; metres: number }>();
  for (const r of roadways) {
    // A shaft belongs to one level by name but spans many: it does not say how high the level lies.
    const weight = r.use === 'shaft' ? 1e-6 : r.length;
    const sum = sums.get(r.level) ?? { z: 0, metres: 0 };
    const z = r.points.reduce((s, p) => s + p[2], 0) / Math.max(1, r.points.length);
    sums.set(r.level, { z: sum.z + z * weight, metres: sum.metres + weight });
  }
  return [...sums].map(([name, s]) => ({ name, elevation: s.z / s.metres }))
    .sort((a, b) => b.elevation - a.elevation);
}

function levelNear(plan: Plan, at: Point): string {
  const near = nearestPlace(plan, at);
  return near ? plan.roadways[near.place.roadway]!.level : '—';
}

function ringOf({ geometry }: Feature): Point[] {
  return geometry?.type === 'Polygon' ? ((geometry.coordinates as unknown[][])[0] ?? []).map(point) : [];
}

function readArea(plan: Plan, feature: Feature): OpenArea {
  const { id, name, level, floor, tagHeight } = feature.properties;
  const z = (typeof floor === 'number' ? floor : 0) + (typeof tagHeight === 'number' ? tagHeight : 0);
  const ring = ringOf(feature).map(([x, y]): Point => [x, y, z]);
  return { id: String(id), name: text(name) || String(id), ring, level: text(level) || levelNear(plan, ring[0] ?? [0, 0, 0]) };
}

function readZone(plan: Plan, feature: Feature): Zone {
  const { id, name, rule, level } = feature.properties;
  const listed = (feature.properties.sections ?? []) as { roadway: string; from: number; to: number }[];
  const sections = listed.flatMap(s => {
    const roadway = plan.roadwayById.get(s.roadway);
    return roadway ? [{ roadway: roadway.index, from: s.from, to: s.to }] : [];
  });
  const ring = ringOf(feature);
  const first = sections[0];
  const found = first ? plan.roadways[first.roadway]!.level : ring[0] ? levelNear(plan, ring[0]) : '—';
  return { id: String(id), name: text(name) || String(id), rule: text(rule), level: text(level) || found, sections, ring };
}

function readSpot(plan: Plan, kind: SpotKind, { geometry, properties }: Feature): Spot {
  const at = point(geometry?.coordinates ?? [0, 0, 0]);
  const measures = properties.measures;
  return {
    kind, at,
    id: String(properties.id),
    name: text(properties.name) || String(properties.id),
    level: text(properties.level) || levelNear(plan, at),
    note: text(properties.technology) || (Array.isArray(measures) ? measures.join(' ') : text(measures)),
  };
}
