import type { Layer } from '@deck.gl/core';
import { PathLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { AnchorHealth } from '../feed/wire';
import type { Network } from '../plan/network';
import { pointAt, stretch as stretchOf, type Plan, type Point, type Roadway } from '../plan/plan';
import { fade, type Palette, type Rgba } from '../theme/palette';
import { addMark, asData, makeMarks, MarkerLayer, shapes } from './markerLayer';
import type { View } from './view';

type Draw = (p: Readonly<Point>) => Point;
/** Nothing hides anything by depth: what is drawn later lies on top. */
export const flat = { depthCompare: 'always', depthWriteEnabled: false } as const;

interface Line {
  path: Point[];
  color: Rgba;
  width: number;
}

/** Roadways, open areas and zones: what changes only with the plan, the view or the theme. */
export function planLayers(plan: Plan, network: Network, view: View, draw: Draw, { rgba }: Palette): Layer[] {
  const onView = (level: string): boolean => view.kind === 'space' || level === view.level;
  const here = plan.roadways.filter(r => onView(r.level));
  const beyond = view.kind === 'level' ? joining(plan, view.level) : [];
  const line = (r: Roadway, color: Rgba): Line => ({ path: r.points.map(p => draw(p)), color, width: r.width });
  const casing = here.map(r => line(r, airColour(r, rgba)));
  const core = here.filter(r => r.use !== 'shaft').map(r => line(r, rgba['roadway-core']));
  const belts = here.filter(r => r.use === 'conveyor').map(r => ({ ...line(r, rgba.neutral), width: 0.8 }));
  const zoneLines = plan.zones.filter(z => onView(z.level)).flatMap(z => z.sections.map(s => ({
    path: stretchOf(plan.roadways[s.roadway]!, s.from, s.to).map(p => draw(p)),
    color: fade(rgba.zone, 0.5),
    width: plan.roadways[s.roadway]!.width + 6,
  })));
  const rings = [
    ...plan.areas.filter(a => onView(a.level)).map(a => ({ ring: a.ring.map(p => draw(p)), color: rgba.area, edge: rgba.neutral })),
    ...plan.zones.filter(z => z.ring.length > 0 && onView(z.level)).map(z => ({ ring: z.ring.map(p => draw(p)), color: fade(rgba.zone, 0.16), edge: rgba.zone })),
  ];
  return [
    new SolidPolygonLayer({
      id: 'areas', data: rings, getPolygon: (r: { ring: Point[] }) => r.ring, getFillColor: (r: { color: Rgba }) => r.color, parameters: flat,
    }),
    lines('area-edges', rings.map(r => ({ path: r.ring, color: r.edge, width: 0.5 })), 1.2),
    lines('beyond', beyond.map(r => line(r, fade(rgba.neutral, 0.35))), 1),
    lines('zones', zoneLines, 7),
    lines('casings', casing, view.kind === 'space' ? 1.6 : 3.4),
    // The hollow core makes a roadway look like one as soon as it is wide enough to have walls.
    ...(view.kind === 'level' ? [lines('cores', core.map(c => ({ ...c, width: Math.max(1, c.width - 1.6) })), 1.2), lines('belts', belts, 0), junctions(plan, network, view.level, draw, rgba)] : []),
  ];
}

/** Junctions of a level, as large as a crossing is: they show only where the eye is near. */
function junctions(plan: Plan, network: Network, level: string, draw: Draw, rgba: Palette['rgba']): Layer {
  const places = network.nodes.filter(n => n.length > 1).map(n => n.find(p => plan.roadways[p.roadway]!.level === level)).filter(p => p !== undefined);
  const marks = makeMarks(places.length + 1);
  for (const place of places) {
    const [x, y, z] = draw(pointAt(plan.roadways[place.roadway]!, place.offset));
    addMark(marks, x, y, z, shapes.ring, 2.2, rgba.neutral);
  }
  return new MarkerLayer({ id: 'junctions', data: asData(marks) as never, edge: [0, 0, 0, 0], radiusUnits: 'common', parameters: flat });
}

/** Anchors and their health. The ones that answer stay small; the others are seen from afar. */
export function anchorLayer(
  plan: Plan, view: View, draw: Draw, { rgba }: Palette, health: ReadonlyMap<string, AnchorHealth> | null, pixelsPerMetre: number): Layer {
  const near = pixelsPerMetre > 0.55;
  const marks = makeMarks(plan.spots.length + 1);
  for (const spot of plan.spots) {
    if (spot.kind !== 'anchor' || (view.kind === 'level' && spot.level !== view.level)) continue;
    const state = health ? health.get(spot.id)?.state ?? 'neverHeard' : null;
    if ((state === 'alive' || state === null) && !near) continue;
    const [x, y, z] = draw(spot.at);
    if (state === null) addMark(marks, x, y, z, shapes.hollowTriangle, 4, rgba.neutral);
    else if (state === 'alive') addMark(marks, x, y, z, shapes.triangle, 5, rgba.alive);
    else if (state === 'silent') addMark(marks, x, y, z, shapes.struckTriangle, near ? 8 : 6, rgba.silent);
    else addMark(marks, x, y, z, shapes.cross, near ? 6 : 3, near ? rgba.never : fade(rgba.never, 0.6));
  }
  return new MarkerLayer({ id: 'anchors', data: asData(marks) as never, edge: fade(rgba.ground, 0.9), radiusUnits: 'pixels', parameters: flat });
}

/** Roadways of other levels that meet this one: shafts, inclines. They tell how the level is left. */
function joining(plan: Plan, level: string): Roadway[] {
  const here = plan.roadways.filter(r => r.level === level);
  const ends = new Set(here.flatMap(r => r.points.map(key)));
  return plan.roadways.filter(r => r.level !== level && r.points.some(p => ends.has(key(p))));
}

const key = (p: Point): string => p.map(c => Math.round(c)).join(',');

function airColour(r: Roadway, rgba: Palette['rgba']): Rgba {
  return r.air === 'intake' ? rgba.intake : r.air === 'return' ? rgba.return : rgba.neutral;
}

function lines(id: string, data: Line[], minPixels: number): Layer {
  return new PathLayer<Line>({
    id, data,
    getPath: l => l.path,
    getColor: l => l.color,
    getWidth: l => l.width,
    widthUnits: 'common',
    widthMinPixels: minPixels,
    billboard: true,
    jointRounded: true,
    capRounded: true,
    parameters: flat,
  });
}
