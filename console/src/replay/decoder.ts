import { buffersOf } from './clip';
import { readPacked } from './packed';

/** What the page asks of this worker: to fetch a stretch of the record and pack it, or to leave it. */
type Asked = { id: number; path: string } | { id: number; leave: true };

const running = new Map<number, AbortController>();

// The record of a large mine is megabytes: read here, so that the page goes on drawing.
onmessage = async ({ data }: MessageEvent<Asked>) => {
  const { id } = data;
  if ('leave' in data) {
    running.get(id)?.abort();
    return;
  }
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const answer = await fetch(data.path, { signal: stop.signal });
    if (!answer.ok) throw new Error(((await answer.json().catch(() => ({}))) as { detail?: string }).detail ?? `${answer.status} ${answer.statusText}`);
    const clip = readPacked(await answer.arrayBuffer());
    postMessage({ id, clip }, { transfer: buffersOf(clip) });
  } catch (error) {
    postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  } finally {
    running.delete(id);
  }
};
