import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { act, type Act } from '../acts/act';
import { fields, flags, putAct, removeAct, type Entry, type EntryKind, type RegistryBoard } from './board';
import { Photo } from './Photo';

interface Props {
  mine: string;
  kind: EntryKind;
  entry: Entry;
  isNew: boolean;
  board: RegistryBoard;
  onDone: () => void;
}

/** What may be left empty; the rest has to be said. */
const needed = ['id', 'name'];

/** One entry, to be put anew or taken out. Enter puts it, Esc leaves it as it was. */
export function EntryForm({ mine, kind, entry, isNew, board, onDone }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(entry);
  const [leaving, setLeaving] = useState(false);
  const [failed, setFailed] = useState('');
  const run = async (what: Act): Promise<void> => {
    try {
      await act(mine, what);
      onDone();
    } catch (error) {
      setFailed(t('acts.failed', { detail: error instanceof Error ? error.message : String(error) }));
    }
  };
  const set = (field: string, value: string | boolean): void => setDraft(d => ({ ...d, [field]: value }));
  const id = String(entry.id);
  return (
    <form className="entry-form" data-testid="entry-form" onSubmit={e => { e.preventDefault(); void run(putAct(kind, draft)); }} onKeyDown={e => { if (e.key === 'Escape') { e.stopPropagation(); onDone(); } }}>
      <h3>{isNew ? t(`registry.add.${kind}`) : `${t(`phrases.entry.${kind}`)} ${id}`}</h3>
      {kind === 'person' && <Photo mine={mine} name={String(draft.name ?? '')} address={String(draft.photo ?? '')} onKept={address => set('photo', address)} />}
      <div className="entry-fields">
        {fields[kind].filter(f => isNew || f !== 'id').map((f, i) => {
          const common = { 'data-testid': `entry-${f}`, autoFocus: i === 0 } as const;
          return flags.includes(f)
            ? <label key={f} className="tick"><input {...common} type="checkbox" checked={draft[f] === true} onChange={e => set(f, e.target.checked)} /> {t(`registry.field.${f}`)}</label>
            : (
              <label key={f}><span>{t(`registry.field.${f}`)}</span>
                {f === 'company' ? <Choice {...common} value={String(draft[f])} options={board.companies.map(c => [c.id, c.name])} onPick={v => set(f, v)} />
                  : f === 'language' ? <Choice {...common} value={String(draft[f])} options={['ru', 'kk', 'en'].map(l => [l, l])} onPick={v => set(f, v)} />
                  : <input {...common} value={String(draft[f] ?? '')} required={needed.includes(f)} maxLength={f === 'id' || f === 'tag' ? 128 : 256} autoComplete="off" spellCheck={false} onChange={e => set(f, e.target.value)} />}
              </label>
            );
        })}
      </div>
      <div className="entry-acts">
        <button type="submit" data-testid="entry-save" className="main-act">{t('registry.save')} <kbd>Enter</kbd></button>
        <button type="button" onClick={onDone}>{t('registry.cancel')} <kbd>Esc</kbd></button>
        {!isNew && !leaving && <button type="button" data-testid="entry-remove" onClick={() => setLeaving(true)}>{t('registry.remove')}</button>}
        {leaving && <><span className="warn">{t('registry.removeSure')}</span><button type="button" autoFocus data-testid="entry-remove-sure" onClick={() => void run(removeAct(kind, id))}>{t('registry.removeYes')}</button></>}
        {failed !== '' && <span className="warn" role="alert">{failed}</span>}
      </div>
    </form>
  );
}

function Choice({ value, options, onPick, ...rest }: { value: string; options: string[][]; onPick: (value: string) => void; autoFocus: boolean; 'data-testid': string }) {
  return <select {...rest} value={value} onChange={e => onPick(e.target.value)}><option value="" />{options.map(([id, name]) => <option key={id} value={id}>{name}</option>)}</select>;
}
