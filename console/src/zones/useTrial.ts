import { useEffect, useState } from 'react';
import { refusalOf, whoActs } from '../acts/act';
import type { TrialReport } from './board';

const rhythm = 500;
/** Every trial here is of the last day, milliseconds. */
const day = 24 * 3600 * 1000;

interface Trial {
  report: TrialReport | null;
  /** Why the last one could not begin. */
  failure: string | null;
  begin: (now: number) => void;
  stop: () => void;
}

/** The newest trial of a draft, watched while it runs. */
export function useTrial(mine: string, revision: number | null): Trial {
  const [report, setReport] = useState<TrialReport | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [beat, setBeat] = useState(0);
  const path = `/api/mines/${encodeURIComponent(mine)}/zones/trial`;
  useEffect(() => {
    if (revision === null) return;
    const gone = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await fetch(path, { signal: gone.signal });
      const found = answer.ok ? ((await answer.json()) as TrialReport) : null;
      setReport(found);
      if (found?.state === 'running') again = setTimeout(() => void ask().catch(() => undefined), rhythm);
    };
    void ask().catch(() => undefined);
    return () => { gone.abort(); clearTimeout(again); };
  }, [path, revision, beat]);
  const begin = (now: number): void => {
    setFailure(null);
    void fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ by: whoActs(), from: new Date(now - day).toISOString(), to: new Date(now).toISOString() }) })
      .then(async answer => {
        if (!answer.ok) setFailure((await refusalOf(answer, mine)).message);
        setBeat(b => b + 1);
      })
      .catch((error: unknown) => setFailure(String(error)));
  };
  const stop = (): void => void fetch(path, { method: 'DELETE' }).finally(() => setBeat(b => b + 1));
  return { report, failure, begin, stop };
}
