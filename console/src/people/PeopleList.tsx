import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import { entriesOf } from './entry';
import { PersonRow, rowHeight } from './PersonRow';
import { findEntries, type Order, type StateFilter, type Who } from './search';
import './people.css';

/** Rows kept above and below the window, so that scrolling never shows a gap. */
const spare = 6;

interface Props {
  feed: MineFeed;
  selected: string | null;
  searchBox: RefObject<HTMLInputElement | null>;
  onChoose: (tag: string) => void;
  onClose: () => void;
}

/** Everyone underground: search, filters, order, and a list of which only the visible rows exist. */
export function PeopleList({ feed, selected, searchBox, onChoose, onClose }: Props) {
  const { t } = useTranslation();
  const revision = useRenewal(feed);
  const [query, setQuery] = useState('');
  const [who, setWho] = useState<Who>('all');
  const [state, setState] = useState<StateFilter>('all');
  const [order, setOrder] = useState<Order>('name');
  const [active, setActive] = useState<string | null>(null);
  const window_ = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  const all = useMemo(() => entriesOf(feed, tag => t('list.unknownCarrier', { tag })), [feed, revision, t]);
  const stood = useRef<ReadonlyMap<string, number>>(new Map());
  const found = useMemo(() => findEntries(all, query, who, state, order, stood.current), [all, query, who, state, order]);
  stood.current = useMemo(() => new Map(found.map((e, i) => [e.tag, i])), [found]);

  useEffect(() => {
    const box = window_.current!;
    const measure = (): void => setScroll(s => ({ ...s, height: box.clientHeight }));
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, []);

  const at = found.findIndex(e => e.tag === (active ?? selected));
  const reveal = (index: number): void => {
    const box = window_.current!;
    const top = index * rowHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
  };
  const activate = (index: number): void => {
    const kept = Math.max(0, Math.min(found.length - 1, index));
    const entry = found[kept];
    if (!entry) return;
    setActive(entry.tag);
    reveal(kept);
  };
  // Who is selected on the map or by a link is shown in the list, once.
  const chosenAt = found.findIndex(e => e.tag === selected);
  const revealed = useRef<string | null>(null);
  useEffect(() => {
    if (revealed.current === selected || (selected !== null && chosenAt < 0)) return;
    revealed.current = selected;
    setActive(null);
    if (selected !== null) reveal(chosenAt);
  }, [selected, chosenAt]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(scroll.height / rowHeight) - 1);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    const step = steps[event.key];
    if (step !== undefined) activate(at < 0 ? 0 : at + step);
    else if (event.key === 'Enter') {
      const entry = found[at] ?? found[0];
      if (entry) onChoose(entry.tag);
    } else if (event.key === 'Escape') {
      if (query !== '') setQuery('');
      else {
        searchBox.current?.blur();
        onClose();
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const first = Math.max(0, Math.floor(scroll.top / rowHeight) - spare);
  const last = Math.min(found.length, Math.ceil((scroll.top + scroll.height) / rowHeight) + spare);
  // Only a row that exists can be pointed at.
  const described = at >= first && at < last ? `row-${found[at]!.tag}` : undefined;
  const now = feed.now();
  return (
    <section className="people" aria-label={t('list.title')} onKeyDown={onKeyDown}>
      <div className="search-line">
        <input
          ref={searchBox} data-testid="search" type="search" role="combobox" aria-expanded="true" aria-controls="people-list"
          aria-activedescendant={described} aria-label={t('list.search')} placeholder={t('list.search')}
          autoComplete="off" spellCheck={false} value={query} onChange={e => { setQuery(e.target.value); setActive(null); window_.current!.scrollTop = 0; }} />
        <kbd aria-hidden="true">/</kbd>
      </div>
      <div className="filters">
        <Choice label={t('list.filterCarrier')} value={who} set={setWho} options={[['all', t('list.everyone')], ['person', t('list.people')], ['vehicle', t('list.vehicles')]]} />
        <Choice label={t('list.filterState')} value={state} set={setState} options={[['all', t('state.all')], ['live', t('state.live')], ['inferred', t('state.inferred')], ['lastKnown', t('state.lastKnown')], ['unplaced', t('state.unplaced')]]} />
        <Choice label={t('list.sort')} value={order} set={setOrder} options={[['name', t('list.byName')], ['place', t('list.byPlace')], ['age', t('list.byAge')]]} />
      </div>
      <div className="found soft" role="status">{t('list.found', { count: found.length, total: all.length })}</div>
      <div
        ref={window_} className="people-window" id="people-list" role="listbox" tabIndex={0} aria-label={t('list.title')}
        aria-activedescendant={described}
        onScroll={e => setScroll({ top: e.currentTarget.scrollTop, height: e.currentTarget.clientHeight })}>
        <div style={{ height: found.length * rowHeight }} role="presentation" className="people-strip">
          {found.slice(first, last).map((entry, i) => (
            <PersonRow
              key={entry.tag} entry={entry} index={first + i} of={found.length} now={now} zone={feed.timeZone}
              selected={entry.tag === selected} active={first + i === at} onChoose={onChoose} />
          ))}
        </div>
        {found.length === 0 && <p className="empty">{all.length === 0 ? t('list.nobody') : t('list.nothing')}</p>}
      </div>
    </section>
  );
}

function Choice<T extends string>({ label, value, set, options }: { label: string; value: T; set: (value: T) => void; options: [T, string][] }) {
  return (
    <label className="choice">
      <span>{label}</span>
      <select value={value} onChange={e => set(e.target.value as T)}>
        {options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}
      </select>
    </label>
  );
}
