import { useEffect, useState } from 'react';
import { getMines, type ListedMine } from './api';
import { keepZones } from './zones';

/** How often the list of mines is read again, milliseconds. */
const period = 10_000;
/** The same while there is none, one of them is not up, or the server does not answer. */
const soon = 2000;

/** A mine with the best name and zone that this screen knows. */
export interface MineEntry extends ListedMine {
  name: string;
  timeZone: string;
}

/** A mine that was known stays known: while it comes up again the server does not know its name, and the last picture must stand. */
export function remember(known: MineEntry[] | null, listed: ListedMine[]): MineEntry[] {
  const before = new Map(known?.map(m => [m.id, m]));
  const named = listed.map(m => ({ ...m, name: m.name ?? before.get(m.id)?.name ?? m.id, timeZone: m.timeZone ?? before.get(m.id)?.timeZone ?? 'UTC' }));
  const ids = new Set(listed.map(m => m.id));
  return [...named, ...(known ?? []).filter(m => !ids.has(m.id))].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The mines that the server knows or knew; null until it has answered. */
export function useMines(): { mines: MineEntry[] | null; failure: string | null } {
  const [answer, setAnswer] = useState<{ mines: MineEntry[] | null; failure: string | null }>({ mines: null, failure: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const ask = async (): Promise<void> => {
      let pause = soon;
      try {
        const mines = await getMines();
        keepZones(mines);
        if (!stopped) setAnswer(old => ({ mines: remember(old.mines, mines), failure: null }));
        if (mines.length > 0 && mines.every(m => m.state === 'up')) pause = period;
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
