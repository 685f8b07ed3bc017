import { useEffect, useState } from 'react';
import { getMines, type MineEntry } from './api';

/** How often the list of mines is read again, milliseconds. */
const period = 30_000;
/** The same while there is none or the server does not answer. */
const soon = 3000;

/** The mines that the server knows; null until it has answered. */
export function useMines(): { mines: MineEntry[] | null; failure: string | null } {
  const [answer, setAnswer] = useState<{ mines: MineEntry[] | null; failure: string | null }>({ mines: null, failure: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const ask = async (): Promise<void> => {
      let pause = soon;
      try {
        const mines = await getMines();
        if (!stopped) setAnswer({ mines, failure: null });
        if (mines.length > 0) pause = period;
      } catch (error) {
        if (!stopped) setAnswer(old => ({ ...old, failure: String(error) }));
      }
      if (!stopped) timer = setTimeout(() => void ask(), pause);
    };
    void ask();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, []);
  return answer;
}
