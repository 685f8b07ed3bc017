import { RequestRefused } from '../mines/api';

/** The longer side of a picture that is kept, pixels: a face is known by it on any screen. */
const side = 480;

/** The size that fits into the square of a side and keeps the shape; never larger than it is. */
export function fitting(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A picture of any size and kind that the browser reads as a small JPEG. @throws {Error} when it is none. */
export async function smaller(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const { width, height } = fitting(picture.width, picture.height);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.drawImage(picture, 0, 0, width, height);
  picture.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}

/** Keeps a picture on the server; resolves to its address there. @throws {RequestRefused} when it was not taken. */
export async function keepPhoto(mine: string, picture: Blob): Promise<string> {
  const answer = await fetch(`/api/mines/${encodeURIComponent(mine)}/photos`, { method: 'POST', headers: { 'content-type': picture.type }, body: picture });
  const body = (await answer.json().catch(() => ({}))) as { address?: string; detail?: string };
  if (answer.ok && body.address !== undefined) return body.address;
  throw new RequestRefused(answer.status, body.detail ?? answer.statusText);
}
