import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { act, type Act } from '../../acts/act';

interface Props {
  mine: string;
  title: string;
  /** What is to be done, in this order; null while something is missing. */
  acts: () => Act[] | null;
  submit: string;
  onDone: () => void;
  children: ReactNode;
}

/** A form that does something. Enter does it, Esc leaves it; what the server refuses is said, and the form stays. */
export function EntryFrame({ mine, title, acts, submit, onDone, children }: Props) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState('');
  const ready = acts();
  const send = async (): Promise<void> => {
    if (ready === null) return;
    try {
      for (const one of ready) await act(mine, one);
      onDone();
    } catch (error) {
      setFailed(t('acts.failed', { detail: error instanceof Error ? error.message : String(error) }));
    }
  };
  return (
    <form className="entry-form no-print" data-testid="presence-entry" onSubmit={e => { e.preventDefault(); void send(); }} onKeyDown={e => { if (e.key === 'Escape') { e.stopPropagation(); onDone(); } }}>
      <h3>{title}</h3>
      {children}
      <div className="entry-acts">
        <button type="submit" className="main-act" data-testid="entry-do" disabled={ready === null}>{submit} <kbd>Enter</kbd></button>
        <button type="button" onClick={onDone}>{t('registry.cancel')} <kbd>Esc</kbd></button>
        {failed !== '' && <span className="warn" role="alert">{failed}</span>}
      </div>
    </form>
  );
}
