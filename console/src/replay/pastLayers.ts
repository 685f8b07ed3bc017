import type { Layer } from '@deck.gl/core';
import { LineLayer, PathLayer } from '@deck.gl/layers';
import { addMark, asData, makeMarks, MarkerLayer, shapes } from '../map/markerLayer';
import { flat } from '../map/planLayers';
import type { Drawn } from '../map/stage';
import type { Track } from '../feed/tracks';
import { wayBetween, type Ground } from '../motion/glide';
import type { Footing } from '../plan/footing';
import { stretch, type Point } from '../plan/plan';
import { fade, type ColourName } from '../theme/palette';
import { tagIndex } from './tagIndex';
import { fixAt, type Clip } from './clip';
import { classOf, type Heat } from './heat';

/** Differences smaller than this are not drawn, metres: the two marks would lie upon each other. */
const worthALine = 1;
/** How long a way is drawn behind somebody who is followed, milliseconds. */
const behind = 600_000;

/** The other version of everyone as hollow marks, each tied to the place that is compared with it. */
export function ghostLayers(tracks: readonly Track[], ghosts: ReadonlyMap<string, Track>, { draw, palette: { rgba }, shown }: Drawn): Layer[] {
  const marks = makeMarks(tracks.length + 1);
  const lines: { from: Point; to: Point }[] = [];
  for (const track of tracks) {
    const ghost = ghosts.get(track.fix.tag);
    if (!ghost || Number.isNaN(ghost.glide.drawn[0]) || Number.isNaN(track.glide.drawn[0]) || !shown(track)) continue;
    const [a, b] = [track.glide.drawn, ghost.glide.drawn];
    if (Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < worthALine) continue;
    const to = draw(b);
    lines.push({ from: draw(a), to });
    addMark(marks, to[0], to[1], to[2], shapes.ring, 6, rgba.past);
  }
  return [
    new LineLayer<{ from: Point; to: Point }>({ id: 'ghost-lines', data: lines, getSourcePosition: l => l.from, getTargetPosition: l => l.to, getColor: fade(rgba.past, 0.9), getWidth: 2, widthUnits: 'pixels', parameters: flat }),
    new MarkerLayer({ id: 'ghosts', data: asData(marks) as never, edge: fade(rgba.ground, 0.85), radiusUnits: 'pixels', parameters: flat }),
  ];
}

/** The way of a tag up to a time, in pieces: a silence, or a step that no way on the plan explains, parts them. Points of the grid. */
export function wayOf(clip: Clip, tag: string, time: number, ground: Ground, footing: Footing): Point[][] {
  const index = tagIndex(clip, tag);
  if (index === undefined) return [];
  const last = fixAt(clip, index, time);
  const longest = 1000 * Math.max(3, 1.5 * clip.every);
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  for (let i = clip.starts[index]!; i <= last; i++) {
    if (clip.times[i]! < time - behind) continue;
    const here: Point = [clip.xs[i]!, clip.ys[i]!, clip.zs[i]!];
    const before = piece.at(-1);
    if (before && clip.times[i]! - clip.times[i - 1]! <= longest) {
      const [a, b] = [footing.placeAt(...before), footing.placeAt(...here)];
      const legs = a && b ? wayBetween(ground, a, b) : [];
      if (legs.length > 0) piece.push(...legs.flatMap(leg => points(ground, leg)));
      else if (!a || !b) piece.push(here);
      else pieces.push((piece = [here]));
    } else pieces.push((piece = [here]));
  }
  return pieces.filter(p => p.length > 1);
}

function points({ plan }: Ground, leg: { roadway: number; from: number; to: number }): Point[] {
  const along = stretch(plan.roadways[leg.roadway]!, leg.from, leg.to);
  return leg.to < leg.from ? along.reverse() : along;
}

/** The ways of those who are followed. */
export function wayLayers(ways: readonly Point[][], { draw, palette: { rgba } }: Drawn): Layer[] {
  return [new PathLayer<Point[]>({ id: 'ways-gone', data: ways as Point[][], getPath: w => w.map(p => draw(p)), getColor: fade(rgba.selected, 0.75), getWidth: 3, widthUnits: 'pixels', jointRounded: true, capRounded: true, billboard: true, parameters: flat })];
}

/** Where people were, the more the wider and the more apart from the ground. */
export function heatLayers(heat: Heat, { plan, view, draw, palette: { rgba } }: Drawn): Layer[] {
  const lines = heat.cells.flatMap(cell => {
    const roadway = plan.roadwayById.get(cell.roadway);
    if (!roadway || (view.kind === 'level' && roadway.level !== view.level)) return [];
    const kind = classOf(cell.seconds, heat.classes);
    return [{ path: stretch(roadway, cell.offset, cell.offset + heat.cell).map(p => draw(p)), color: rgba[`cover-${kind}` as ColourName], width: 3 + 2 * kind, kind }];
  }).sort((a, b) => a.kind - b.kind);
  return [new PathLayer<(typeof lines)[number]>({ id: 'heat', data: lines, getPath: l => l.path, getColor: l => l.color, getWidth: l => l.width, widthUnits: 'pixels', billboard: true, parameters: flat })];
}
