import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onNameless, sitDown, whoActs } from './act';
import './acts.css';

/** Who sits at this desk. Everything they do is recorded with this name; whoever acts without one is asked for it here. */
export function SitDown() {
  const { t } = useTranslation();
  const [name, setName] = useState(whoActs);
  const field = useRef<HTMLInputElement>(null);
  // A desk may put the focus back into its own field after an act: ours comes later.
  useEffect(() => onNameless(() => setTimeout(() => field.current?.focus())), []);
  return (
    <label className={name.trim() === '' ? 'sit-down missing' : 'sit-down'}>
      <span>{t('acts.by')}</span>
      <input
        ref={field} value={name} maxLength={256} placeholder={t('acts.byHint')} title={t('acts.whoFirst')} data-testid="who-acts" onChange={e => { setName(e.target.value); sitDown(e.target.value); }}
        onKeyDown={e => { if (e.key === 'Enter' || e.key === 'Escape') { e.stopPropagation(); e.currentTarget.blur(); } }} />
    </label>
  );
}
