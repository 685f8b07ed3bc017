import { useEffect, useState } from 'react';
import type { MineFeed } from '../feed/mineFeed';
import { getCoverage } from '../mines/api';
import type { Coverage } from './coverage';

/** When to ask again after a failure, milliseconds. */
const retry = 5000;

export type Asked = { kind: 'off' | 'loading' | 'failed' } | { kind: 'ready'; coverage: Coverage };

/** The prediction for the plan in force while the layer is on; asked for anew when a plan has been loaded. */
export function useCoverage(feed: MineFeed | null, on: boolean): Asked {
  const [asked, setAsked] = useState<Asked>({ kind: 'off' });
  useEffect(() => {
    if (!feed || !on) {
      setAsked({ kind: 'off' });
      return undefined;
    }
    let stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      stop.abort();
      clearTimeout(timer);
      const mine = (stop = new AbortController());
      setAsked({ kind: 'loading' });
      try {
        const coverage = await getCoverage(feed.mine, mine.signal);
        if (!mine.signal.aborted) setAsked({ kind: 'ready', coverage });
      } catch {
        if (mine.signal.aborted) return;
        setAsked({ kind: 'failed' });
        timer = setTimeout(() => void ask(), retry);
      }
    };
    void ask();
    const detach = feed.onPlan(() => void ask());
    return () => {
      detach();
      stop.abort();
      clearTimeout(timer);
    };
  }, [feed, on]);
  return asked;
}
