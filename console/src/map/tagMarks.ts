import type { Track } from '../feed/tracks';
import type { Carrier } from '../mines/api';
import type { Point } from '../plan/plan';
import { fade, type Palette, type Rgba } from '../theme/palette';
import { addMark, makeMarks, shapes, type Marks } from './markerLayer';

/** Over this age, in milliseconds, a halo has faded to its least. */
const fadeOver = 120_000;

/** The marks of all tags and the halos of their uncertainty, refilled every frame. */
export class TagMarks {
  marks: Marks = makeMarks(512);
  halos: Marks = makeMarks(512);

  /**
   * Refills the arrays from where the tags are drawn now.
   * @param shown which tags belong on this view
   * @param now the server's time, milliseconds since the Unix epoch
   */
  fill(
    tracks: readonly Track[], carriers: ReadonlyMap<string, Carrier>, shown: (track: Track) => boolean,
    draw: (p: Readonly<Point>, out?: Point) => Point, palette: Palette, now: number, pixelsPerMetre: number): void {
    if (this.marks.radii.length < tracks.length) {
      this.marks = makeMarks(tracks.length * 2);
      this.halos = makeMarks(tracks.length * 2);
    }
    this.marks.count = 0;
    this.halos.count = 0;
    // Marks grow a little as the eye comes nearer; far off 2,000 of them must not hide the roadways.
    const size = Math.min(8, Math.max(3.3, 4.7 + Math.log2(pixelsPerMetre + 0.05)));
    const at: Point = [0, 0, 0];
    const late: Track[] = [];
    for (const track of tracks) {
      if (Number.isNaN(track.glide.drawn[0]) || !shown(track)) continue;
      if (track.fix.sos) late.push(track);
      else this.add(track, carriers, draw(track.glide.drawn, at), palette, now, size, pixelsPerMetre);
    }
    // Those in distress last: nothing covers them.
    for (const track of late) this.add(track, carriers, draw(track.glide.drawn, at), palette, now, size, pixelsPerMetre);
  }

  private add(
    { fix }: Track, carriers: ReadonlyMap<string, Carrier>, at: Point, palette: Palette, now: number, size: number,
    pixelsPerMetre: number): void {
    const vehicle = carriers.get(fix.tag)?.carrier === 'vehicle';
    const color = markColour(fix.state, vehicle, fix.sos, palette);
    const [x, y, z] = at;
    if (fix.radius95 * pixelsPerMetre > size + 1) {
      const age = Math.min(1, Math.max(0, (now - fix.heard) / fadeOver));
      const live = fix.state === 'live';
      const opacity = live ? 0.34 - 0.1 * age : 0.75 - 0.4 * age;
      addMark(this.halos, x, y, z, live ? shapes.halo : shapes.dashedHalo, fix.radius95, fade(color, opacity));
    }
    if (fix.sos) addMark(this.marks, x, y, z, shapes.distress, 2.1 * size, palette.rgba.sos);
    else addMark(this.marks, x, y, z, markShape(fix.state, vehicle, fix.places > 1), size, color);
  }
}

/**
 * Solid is read by radio, half filled is read but at one of several places, hollow is carried on by the motion model,
 * dashed is only remembered.
 */
export function markShape(state: Track['fix']['state'], vehicle: boolean, ambiguous: boolean): number {
  switch (state) {
    case 'live':
      if (ambiguous) return vehicle ? shapes.halfSquare : shapes.halfDisc;
      return vehicle ? shapes.square : shapes.disc;
    case 'inferred': return vehicle ? shapes.hollowSquare : shapes.ring;
    case 'lastKnown': return vehicle ? shapes.dashedSquare : shapes.dashedRing;
  }
}

function markColour(state: Track['fix']['state'], vehicle: boolean, sos: boolean, { rgba }: Palette): Rgba {
  if (sos) return rgba.sos;
  if (state === 'lastKnown') return rgba.unsure;
  return vehicle ? rgba.vehicle : rgba.person;
}
