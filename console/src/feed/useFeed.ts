import { useEffect, useState, useSyncExternalStore } from 'react';
import { LiveFeed } from './liveFeed';
import type { MineFeed } from './mineFeed';

/** The feed of a mine, watched while the component is there. */
export function useMineFeed(mine: string | null, zone: string): LiveFeed | null {
  const [feed, setFeed] = useState<LiveFeed | null>(null);
  useEffect(() => {
    if (mine === null) return undefined;
    const watched = new LiveFeed(mine, zone);
    setFeed(watched);
    return () => {
      watched.stop();
      setFeed(null);
    };
  }, [mine, zone]);
  return feed;
}

/** Renders again at every renewal of the feed, about twice a second. */
export function useRenewal(feed: MineFeed): number {
  return useSyncExternalStore(feed.subscribe, () => feed.revision);
}
