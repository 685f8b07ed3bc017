import { useEffect, useState } from 'react';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';

/** When a board that changes with time alone is read again, milliseconds. */
const rhythm = 5000;

/**
 * A board of the server, read again whenever the feed says that it has changed. Null until it was read; what could not be read stays as it was.
 * @param name As the feed and the address have it: `GET /api/mines/{mine}/{name}`.
 * @param on It is read only while somebody looks at it.
 */
export function useBoard<T>(feed: MineFeed, name: string, on = true): T | null {
  useRenewal(feed);
  const revision = feed.boards[name] ?? -1;
  const [board, setBoard] = useState<T | null>(null);
  const [beat, setBeat] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setBeat(b => b + 1), rhythm);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (!on) return undefined;
    const gone = new AbortController();
    fetch(`/api/mines/${encodeURIComponent(feed.mine)}/${name}`, { signal: gone.signal })
      .then(async answer => { if (answer.ok) setBoard((await answer.json()) as T); })
      .catch(() => undefined);
    return () => gone.abort();
  }, [feed.mine, name, on, revision, beat]);
  return board;
}
