import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { act, type Act } from '../acts/act';
import type { MineFeed } from '../feed/mineFeed';

/** Does acts at a desk: `trouble` says why the last one was not done; `run` tells whether it was. */
export function useAct(feed: MineFeed): { run: (what: Act) => Promise<boolean>; trouble: string } {
  const { t } = useTranslation();
  const [trouble, setTrouble] = useState('');
  const run = async (what: Act): Promise<boolean> => {
    try {
      await act(feed.mine, what);
      setTrouble('');
      return true;
    } catch (failed) {
      setTrouble(t('acts.failed', { detail: failed instanceof Error ? failed.message : String(failed) }));
      return false;
    }
  };
  return { run, trouble };
}
