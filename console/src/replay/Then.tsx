import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';

/** Shows the mine as it was at a time, and a tag in it; null while there is no record, and in the past itself. */
export const GoToThen = createContext<((time: number, tag: string | null) => void) | null>(null);

/** Leads to how it was when something happened. */
export function Then({ at, tag }: { at: number; tag: string | null }) {
  const { t } = useTranslation();
  const go = useContext(GoToThen);
  return go && <button type="button" data-testid="show-then" onClick={() => go(at, tag)}>{t('replay.then')}</button>;
}
