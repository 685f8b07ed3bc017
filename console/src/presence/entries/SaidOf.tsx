import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisteredPerson } from '../../registry/board';
import type { EntryProps } from './entries';
import { EntryFrame } from './EntryFrame';
import { PersonField } from './PersonField';

/** What somebody saw of a person: going down, below, out. It stands until other evidence says otherwise. */
const seen = ['goingDown', 'out', 'underground', 'onSurface'] as const;

export function SaidOf({ feed, registry, onDone }: EntryProps) {
  const { t } = useTranslation();
  const [person, setPerson] = useState<RegisteredPerson | null>(null);
  const [state, setState] = useState<(typeof seen)[number]>('goingDown');
  const [why, setWhy] = useState('');
  return (
    <EntryFrame mine={feed.mine} title={t('entries.saidOf')} submit={t('presence.save')} onDone={onDone} acts={() => (person === null || why.trim() === '' ? null : [{ kind: 'setPresence', person: person.id, state, why }])}>
      <div className="entry-fields">
        <PersonField label={t('presence.who')} people={registry.people} value={person} onPick={setPerson} autoFocus testId="said-who" />
        <label><span>{t('entries.seen')}</span><select value={state} onChange={e => setState(e.target.value as typeof state)}>{seen.map(s => <option key={s} value={s}>{t(`entries.seenAs.${s}`)}</option>)}</select></label>
        <label className="wide"><span>{t('presence.why')}</span><input value={why} data-testid="said-why" required maxLength={256} onChange={e => setWhy(e.target.value)} /></label>
      </div>
    </EntryFrame>
  );
}
