import type { SpotKind } from '../plan/plan';

/** Outlines on a field of 16 by 16 for what stands fixed underground; the map and the legend share them. */
export const signs: Record<Exclude<SpotKind, 'anchor'>, string> = {
  // An arrow that leads up and out of a shaft.
  exit: 'M2 15V8h3v7M14 15V8h-3v7M8 15V3M4.5 6 8 2l3.5 4',
  // A shelter: walls and a roof.
  refuge: 'M2 8 8 2l6 6M4 7v7h8V7M8 9v3M6.5 10.5h3',
  // A self-rescuer: a canister with its strap.
  selfRescuerCache: 'M4 6h8v8H4zM6 6V3h4v3M4 10h8',
  // A sensor: a diamond that radiates.
  sensor: 'M8 3l5 5-5 5-5-5zM8 6.5v3',
};

const made = new Map<string, Path2D>();

/** Draws a sign centred on a point of a canvas. */
export function drawSign(canvas: CanvasRenderingContext2D, kind: keyof typeof signs, x: number, y: number, ink: string, ground: string): void {
  const path = made.get(kind) ?? new Path2D(signs[kind]);
  made.set(kind, path);
  canvas.save();
  canvas.translate(x - 8, y - 8);
  canvas.lineCap = 'round';
  canvas.lineJoin = 'round';
  canvas.strokeStyle = ground;
  canvas.lineWidth = 4.5;
  canvas.stroke(path);
  canvas.strokeStyle = ink;
  canvas.lineWidth = 1.6;
  canvas.stroke(path);
  canvas.restore();
}
