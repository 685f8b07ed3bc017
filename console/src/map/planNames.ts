import type { Viewport } from '@deck.gl/core';
import { pointAt, type Plan, type Point, type Zone } from '../plan/plan';
import type { Palette } from '../theme/palette';
import { face, type Sheet } from './lettering';
import { drawSign } from './signs';
import type { View } from './view';

type Draw = (p: Readonly<Point>) => Point;
const shares = [0.5, 0.3, 0.7, 0.15, 0.85];

/** Signs of exits, refuges, caches and sensors; their names when the eye is near. */
export function writeSpots(sheet: Sheet, plan: Plan, view: View, draw: Draw, viewport: Viewport, palette: Palette, pixelsPerMetre: number): void {
  const { css } = palette;
  for (const spot of plan.spots) {
    if (spot.kind === 'anchor') {
      if (pixelsPerMetre > 2.2) writeBeside(sheet, spot.id, spot.at, spot.level);
      continue;
    }
    if (view.kind === 'level' && spot.level !== view.level) continue;
    if (pixelsPerMetre < 0.25 && spot.kind !== 'exit') continue;
    const [x, y] = viewport.project(draw(spot.at)) as Point;
    if (!sheet.holds(x, y, 10) || !sheet.clearing.take(x, y, 16, 16)) continue;
    drawSign(sheet.pen, spot.kind, x, y, spot.kind === 'sensor' ? css['ink-soft'] : css.safety, css.ground);
    if (pixelsPerMetre > 0.7 || spot.kind === 'exit') {
      const text = spot.kind === 'sensor' && spot.note ? `${spot.name}` : spot.name;
      const font = `500 12px ${face}`;
      const width = sheet.measure(text, font);
      if (sheet.clearing.take(x + 14 + width / 2, y, width, 12)) sheet.write(text, x + 13, y, font, css['ink-soft'], css.ground, 0, 'left');
    }
  }

  function writeBeside(on: Sheet, text: string, at: Point, level: string): void {
    if (view.kind === 'level' && level !== view.level) return;
    const [x, y] = viewport.project(draw(at)) as Point;
    const font = `400 10.5px ${face}`;
    const width = on.measure(text, font);
    if (on.holds(x, y) && on.clearing.take(x, y + 13, width, 10)) on.write(text, x, y + 13, font, css['ink-faint'], css.ground);
  }
}

/** Names of roadways along their lines, open areas and zones; in space only the names of the levels. */
export function writeNames(sheet: Sheet, plan: Plan, view: View, draw: Draw, viewport: Viewport, palette: Palette, pixelsPerMetre: number): void {
  const { css } = palette;
  if (view.kind === 'space') {
    for (const level of plan.levels) {
      const points = plan.roadways.filter(r => r.level === level.name && r.use !== 'shaft' && r.use !== 'incline').flatMap(r => [r.points[0]!, r.points[r.points.length - 1]!]);
      const seen = points.map(p => viewport.project(draw(p)) as Point).sort((a, b) => a[0] - b[0])[0];
      const font = `600 13px ${face}`;
      const width = sheet.measure(level.name, font);
      const x = seen ? Math.max(seen[0] - 10, width + 8) : 0;
      if (seen && sheet.holds(seen[0], seen[1], width) && sheet.clearing.take(x - width / 2, seen[1], width, 14, 0, true)) {
        sheet.write(level.name, x, seen[1], font, css.ink, css.ground, 0, 'right');
      }
    }
  }
  for (const area of plan.areas) if (view.kind === 'space' ? pixelsPerMetre > 1.5 : area.level === view.level) writeMiddle(area.ring, area.name);
  for (const zone of plan.zones) if (view.kind === 'level' && zone.level === view.level && zone.ring.length > 0) writeMiddle(zone.ring, zone.name);
  for (const zone of plan.zones) if (view.kind === 'level' && zone.level === view.level && zone.sections.length > 0 && pixelsPerMetre > 0.5) writeSections(zone);
  const font = `500 ${pixelsPerMetre > 1.2 ? 13 : 11.5}px ${face}`;
  const long = [...plan.roadways].sort((a, b) => b.length - a.length);
  for (const roadway of long) {
    if (view.kind === 'level' && roadway.level !== view.level) continue;
    const width = sheet.measure(roadway.name, font);
    if (roadway.length * pixelsPerMetre < width * (view.kind === 'space' ? 2.4 : 1.05)) continue;
    for (const share of shares) {
      const a = viewport.project(draw(pointAt(roadway, share * roadway.length - 2))) as Point;
      const b = viewport.project(draw(pointAt(roadway, share * roadway.length + 2))) as Point;
      let angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
      // Never upside down; what is nearly upright reads from below.
      if (angle > 1.48) angle -= Math.PI;
      else if (angle < -1.66) angle += Math.PI;
      const rise = Math.max(9, (roadway.width / 2) * pixelsPerMetre + 9);
      const x = (a[0] + b[0]) / 2 + Math.sin(angle) * rise;
      const y = (a[1] + b[1]) / 2 - Math.cos(angle) * rise;
      if (!sheet.holds(x, y, -20) || !sheet.clearing.take(x, y, width + 12, 13, angle)) continue;
      sheet.write(roadway.name, x, y, font, css['ink-faint'], css.ground, angle);
      break;
    }
  }

  function writeSections(zone: Zone): void {
    const { roadway, from, to } = zone.sections[0]!;
    const [x, y] = viewport.project(draw(pointAt(plan.roadways[roadway]!, (from + to) / 2))) as Point;
    const small = `500 12px ${face}`;
    const down = 14 + (plan.roadways[roadway]!.width / 2 + 3) * pixelsPerMetre;
    if (sheet.clearing.take(x, y + down, sheet.measure(zone.name, small), 12)) sheet.write(zone.name, x, y + down, small, css.zone, css.ground);
  }

  function writeMiddle(ring: Point[], name: string): void {
    const middle = [0, 1, 2].map(i => ring.reduce((s, p) => s + p[i]!, 0) / Math.max(1, ring.length)) as Point;
    const [x, y] = viewport.project(draw(middle)) as Point;
    const area = `500 12px ${face}`;
    if (sheet.clearing.take(x, y, sheet.measure(name, area), 13)) sheet.write(name, x, y, area, css['ink-soft'], css.ground);
  }
}
