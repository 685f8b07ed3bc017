import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisteredPerson } from '../../registry/board';
import { whoIs } from './whom';

interface Props {
  label: string;
  people: readonly RegisteredPerson[];
  value: RegisteredPerson | null;
  onPick: (person: RegisteredPerson | null) => void;
  autoFocus?: boolean;
  testId?: string;
}

/** One person of the registry: by the number, or by parts of the name and the arrows. */
export function PersonField({ label, people, value, onPick, autoFocus = false, testId }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const found = value === null ? whoIs(text, people) : [];
  const chosen = Math.min(at, found.length - 1);
  const pick = (person: RegisteredPerson): void => {
    onPick(person);
    setText('');
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter' && found.length > 0) pick(found[chosen]!);
    else return;
    event.preventDefault();
  };
  return (
    <label className="person-field"><span>{label}</span>
      <input
        autoFocus={autoFocus} data-testid={testId} value={value === null ? text : `${value.name} ${value.number}`.trim()} placeholder={t('entries.whom')} autoComplete="off" spellCheck={false} required role="combobox"
        aria-expanded={found.length > 0} aria-controls={id} aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
        onChange={e => { if (value !== null) onPick(null); setText(value === null ? e.target.value : ''); setAt(0); }} onKeyDown={onKeyDown} />
      {found.length > 0 && (
        <ul id={id} role="listbox">{found.map((p, i) => <li key={p.id} id={`${id}-${i}`} role="option" aria-selected={i === chosen} onMouseDown={e => { e.preventDefault(); pick(p); }}><b>{p.name}</b> {p.number} <span className="soft">{p.crew}</span></li>)}</ul>
      )}
      {text !== '' && value === null && found.length === 0 && <small className="warn">{t('entries.nobody')}</small>}
    </label>
  );
}
