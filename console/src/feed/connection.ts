/** What the dispatcher must know about the feed at one glance. */
export type Connection =
  | { state: 'connecting' }
  | { state: 'live'; delay: number }
  /** `since` is the server's time of the last frame, milliseconds since the Unix epoch. */
  | { state: 'stale'; since: number; seconds: number }
  /** Another time than now is shown; `at`, milliseconds since the Unix epoch; `isRead` when what is shown is of that time. */
  | { state: 'past'; at: number; isRead: boolean };

/** Without a frame for longer than this the picture is no longer called live, milliseconds. */
export const staleAfter = 3000;

/**
 * Judges the feed by its frames alone: an open socket that brings none is not a live feed.
 * @param lastFrame monotonic time of the last frame, or null before the first
 */
export function judgeConnection(
  lastFrame: { arrived: number; serverTime: number } | null, delay: number, now: number): Connection {
  if (!lastFrame) return { state: 'connecting' };
  const silent = now - lastFrame.arrived;
  if (silent <= staleAfter) return { state: 'live', delay };
  return { state: 'stale', since: lastFrame.serverTime, seconds: Math.floor(silent / 1000) };
}

/** Milliseconds before the n-th attempt to connect again (0 is the first), up to 10 s. */
export function backoff(attempt: number): number {
  return Math.min(10_000, 500 * 2 ** Math.min(attempt, 10));
}
