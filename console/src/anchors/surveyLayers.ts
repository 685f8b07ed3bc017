import type { Layer } from '@deck.gl/core';
import { PathLayer } from '@deck.gl/layers';
import { addMark, asData, makeMarks, MarkerLayer, shapes } from '../map/markerLayer';
import { flat } from '../map/planLayers';
import type { View } from '../map/view';
import type { Plan, Point } from '../plan/plan';
import { fade, type Palette } from '../theme/palette';
import { foundAt, shown, spotOf, type Survey } from './survey';

/** Anchors that something is wrong with, ringed; for a moved one a line to where it was found. */
export function surveyLayers(survey: Survey, plan: Plan, view: View, draw: (p: Readonly<Point>) => Point, { rgba }: Palette): Layer[] {
  const findings = shown(survey);
  const marks = makeMarks(2 * findings.length + 1);
  const lines: { path: Point[] }[] = [];
  for (const finding of findings) {
    const spot = spotOf(finding, plan);
    // An anchor that is silent is told by its own mark.
    if (!spot || finding.kind === 'silent' || (view.kind === 'level' && spot.level !== view.level)) continue;
    const [x, y, z] = draw(spot.at);
    addMark(marks, x, y, z, shapes.dashedRing, 11, rgba.silent);
    const found = foundAt(finding, spot.at);
    if (!found) continue;
    const [fx, fy, fz] = draw(found);
    addMark(marks, fx, fy, fz, shapes.hollowTriangle, 9, rgba.silent);
    lines.push({ path: [[x, y, z], [fx, fy, fz]] });
  }
  return [
    new PathLayer<{ path: Point[] }>({
      id: 'moved-anchors', data: lines, getPath: l => l.path, getColor: rgba.silent, getWidth: 2, widthUnits: 'pixels', billboard: true, parameters: flat,
    }),
    new MarkerLayer({ id: 'wrong-anchors', data: asData(marks) as never, edge: fade(rgba.ground, 0.9), radiusUnits: 'pixels', parameters: flat }),
  ];
}
