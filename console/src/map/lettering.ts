import type { Viewport } from '@deck.gl/core';
import type { Point } from '../plan/plan';
import type { Palette } from '../theme/palette';
import { Clearing } from './clearing';

export const face = '"IBM Plex Sans", sans-serif';

/** A sheet of paper over the map: texts and thin drawings, where type must be crisp. */
export class Sheet {
  readonly canvas = document.createElement('canvas');
  readonly pen: CanvasRenderingContext2D;
  readonly clearing = new Clearing();
  width = 0;
  height = 0;
  private readonly widths = new Map<string, number>();

  constructor(host: HTMLElement) {
    this.canvas.className = 'map-sheet';
    this.canvas.setAttribute('aria-hidden', 'true');
    host.append(this.canvas);
    this.pen = this.canvas.getContext('2d')!;
  }

  /** Starts an empty sheet of the given size, CSS pixels. */
  begin(width: number, height: number): void {
    const scale = devicePixelRatio;
    if (this.canvas.width !== Math.round(width * scale) || this.canvas.height !== Math.round(height * scale)) {
      this.canvas.width = Math.round(width * scale);
      this.canvas.height = Math.round(height * scale);
    }
    [this.width, this.height] = [width, height];
    this.pen.setTransform(scale, 0, 0, scale, 0, 0);
    this.pen.clearRect(0, 0, width, height);
    this.clearing.clear();
  }

  /** Width of a text in pixels; measured once. */
  measure(text: string, font: string): number {
    const key = font + text;
    let width = this.widths.get(key);
    if (width === undefined) {
      if (this.widths.size > 4000) this.widths.clear();
      this.pen.font = font;
      width = this.pen.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }

  /** Writes a text with a rim of the ground's colour, so that it stands off the lines under it. */
  write(text: string, x: number, y: number, font: string, ink: string, ground: string, angle = 0, align: CanvasTextAlign = 'center'): void {
    const pen = this.pen;
    pen.save();
    pen.translate(x, y);
    pen.rotate(angle);
    pen.font = font;
    pen.textAlign = align;
    pen.textBaseline = 'middle';
    pen.lineJoin = 'round';
    pen.strokeStyle = ground;
    pen.lineWidth = 3.5;
    pen.strokeText(text, 0, 0);
    pen.fillStyle = ink;
    pen.fillText(text, 0, 0);
    pen.restore();
  }

  /** True where a point of the screen can be seen. */
  holds(x: number, y: number, margin = 0): boolean {
    return x > -margin && y > -margin && x < this.width + margin && y < this.height + margin;
  }
}

const lengths = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** A scale bar of a round length, at the lower left; with the stretch of heights beside it when there is one. */
export function scaleBar(sheet: Sheet, palette: Palette, pixelsPerMetre: number, text: (metres: number) => string, remark: string): void {
  const metres = lengths.findLast(l => l * pixelsPerMetre <= 150) ?? 1;
  const width = metres * pixelsPerMetre;
  const [x, y] = [20, sheet.height - 20];
  const { pen } = sheet;
  for (const [ink, line] of [[palette.css.ground, 5], [palette.css['ink-soft'], 1.5]] as const) {
    pen.strokeStyle = ink;
    pen.lineWidth = line;
    pen.beginPath();
    pen.moveTo(x, y - 5);
    pen.lineTo(x, y);
    pen.lineTo(x + width, y);
    pen.lineTo(x + width, y - 5);
    pen.moveTo(x + width / 2, y - 3);
    pen.lineTo(x + width / 2, y);
    pen.stroke();
  }
  sheet.write(text(metres) + remark, x, y - 14, `500 12px ${face}`, palette.css['ink-soft'], palette.css.ground, 0, 'left');
}

/** An arrow to grid north, at the lower right. */
export function northArrow(sheet: Sheet, palette: Palette, viewport: Viewport, centre: Point, letter: string): void {
  const a = viewport.project(centre);
  const b = viewport.project([centre[0], centre[1] + 1, centre[2]]);
  const angle = Math.atan2(b[0]! - a[0]!, a[1]! - b[1]!);
  const { pen } = sheet;
  pen.save();
  pen.translate(sheet.width - 32, sheet.height - 38);
  pen.rotate(angle);
  pen.fillStyle = palette.css['ink-soft'];
  pen.strokeStyle = palette.css['ink-soft'];
  pen.lineWidth = 1.2;
  pen.beginPath();
  pen.moveTo(0, -18);
  pen.lineTo(6, 14);
  pen.lineTo(0, 9);
  pen.closePath();
  pen.fill();
  pen.beginPath();
  pen.moveTo(0, -18);
  pen.lineTo(-6, 14);
  pen.lineTo(0, 9);
  pen.closePath();
  pen.stroke();
  pen.restore();
  sheet.write(letter, sheet.width - 32 + 27 * Math.sin(angle), sheet.height - 38 - 27 * Math.cos(angle),
    `600 12px ${face}`, palette.css['ink-soft'], palette.css.ground);
}
