import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sitDown, whoActs } from './act';
import './acts.css';

/** Who sits at this desk. Everything they do is recorded with this name. */
export function SitDown() {
  const { t } = useTranslation();
  const [name, setName] = useState(whoActs);
  return (
    <label className={name.trim() === '' ? 'sit-down missing' : 'sit-down'}>
      <span>{t('acts.by')}</span>
      <input value={name} maxLength={256} placeholder={t('acts.byHint')} data-testid="who-acts" onChange={e => { setName(e.target.value); sitDown(e.target.value); }} />
    </label>
  );
}
