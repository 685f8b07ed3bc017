import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { act, whoActs } from '../acts/act';
import { take } from '../acts/take';
import { useBoard } from '../acts/useBoard';
import type { DeskProps } from '../desks/desks';
import { ChangeList } from './ChangeList';
import { EntryForm } from './EntryForm';
import { emptyEntry, entriesOf, fields, findEntries, flags, kinds, type Entry, type EntryKind, type RegistryBoard } from './board';
import { TableImport } from './TableImport';
import './registry.css';

/** More rows than these nobody reads; the search finds the rest. */
const shown = 300;

/** Who may go down, who employs them, which machines, tags and lamps there are: looked up, put, taken out, taken back. */
export function RegistryDesk({ feed }: DeskProps) {
  const { t } = useTranslation();
  const board = useBoard<RegistryBoard>(feed, 'registry');
  const [kind, setKind] = useState<EntryKind>('person');
  const [query, setQuery] = useState('');
  const [opened, setOpened] = useState<{ entry: Entry; isNew: boolean } | null>(null);
  const [failure, setFailure] = useState('');
  const list = useRef<HTMLTableElement>(null);
  const search = useRef<HTMLInputElement>(null);
  if (!board) return <p className="empty" role="status">{t('registry.loading')}</p>;
  const found = findEntries(board, kind, query);
  const companies = new Map(board.companies.map(c => [c.id, c.name]));
  const show = (to: EntryKind): void => {
    setKind(to);
    setOpened(null);
  };
  // Who takes it is journalled; whoever has not said who they are is asked.
  const takeTable = (ending: string): void => {
    (whoActs() === '' ? act(feed.mine, { kind: '' }) : take(feed.mine, `registry.${ending}?`, `registry.${ending}`)).then(() => setFailure(''), (why: unknown) => setFailure(String((why as Error).message)));
  };
  const close = (): void => {
    setOpened(null);
    search.current?.focus();
  };
  const walk = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const names = [...(list.current?.querySelectorAll<HTMLElement>('tbody button') ?? [])];
    const at = names.indexOf(document.activeElement as HTMLElement);
    const to = at + (event.key === 'ArrowDown' ? 1 : -1);
    (to < 0 ? search.current : names[to])?.focus();
    event.preventDefault();
  };
  return (
    <div className="registry">
      <header><h2>{t('registry.title')}</h2></header>
      <div className="registry-kinds" role="group" aria-label={t('registry.show')}>
        {kinds.map(k => <button key={k} type="button" aria-pressed={k === kind} data-testid={`registry-${k}`} onClick={() => show(k)}>{t(`registry.kinds.${k}`)} <b>{entriesOf(board, k).length}</b></button>)}
      </div>
      <div className="registry-tools" onKeyDown={walk}>
        <input ref={search} type="search" autoFocus data-testid="registry-find" value={query} placeholder={t('registry.find')} aria-label={t('registry.find')} onChange={e => setQuery(e.target.value)} />
        <button type="button" data-testid="registry-add" onClick={() => setOpened({ entry: emptyEntry(kind), isNew: true })}>{t(`registry.add.${kind}`)}</button>
        <span className="soft" role="status">{t('registry.shown', { n: Math.min(found.length, shown), all: entriesOf(board, kind).length })}</span>
        <span className="registry-files">{t('registry.export')} {['csv', 'xlsx'].map(ending => <button key={ending} type="button" className="plain" data-testid={`registry-take-${ending}`} onClick={() => takeTable(ending)}>{ending.toUpperCase()}</button>)}</span>
        {failure !== '' && <span className="warn" role="alert">{failure}</span>}
      </div>
      {opened && <EntryForm key={`${kind}/${String(opened.entry.id)}`} mine={feed.mine} kind={kind} entry={opened.entry} isNew={opened.isNew} board={board} onDone={close} />}
      <table ref={list} className="registry-list" onKeyDown={walk}>
        <thead><tr>{fields[kind].map(f => <th key={f} scope="col">{t(`registry.field.${f}`)}</th>)}</tr></thead>
        <tbody>
          {found.slice(0, shown).map(entry => (
            <tr key={String(entry.id)} data-testid="registry-row" data-id={String(entry.id)}>
              {fields[kind].map((f, i) => i === 0
                ? <th key={f} scope="row"><button type="button" onClick={() => setOpened({ entry, isNew: false })}>{String(entry.id)}</button></th>
                : <td key={f}>{flags.includes(f) ? (entry[f] === true ? t('registry.yes') : '') : f === 'photo' ? (entry[f] === '' ? '' : t('registry.yes')) : f === 'company' ? companies.get(String(entry[f])) ?? String(entry[f]) : String(entry[f] ?? '')}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {found.length === 0 && <p className="empty">{t('registry.nothing')}</p>}
      <TableImport mine={feed.mine} />
      <ChangeList board={board} mine={feed.mine} zone={feed.timeZone} />
    </div>
  );
}
