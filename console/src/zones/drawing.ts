import type { Plan, Point, Roadway } from '../plan/plan';
import type { Corner, Stretch, ZoneShape } from './board';

/** A place on a roadway: metres from its first vertex. */
export interface Picked { roadway: Roadway; offset: number; away: number }

/** The roadway of a level nearest to a point seen from above, and where on it; null when the level has none. */
export function pick(plan: Plan, level: string, x: number, y: number): Picked | null {
  let best: Picked | null = null;
  for (const roadway of plan.roadways) {
    if (roadway.level !== level) continue;
    for (let i = 0; i + 1 < roadway.points.length; i++) {
      const [a, b] = [roadway.points[i]!, roadway.points[i + 1]!];
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const square = dx * dx + dy * dy;
      const t = square > 0 ? Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / square)) : 0;
      const away = Math.hypot(a[0] + t * dx - x, a[1] + t * dy - y);
      if (best && away >= best.away) continue;
      best = { roadway, offset: roadway.along[i]! + t * (roadway.along[i + 1]! - roadway.along[i]!), away };
    }
  }
  return best;
}

/** A stretch between two places of one roadway, to the decimetre; null when they are the same or on different ones. */
export function stretchBetween(a: Picked, b: Picked): Stretch | null {
  if (a.roadway.index !== b.roadway.index) return null;
  const [from, to] = [Math.min(a.offset, b.offset), Math.max(a.offset, b.offset)].map(o => Math.round(o * 10) / 10) as [number, number];
  return to > from ? { roadway: a.roadway.id, from, to: Math.min(to, Math.floor(a.roadway.length * 10) / 10) } : null;
}

/** Adds a stretch; one that touches it on the same roadway becomes one with it. */
export function addStretch(all: readonly Stretch[], next: Stretch): Stretch[] {
  const touching = all.filter(s => s.roadway === next.roadway && s.from <= next.to && s.to >= next.from);
  const joined = { roadway: next.roadway, from: Math.min(next.from, ...touching.map(s => s.from)), to: Math.max(next.to, ...touching.map(s => s.to)) };
  return [...all.filter(s => !touching.includes(s)), joined];
}

/** The shape can be put: it has something, and a polygon has three corners. */
export const isDrawn = (shape: ZoneShape): boolean => shape.sections.length > 0 || shape.outline.length > 2 || (shape.outline.length === 0 && shape.levels.length > 0);

export const cornerAt = (x: number, y: number): Corner => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10, z: 0 });

/** The points of a path of an SVG, north up. */
export const svgPoints = (points: readonly (Point | [number, number])[]): string => points.map(p => `${p[0].toFixed(2)},${(-p[1]).toFixed(2)}`).join(' ');
