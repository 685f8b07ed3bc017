import { useEffect, useState } from 'react';
import type { MineFeed } from '../feed/mineFeed';
import { getSummary } from './api';
import { PastFeed } from './pastFeed';

/** When a mine is asked again whether it has a record, milliseconds. */
const rhythm = 20_000;

/** How long a time has to stand until a link to it is kept, milliseconds. */
const settled = 1000;

/**
 * The feed of the past while there is a time to show; null for now.
 * @param onSettled the time has been brought to a stand elsewhere
 */
export function usePast(now: MineFeed | null, at: number | null, onSettled: (at: number) => void): PastFeed | null {
  const [past, setPast] = useState<PastFeed | null>(null);
  const isPast = at !== null;
  useEffect(() => {
    // The plan of the mine is what the past is drawn on first.
    if (!now || !isPast) return undefined;
    const made = new PastFeed(now, at);
    setPast(made);
    return () => {
      made.stop();
      setPast(null);
    };
  }, [now, isPast]);
  // A link, or a step back in the browser, leads to another time of the same past.
  useEffect(() => {
    if (past && at !== null && Math.abs(past.now() - at) > settled) past.seek(at);
  }, [at]);
  useEffect(() => {
    if (!past) return undefined;
    let [last, since] = [past.now(), performance.now()];
    return past.subscribe(() => {
      const shown = Math.round(past.now());
      if (shown !== last) [last, since] = [shown, performance.now()];
      else if (!past.player.running && shown !== at && performance.now() - since > settled) onSettled(shown);
    });
  }, [past, at]);
  // Never for a frame the past of another mine.
  return isPast && past?.mine === now?.mine ? past : null;
}

/** Is there a record of the mine that can be looked at? */
export function useHasRecord(now: MineFeed | null): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    if (!now) return undefined;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      const found = await getSummary(now.mine, stop.signal).then(s => s.from !== null, () => false);
      if (stop.signal.aborted) return;
      setHas(found);
      if (!found) timer = setTimeout(() => void ask(), rhythm);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [now]);
  return has;
}
