import { useEffect, useState } from 'react';
import { getHeat } from './api';
import type { Span } from './bar';
import { classesOf, type Heat } from './heat';

export type HeatAsked = { kind: 'off' | 'loading' } | { kind: 'ready'; heat: Heat } | { kind: 'failed'; why: string };

/** Where people were in a stretch of time; read while it is asked for. */
export function useHeat(mine: string, span: Span | null): HeatAsked {
  const [asked, setAsked] = useState<HeatAsked>({ kind: 'off' });
  const [from, to] = [span?.from ?? null, span?.to ?? null];
  useEffect(() => {
    if (from === null || to === null) {
      setAsked({ kind: 'off' });
      return undefined;
    }
    const stop = new AbortController();
    setAsked({ kind: 'loading' });
    // Not while the bar is being moved: the last place counts.
    const timer = setTimeout(() => {
      getHeat(mine, from, to, stop.signal).then(
        ({ cell, cells }) => setAsked({ kind: 'ready', heat: { from, to, cell, cells, classes: classesOf(cells) } }),
        (error: unknown) => { if (!stop.signal.aborted) setAsked({ kind: 'failed', why: error instanceof Error ? error.message : String(error) }); });
    }, 300);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [mine, from, to]);
  return asked;
}
