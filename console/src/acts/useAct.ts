import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { act, type Act } from './act';
import { Barred } from './Acts';

/** Does acts: `failure` says why the last was not done; `does` tells whether it was. */
export function useAct(mine: string): { failure: string | null; does: (what: Act) => Promise<boolean> } {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<string | null>(null);
  const barred = useContext(Barred);
  const does = async (what: Act): Promise<boolean> => {
    try {
      if (barred !== null) throw new Error(barred);
      await act(mine, what);
      setFailure(null);
      return true;
    } catch (error) {
      setFailure(t('acts.failed', { detail: error instanceof Error ? error.message : String(error) }));
      return false;
    }
  };
  return { failure, does };
}
