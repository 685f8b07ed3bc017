import { useEffect, useState } from 'react';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';

/** When a board that changes with time alone is read again, milliseconds. */
const rhythm = 5000;

/** The newest reading of each board: whoever shows the same board shares it. */
const readings = new WeakMap<MineFeed, Map<string, { of: string; board: Promise<unknown> }>>();

/**
 * A board of the server, read again whenever the feed says that it has changed; in the past, as it was kept. Null until it was read; what could not be read stays as it was.
 * @param name As the feed and the address have it: `GET /api/mines/{mine}/{name}`.
 * @param on It is read only while somebody looks at it.
 */
export function useBoard<T>(feed: MineFeed, name: string, on = true): T | null {
  useRenewal(feed);
  const revision = feed.boards[name] ?? -1;
  const beat = Math.floor(performance.now() / rhythm);
  const [shown, setShown] = useState<{ feed: MineFeed; board: T } | null>(null);
  useEffect(() => {
    if (!on || feed.past) return undefined;
    let gone = false;
    read(feed, name, `${revision}/${beat}`).then(found => { if (!gone && found !== null) setShown({ feed, board: found as T }); }, () => undefined);
    return () => { gone = true; };
  }, [feed, name, on, revision, beat]);
  if (feed.past) return feed.past.board(name) as T | null;
  // Never what another mine said.
  return shown?.feed === feed ? shown.board : null;
}

function read(feed: MineFeed, name: string, of: string): Promise<unknown> {
  const known = readings.get(feed) ?? new Map<string, { of: string; board: Promise<unknown> }>();
  readings.set(feed, known);
  const last = known.get(name);
  if (last?.of === of) return last.board;
  const board = fetch(`/api/mines/${encodeURIComponent(feed.mine)}/${name}`).then(answer => (answer.ok ? answer.json() as Promise<unknown> : null));
  known.set(name, { of, board });
  return board;
}
