import { OrbitView, OrthographicView, type Viewport } from '@deck.gl/core';
import { boundsOf } from '../plan/readPlan';
import type { Plan, Point } from '../plan/plan';

/** What the map shows: the whole mine in space, or the plan of one level. */
export type View = { kind: 'space' } | { kind: 'level'; level: string };

/** Where the eye is. `zoom` is the binary logarithm of pixels a metre. */
export interface Eye {
  target: Point;
  zoom: number;
  rotationX?: number;
  rotationOrbit?: number;
}

const restingTilt = { rotationX: 36, rotationOrbit: -24 };
/** From a district on the screen to a hand's breadth. */
export const zoomLimits = { minZoom: -6, maxZoom: 9 };

/** The deck.gl view of a kind. Both are parallel projections: the scale bar is true everywhere. */
export function makeView(view: View): OrthographicView | OrbitView {
  return view.kind === 'level'
    ? new OrthographicView({ id: 'level', flipY: false, controller: { dragRotate: false, inertia: 200, keyboard: false } })
    : new OrbitView({ id: 'space', orbitAxis: 'Z', orthographic: true, near: -100, far: 100, controller: { inertia: 200, keyboard: false } });
}

/** deck.gl's view state for an eye. */
export function viewState(eye: Eye) {
  return { ...eye, ...zoomLimits, minRotationX: -90, maxRotationX: 90 };
}

/** How many times heights are stretched in the 3-D view, so that flat levels come apart: 1 to 3. */
export function verticalStretch(plan: Plan): number {
  const { min, max } = plan.bounds;
  const across = Math.max(max[0] - min[0], max[1] - min[1]);
  const heights = plan.levels.map(l => l.elevation);
  const gaps = heights.slice(1).map((h, i) => heights[i]! - h).filter(g => g > 1);
  const gap = gaps.length > 0 ? Math.min(...gaps) : max[2] - min[2];
  return gap > 0 ? Math.min(3, Math.max(1, Math.round((0.075 * across) / gap))) : 1;
}

/** Turns a point of the grid into drawing coordinates. A plan is drawn flat. */
export function drawing(plan: Plan, view: View, stretch: number): (p: Readonly<Point>, out?: Point) => Point {
  const [ox, oy, oz] = plan.origin;
  const scale = view.kind === 'level' ? 0 : stretch;
  return (p, out = [0, 0, 0]) => {
    out[0] = p[0] - ox;
    out[1] = p[1] - oy;
    out[2] = (p[2] - oz) * scale;
    return out;
  };
}

/** An eye that sees all of some points (drawing coordinates) in a window of the given size, pixels. */
export function fitEye(view: View, points: readonly Point[], width: number, height: number, old?: Eye): Eye {
  const { min, max } = boundsOf(points);
  const target = [0, 1, 2].map(i => (min[i]! + max[i]!) / 2) as Point;
  const turn = { rotationX: old?.rotationX ?? restingTilt.rotationX, rotationOrbit: old?.rotationOrbit ?? restingTilt.rotationOrbit };
  const eye: Eye = view.kind === 'level' ? { target, zoom: 0 } : { target, zoom: 0, ...turn };
  const viewport = makeView(view).makeViewport({ width, height, viewState: viewState(eye) }) as Viewport;
  const seen = boundsOf(points.map(p => viewport.project(p) as Point));
  const margin = Math.min(56, width * 0.08);
  const zoom = Math.log2(Math.min(
    (width - 2 * margin) / Math.max(8, seen.max[0] - seen.min[0]),
    (height - 2 * margin) / Math.max(8, seen.max[1] - seen.min[1])));
  // Centre what is seen, not the box in space.
  const middle = [(seen.min[0] + seen.max[0]) / 2, (seen.min[1] + seen.max[1]) / 2];
  const centre = view.kind === 'level' ? target : viewport.unproject([middle[0]!, middle[1]!, viewport.project(target)[2]!]) as Point;
  return { ...eye, target: centre, zoom: Math.min(7, zoom) };
}

/** Between two eyes, `share` from 0 to 1, with a soft start and end. */
export function betweenEyes(a: Eye, b: Eye, share: number): Eye {
  const s = share * share * (3 - 2 * share);
  const mix = (p: number, q: number): number => p + s * (q - p);
  const target = a.target.map((c, i) => mix(c, b.target[i]!)) as Point;
  const eye: Eye = { target, zoom: mix(a.zoom, b.zoom) };
  if (b.rotationX === undefined || b.rotationOrbit === undefined) return eye;
  return { ...eye, rotationX: mix(a.rotationX ?? b.rotationX, b.rotationX), rotationOrbit: mix(a.rotationOrbit ?? b.rotationOrbit, b.rotationOrbit) };
}
