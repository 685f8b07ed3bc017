import type { Layer } from '@deck.gl/core';
import { PathLayer } from '@deck.gl/layers';
import { addMark, asData, makeMarks, MarkerLayer, shapes } from '../map/markerLayer';
import { flat } from '../map/planLayers';
import type { View } from '../map/view';
import { stretch, type Plan, type Point } from '../plan/plan';
import { fade, type ColourName, type Palette, type Rgba } from '../theme/palette';
import { classOf, placeOf, widthOf, type Coverage } from './coverage';

interface Line {
  path: Point[];
  color: Rgba;
  width: number;
}

/** The stretches that a view shows, as lines; the best first, so that a worse one is never hidden where they meet. */
export function coverageLines(coverage: Coverage, plan: Plan, view: View, draw: (p: Readonly<Point>) => Point, rgba: Palette['rgba']): Line[] {
  return coverage.stretches
    .map(s => ({ ...s, on: plan.roadwayById.get(s.roadway), kind: classOf(s.radius95, coverage.classes) }))
    .filter(s => s.on && (view.kind === 'space' || s.on.level === view.level))
    .sort((a, b) => a.kind - b.kind)
    .map(s => ({ path: stretch(s.on!, s.from, s.to).map(p => draw(p)), color: rgba[`cover-${s.kind}` as ColourName], width: widthOf(s.kind) }));
}

/** The expected radius along the roadways, and the places for further anchors as hollow marks. */
export function coverageLayers(coverage: Coverage, plan: Plan, view: View, draw: (p: Readonly<Point>) => Point, { rgba }: Palette): Layer[] {
  const marks = makeMarks(coverage.suggestions.length + 1);
  for (const s of coverage.suggestions) {
    if (view.kind === 'level' && s.level !== view.level) continue;
    const [x, y, z] = draw(placeOf(s));
    addMark(marks, x, y, z, shapes.hollowTriangle, 11, rgba.selected);
  }
  return [
    new PathLayer<Line>({
      id: 'coverage', data: coverageLines(coverage, plan, view, draw, rgba), getPath: l => l.path, getColor: l => l.color, getWidth: l => l.width,
      widthUnits: 'pixels', billboard: true, jointRounded: true, capRounded: false, parameters: flat,
    }),
    new MarkerLayer({ id: 'suggestions', data: asData(marks) as never, edge: fade(rgba.ground, 0.9), radiusUnits: 'pixels', parameters: flat }),
  ];
}
