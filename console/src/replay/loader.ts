import type { Clip } from './clip';

type Answer = { id: number; clip: Clip } | { id: number; failure: string };

/** Reads clips of the record in a worker beside the page. */
export class Loader {
  private readonly worker = new Worker(new URL('./decoder.ts', import.meta.url), { type: 'module' });
  private readonly waiting = new Map<number, { done: (clip: Clip) => void; failed: (error: Error) => void }>();
  private next = 0;

  constructor() {
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const one = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ('clip' in data) one?.done(data.clip);
      else one?.failed(new Error(data.failure));
    };
    this.worker.onerror = event => {
      for (const one of this.waiting.values()) one.failed(new Error(event.message));
      this.waiting.clear();
    };
  }

  load(path: string, signal: AbortSignal): Promise<Clip> {
    const id = this.next++;
    signal.addEventListener('abort', () => {
      this.worker.postMessage({ id, leave: true });
      this.waiting.delete(id);
    });
    return new Promise<Clip>((done, failed) => {
      this.waiting.set(id, { done, failed });
      this.worker.postMessage({ id, path });
    });
  }

  stop(): void {
    this.worker.terminate();
  }
}
