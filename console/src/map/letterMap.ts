import type { Viewport } from '@deck.gl/core';
import type { Track } from '../feed/tracks';
import type { Ground } from '../motion/glide';
import type { Point } from '../plan/plan';
import type { Palette } from '../theme/palette';
import { northArrow, scaleBar, type Sheet } from './lettering';
import { writeNames, writeSpots } from './planNames';
import { ringSelected, writeAlternatives, writeReach, writeTags, type TagWords } from './tagNames';
import type { View } from './view';

/** Ambiguous tags have their alternatives drawn from this scale on, pixels a metre. */
const alternativesFrom = 0.9;

/** What the map needs from the language in force. */
export interface MapWords extends TagWords {
  metres(metres: number): string;
  stretch(times: number): string;
  north: string;
}

/** What is to be lettered: the picture under the sheet. */
export interface Picture {
  ground: Ground;
  viewport: Viewport;
  view: View;
  draw: (p: Readonly<Point>) => Point;
  /** How many times heights are stretched. */
  stretch: number;
  pixelsPerMetre: number;
  /** The tags on this view. */
  tracks: readonly Track[];
  selected: string | null;
  palette: Palette;
  words: MapWords;
}

/** Writes everything on the sheet; what is written first keeps its room. */
export function letterMap(sheet: Sheet, picture: Picture): void {
  const { ground, viewport, view, draw, pixelsPerMetre, tracks, selected, palette, words } = picture;
  const { plan } = ground;
  const project = (p: Readonly<Point>): Point => viewport.project(draw(p)) as Point;
  const place = (track: Track): Point => project(track.glide.drawn);
  for (const track of tracks) {
    const chosen = track.fix.tag === selected;
    if (track.fix.alternatives.length < 2 || (!chosen && pixelsPerMetre < alternativesFrom)) continue;
    const from = place(track);
    if (chosen || sheet.holds(from[0], from[1])) writeAlternatives(sheet, from, track.fix, project, palette, words, chosen);
  }
  const chosen = tracks.find(t => t.fix.tag === selected);
  if (chosen) {
    writeReach(sheet, ground, chosen, project, palette, pixelsPerMetre);
    ringSelected(sheet, place(chosen), palette);
  }
  writeTags(sheet, tracks, selected, place, palette, pixelsPerMetre, words);
  writeSpots(sheet, plan, view, draw, viewport, palette, pixelsPerMetre);
  writeNames(sheet, plan, view, draw, viewport, palette, pixelsPerMetre);
  const remark = view.kind === 'space' && picture.stretch > 1 ? ` · ${words.stretch(picture.stretch)}` : '';
  scaleBar(sheet, palette, pixelsPerMetre, words.metres, remark);
  northArrow(sheet, palette, viewport, [0, 0, 0], words.north);
}
