import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { act, type Act } from '../acts/act';
import { useBoard } from '../acts/useBoard';
import type { DeskProps } from '../desks/desks';
import { clockText } from '../language/time';
import type { PresenceBoard } from '../presence/board';
import type { RegisteredPerson, RegistryBoard } from '../registry/board';
import { LampLog } from './LampLog';
import { ManyAtOnce } from './ManyAtOnce';
import { readScan } from './scan';
import './lamps.css';

/** What the desk said last, large enough to be read while the next lamp is in the hand. */
interface Answer {
  kind: 'ready' | 'done' | 'refused' | 'ask';
  text: string;
}

/** The lamp room: one field, a scan or a word, Enter, done. A tag and a person in either order issue it; a tag that is out comes back. */
export function LampDesk({ feed }: DeskProps) {
  const { t } = useTranslation();
  const registry = useBoard<RegistryBoard>(feed, 'registry');
  const board = useBoard<PresenceBoard>(feed, 'presence');
  const [text, setText] = useState('');
  const [tag, setTag] = useState<string | null>(null);
  const [person, setPerson] = useState<RegisteredPerson | null>(null);
  const [at, setAt] = useState(0);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [last, setLast] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  if (!registry || !board) return <p className="empty" role="status">{t('lamps.loading')}</p>;

  const holds = board.lamps;
  const scan = readScan(text, registry, holds);
  const found = scan.kind === 'people' ? scan.people : [];
  const nameOf = (id: string): string => registry.people.find(p => p.id === id)?.name ?? id;
  const zone = feed.timeZone;

  const clear = (): void => {
    setText('');
    setTag(null);
    setPerson(null);
    setAt(0);
    field.current?.focus();
  };
  const perform = async (what: Act, done: string, about: string | null): Promise<boolean> => {
    setBusy(true);
    try {
      await act(feed.mine, what);
      setAnswer({ kind: 'done', text: done });
      setLast(about);
      return true;
    } catch (error) {
      setAnswer({ kind: 'refused', text: error instanceof Error ? error.message : String(error) });
      return false;
    } finally {
      setBusy(false);
      clear();
    }
  };
  const issue = (whose: RegisteredPerson, which: string): void =>
    void perform({ kind: 'issueTag', tag: which, person: whose.id }, t('lamps.issued', { tag: which, name: whose.name }), which);
  const takeTag = (which: string, known: boolean): void => {
    if (person) return issue(person, which);
    setTag(which);
    setText('');
    setAnswer({ kind: 'ask', text: `${known ? '' : `${t('lamps.newTag', { tag: which })}. `}${t('lamps.forWhom', { tag: which })}` });
  };
  const takePerson = (whose: RegisteredPerson): void => {
    if (tag !== null) return issue(whose, tag);
    setPerson(whose);
    setText('');
    setAnswer({ kind: 'ask', text: t('lamps.whichTag', { name: whose.name }) });
  };
  const enter = (): void => {
    switch (scan.kind) {
      case 'none': return;
      case 'held':
        // Whoever is about to hand a lamp to somebody does not mean to take another's back.
        if (person) {
          setAnswer({ kind: 'refused', text: t('lamps.holds', { tag: scan.hold.tag, name: nameOf(scan.hold.person), time: clockText(Date.parse(scan.hold.since), zone) }) });
          setText('');
          return;
        }
        return void perform({ kind: 'returnTag', tag: scan.hold.tag }, t('lamps.returned', { tag: scan.hold.tag, name: nameOf(scan.hold.person) }), scan.hold.tag);
      case 'tag':
        if (tag === null || scan.known) return takeTag(scan.tag, scan.known);
        setAnswer({ kind: 'refused', text: t('lamps.nobody') });
        return;
      case 'people': return takePerson(found[Math.min(at, found.length - 1)]!);
    }
  };
  const undo = (): void => {
    if (last === null) return;
    const entry = board.lampLog.find(e => e.hold.tag === last && e.takenBackBy === null);
    void perform({ kind: 'takeBack', tag: last }, t('lamps.undone', { tag: last, name: entry ? nameOf(entry.hold.person) : '' }), null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') { if (!busy) enter(); }
    else if (event.key === 'ArrowDown') setAt(i => Math.min(i + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(i => Math.max(i - 1, 0));
    else if (event.key === 'Escape' && (text !== '' || tag !== null || person !== null)) {
      clear();
      setAnswer(null);
    } else if (event.key.toLowerCase() === 'z' && event.ctrlKey && text === '') undo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hint = tag !== null ? t('lamps.forWhom', { tag }) : person ? t('lamps.whichTag', { name: person.name }) : t('lamps.scan');
  // Whoever hands out the lamp sees whose it is to be.
  const face = person ?? registry.people.find(p => p.id === board.lamps.find(h => h.tag === last)?.person);
  return (
    <div className="lamps">
      <header><h2>{t('lamps.title')}</h2></header>
      {face?.photo.startsWith('/') === true && <img className="lamps-face" src={face.photo} alt={face.name} />}
      <div className="lamps-field">
        <input
          ref={field} autoFocus data-testid="lamp-scan" value={text} placeholder={hint} aria-label={hint} autoComplete="off" spellCheck={false} role="combobox" aria-expanded={found.length > 0}
          aria-controls="lamp-people" aria-activedescendant={found.length > 0 ? `lamp-person-${Math.min(at, found.length - 1)}` : undefined}
          onChange={e => { setText(e.target.value); setAt(0); }} onKeyDown={onKeyDown} />
        {found.length > 1 && (
          <ul className="lamps-people" id="lamp-people" role="listbox" aria-label={t('lamps.several', { count: found.length })}>
            {found.map((p, i) => (
              <li key={p.id} id={`lamp-person-${i}`} role="option" aria-selected={i === at} onClick={() => takePerson(p)}><b>{p.name}</b><span>{p.number}</span><span className="soft">{p.crew}</span></li>
            ))}
          </ul>
        )}
      </div>
      <p className={`lamps-answer ${answer?.kind ?? 'ready'}`} data-testid="lamp-answer" data-kind={answer?.kind ?? 'ready'} role="status" aria-live="assertive">
        <span aria-hidden="true">{{ ready: '·', done: '✓', refused: '✗', ask: '?' }[answer?.kind ?? 'ready']}</span>{answer?.text ?? t('lamps.ready')}
      </p>
      <div className="lamps-tools">
        <button type="button" data-testid="lamp-undo" disabled={last === null || busy} onClick={undo}>{t('lamps.undo')} <kbd>Ctrl Z</kbd></button>
        <span className="lamps-out" data-testid="lamps-out"><b>{holds.length}</b> {t('lamps.out')}</span>
      </div>
      <ManyAtOnce registry={registry} holds={holds} onDo={async acts => {
        for (const one of acts) if (!(await perform(one.act, t('lamps.doneMany', { count: one.count }), null))) return;
      }} />
      <LampLog log={board.lampLog} nameOf={nameOf} zone={zone} />
    </div>
  );
}
