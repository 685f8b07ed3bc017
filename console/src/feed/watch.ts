import { HubConnectionBuilder, HttpTransportType, LogLevel, type HubConnection } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { backoff, staleAfter } from './connection';
import type { Frame } from './wire';

/** Frames a second that the console asks for: tags glide between them, but an alarm waits for the next. */
const framesPerSecond = 8;

/** A mine that sleeps may take its server a while to bring up: that long the first frame may take, milliseconds. */
const firstFrameWithin = 20_000;

/**
 * Watches a mine until stopped: connects, takes frames, and connects again after a failure,
 * a closed stream or a silence. Every connection begins with a full frame.
 */
export function watchMine(mine: string, onFrame: (frame: Frame) => void): () => void {
  let stopped = false;
  let attempt = 0;
  let hub: HubConnection | null = null;
  let wake: (() => void) | undefined;

  const session = async (): Promise<void> => {
    hub = new HubConnectionBuilder()
      .withUrl('/feed', { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .withHubProtocol(new MessagePackHubProtocol())
      .configureLogging(LogLevel.None)
      .build();
    await hub.start();
    await new Promise<void>((ended, failed) => {
      // A link can die without a word: a silence as long as three stale periods ends the session.
      let silence = setTimeout(ended, firstFrameWithin);
      hub!.onclose(() => ended());
      hub!.stream<Frame>('Watch', mine, framesPerSecond).subscribe({
        next: frame => {
          clearTimeout(silence);
          silence = setTimeout(ended, 3 * staleAfter);
          attempt = 0;
          if (!stopped) onFrame(frame);
        },
        complete: ended,
        error: failed,
      });
    });
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      try {
        await session();
      } catch {
        // The reason does not help the dispatcher; the screen says since when it is stale.
      }
      await hub?.stop().catch(() => undefined);
      if (!stopped) await new Promise<void>(done => {
        wake = done;
        setTimeout(done, backoff(attempt++));
      });
    }
  };
  void run();

  return () => {
    stopped = true;
    wake?.();
    void hub?.stop();
  };
}
