import type { Track } from '../feed/tracks';
import type { Fix } from '../feed/wire';
import type { Ground } from '../motion/glide';
import { stretch, type Point } from '../plan/plan';
import { within } from '../plan/within';
import type { Palette } from '../theme/palette';
import { face, type Sheet } from './lettering';

/** The words for tags, in the language in force. */
export interface TagWords {
  name(tag: string): string;
  /** «last known 12:03, 14 min ago» */
  lastKnown(heard: number): string;
  /** «calculated, 40 s without a signal» */
  inferred(heard: number): string;
  distress: string;
  percent(probability: number): string;
}

/** Below this scale, in pixels a metre, only those who matter now are named. */
const namesFrom = 0.9;

/** Names tags: those in distress and the selected one always, the others where there is room. */
export function writeTags(
  sheet: Sheet, tracks: readonly Track[], selected: string | null, place: (track: Track) => Point,
  palette: Palette, pixelsPerMetre: number, words: TagWords): void {
  const { css } = palette;
  const write = (track: Track, always: boolean): void => {
    const at = place(track);
    if (!sheet.holds(at[0], at[1])) return;
    const { fix } = track;
    const chosen = fix.tag === selected;
    const name = words.name(fix.tag);
    const font = `${always ? 600 : 500} ${always ? 14 : 12}px ${face}`;
    const text = fix.sos ? `${words.distress} ${name}` : name;
    const remark = fix.state === 'lastKnown' ? words.lastKnown(fix.heard) : chosen && fix.state === 'inferred' ? words.inferred(fix.heard) : '';
    const small = `400 12px ${face}`;
    const width = Math.max(sheet.measure(text, font), remark ? sheet.measure(remark, small) : 0);
    const gap = chosen ? 20 : fix.sos ? 20 : 10;
    const height = remark ? 30 : 15;
    if (!sheet.clearing.take(at[0] + gap + width / 2, at[1] + (remark ? 7 : 0), width, height, 0, always)) return;
    const ink = fix.sos ? css.sos : fix.state === 'lastKnown' ? css.unsure : always ? css.ink : css['ink-soft'];
    sheet.write(text, at[0] + gap, at[1], font, ink, css.ground, 0, 'left');
    if (remark) sheet.write(remark, at[0] + gap, at[1] + 15, small, css.unsure, css.ground, 0, 'left');
  };
  for (const track of tracks) if (track.fix.sos) write(track, true);
  for (const track of tracks) if (track.fix.tag === selected && !track.fix.sos) write(track, true);
  if (pixelsPerMetre < namesFrom) return;
  for (const track of tracks) if (track.fix.state === 'lastKnown' && track.fix.tag !== selected) write(track, false);
  for (const track of tracks) if (track.fix.state !== 'lastKnown' && !track.fix.sos && track.fix.tag !== selected) write(track, false);
}

/** Less likely places than this are only in the panel: on the map they would hide the likely ones. */
const leastDrawn = 0.05;

/** Draws the places where one tag may be: hollow diamonds, each with its probability, tied to the tag. */
export function writeAlternatives(
  sheet: Sheet, from: Point, fix: Fix, project: (p: Point) => Point,
  palette: Palette, words: TagWords, chosen: boolean): void {
  const { pen } = sheet;
  const { css } = palette;
  for (const alternative of fix.alternatives.filter(a => a.probability >= leastDrawn)) {
    // Where the tag itself is drawn its own mark stands for the alternative, also while it glides there.
    const here = Math.hypot(alternative.x - fix.x, alternative.y - fix.y, alternative.z - fix.z) < 1;
    const [x, y] = here ? from : project([alternative.x, alternative.y, alternative.z]);
    pen.strokeStyle = chosen ? css.ink : css['ink-faint'];
    pen.lineWidth = 1.2;
    pen.setLineDash([4, 4]);
    pen.beginPath();
    pen.moveTo(from[0], from[1]);
    pen.lineTo(x, y);
    pen.stroke();
    pen.setLineDash([]);
    const r = 5 + 7 * alternative.probability;
    pen.beginPath();
    pen.moveTo(x, y - r);
    pen.lineTo(x + r, y);
    pen.lineTo(x, y + r);
    pen.lineTo(x - r, y);
    pen.closePath();
    pen.lineWidth = chosen ? 2 : 1.3;
    if (!here) pen.stroke();
    const text = words.percent(alternative.probability);
    const up = here ? 26 : r + 10;
    const font = `600 12px ${face}`;
    if (sheet.clearing.take(x, y - up, sheet.measure(text, font), 12, 0, chosen)) {
      sheet.write(text, x, y - up, font, chosen ? css.ink : css['ink-soft'], css.ground);
    }
  }
}

/** A ring with four ticks about the selected tag. */
export function ringSelected(sheet: Sheet, at: Point, palette: Palette): void {
  const { pen } = sheet;
  sheet.clearing.take(at[0], at[1], 38, 38, 0, true);
  for (const [ink, width] of [[palette.css.ground, 5], [palette.css.selected, 2]] as const) {
    pen.strokeStyle = ink;
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(at[0], at[1], 14, 0, 2 * Math.PI);
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      pen.moveTo(at[0] + 14 * dx, at[1] + 14 * dy);
      pen.lineTo(at[0] + 19 * dx, at[1] + 19 * dy);
    }
    pen.stroke();
  }
}

/** How far the selected tag may really be: the stretches of roadway within its radius, as a band along them. */
export function writeReach(sheet: Sheet, { plan, network }: Ground, { fix }: Track, project: (p: Point) => Point, palette: Palette, pixelsPerMetre: number): void {
  const roadway = fix.roadway === null ? undefined : plan.roadwayById.get(fix.roadway);
  if (!roadway || fix.offset === null || fix.radius95 * pixelsPerMetre < 6) return;
  const { pen } = sheet;
  pen.save();
  pen.globalAlpha = fix.state === 'live' ? 0.3 : 0.24;
  pen.strokeStyle = fix.state === 'lastKnown' ? palette.css.unsure : palette.css.selected;
  pen.lineWidth = Math.max(7, (roadway.width + 2) * pixelsPerMetre);
  pen.lineJoin = 'round';
  if (fix.state !== 'live') pen.setLineDash([7, 5]);
  pen.beginPath();
  for (const span of within(plan, network, { roadway: roadway.index, offset: fix.offset }, fix.radius95)) {
    stretch(plan.roadways[span.roadway]!, span.from, span.to).forEach((p, i) => {
      const [x, y] = project(p);
      if (i === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    });
  }
  pen.stroke();
  pen.restore();
}
