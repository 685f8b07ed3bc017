import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Act } from '../acts/act';
import type { Hold } from '../presence/board';
import type { RegistryBoard } from '../registry/board';
import { readMany } from './scan';

interface Props {
  registry: RegistryBoard;
  holds: readonly Hold[];
  onDo: (acts: { act: Act; count: number }[]) => Promise<void>;
}

/** A whole shift at once, a line for each lamp. Nothing is done while a line cannot be read. */
export function ManyAtOnce({ registry, holds, onDo }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { issues, returns, bad } = readMany(text, registry, holds);
  const run = async (): Promise<void> => {
    const acts: { act: Act; count: number }[] = [];
    if (returns.length > 0) acts.push({ act: { kind: 'returnTags', tags: returns }, count: returns.length });
    if (issues.length > 0) acts.push({ act: { kind: 'issueTags', issues }, count: issues.length });
    await onDo(acts);
    setText('');
  };
  return (
    <details className="lamps-many">
      <summary>{t('lamps.many')}</summary>
      <textarea value={text} rows={6} spellCheck={false} aria-label={t('lamps.manyHint')} placeholder={t('lamps.manyHint')} onChange={e => setText(e.target.value)} />
      {bad.map(b => <p key={b.line} className="warn" role="alert">{t('lamps.badLine', b)}</p>)}
      <button type="button" disabled={bad.length > 0 || issues.length + returns.length === 0} onClick={() => void run()}>{t('lamps.do')} ({issues.length} → · {returns.length} ←)</button>
    </details>
  );
}
