import type { Layer } from '@deck.gl/core';
import { PathLayer } from '@deck.gl/layers';
import { addMark, asData, makeMarks, MarkerLayer, shapes } from '../map/markerLayer';
import { flat } from '../map/planLayers';
import type { View } from '../map/view';
import type { Plan, Point } from '../plan/plan';
import { fade, type Palette, type Rgba } from '../theme/palette';
import { lineOf, lost, walkers, waysOf, type Overlaid } from './overlays';

interface Line {
  path: Point[];
  color: Rgba;
  width: number;
}

/** Metres between the crosses of a closure. */
const crossEvery = 30;

/** Ways out, closures, reach and teams: the broad and faint below, what is sharp above. A closure is told by its crosses, not by colour alone. */
export function overlayLayers({ shown, evacuation, rescue, selected }: Overlaid, plan: Plan, view: View, draw: (p: Readonly<Point>) => Point, { rgba }: Palette): Layer[] {
  const level = view.kind === 'space' ? null : view.level;
  const reach: Line[] = [];
  const ways: Line[] = [];
  const closed: Line[] = [];
  const crosses: Point[] = [];
  const goals: Point[] = [];
  const team: Point[] = [];
  if (shown.has('reach') && rescue) {
    for (const section of lost(rescue, selected).flatMap(m => m.reach?.sections ?? [])) {
      const path = lineOf(section, plan, level);
      if (path) reach.push({ path: path.map(p => draw(p)), color: fade(rgba.person, 0.3), width: 14 });
    }
  }
  if (shown.has('routes') && evacuation) {
    const rows = walkers(evacuation, selected);
    for (const way of waysOf(rows)) {
      const path = lineOf(way, plan, level);
      if (path) ways.push({ path: path.map(p => draw(p)), color: rgba.safety, width: Math.min(8, 2.5 + Math.log2(way.people)) });
    }
    const reached = new Set(rows.map(r => r.escape.goal));
    for (const spot of plan.spots) if (reached.has(spot.id) && (level === null || spot.level === level)) goals.push(draw(spot.at));
  }
  if (shown.has('closures') && evacuation) {
    for (const closure of evacuation.closures) {
      const path = lineOf(closure, plan, level);
      if (!path) continue;
      const gassed = closure.cause === 'gas' || closure.cause === 'smoke';
      closed.push({ path: path.map(p => draw(p)), color: fade(gassed ? rgba.stale : rgba.sos, 0.85), width: 5 });
      const count = Math.max(1, Math.floor((closure.to - closure.from) / crossEvery));
      for (let i = 0; i < count; i++) {
        const at = closure.from + ((i + 0.5) / count) * (closure.to - closure.from);
        const spot = lineOf({ roadway: closure.roadway, from: at, to: at + 0.01 }, plan, level)?.[0];
        if (spot) crosses.push(draw(spot));
      }
    }
  }
  if (shown.has('teams') && rescue) {
    for (const { place } of rescue.teams.flatMap(r => r.places)) if (level === null || place.level === level) team.push(draw([place.x, place.y, place.z]));
  }
  const marks = makeMarks(crosses.length + goals.length + team.length + 1);
  for (const [x, y, z] of crosses) addMark(marks, x, y, z, shapes.cross, 5, rgba.ink);
  for (const [x, y, z] of goals) addMark(marks, x, y, z, shapes.ring, 13, rgba.safety);
  for (const [x, y, z] of team) addMark(marks, x, y, z, shapes.hollowSquare, 14, rgba.selected);
  return [
    lines('reach', reach), lines('ways', ways), lines('closed', closed),
    new MarkerLayer({ id: 'overlay-marks', data: asData(marks) as never, edge: fade(rgba.ground, 0.9), radiusUnits: 'pixels', parameters: flat }),
  ];
}

const lines = (id: string, data: Line[]): Layer => new PathLayer<Line>({
  id: `overlay-${id}`, data, getPath: l => l.path, getColor: l => l.color, getWidth: l => l.width,
  widthUnits: 'pixels', billboard: true, jointRounded: true, capRounded: id !== 'reach', parameters: flat,
});
