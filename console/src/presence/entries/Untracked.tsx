import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { timeOfWall, wallOf } from '../../language/zoned';
import type { RegisteredPerson } from '../../registry/board';
import type { EntryProps } from './entries';
import { EntryFrame } from './EntryFrame';
import { PersonField } from './PersonField';
import { neighboursOf } from './route';

/** Leave lasts this long unless it is said otherwise, milliseconds. */
const usual = 2 * 3_600_000;

/** Somebody goes without a tag, with leave: by this way, or to this place, and out again by a deadline. */
export function Untracked({ feed, registry, now, onDone }: EntryProps) {
  const { t } = useTranslation();
  const zone = feed.timeZone;
  const ground = feed.ground;
  const [person, setPerson] = useState<RegisteredPerson | null>(null);
  const [route, setRoute] = useState<string[]>([]);
  const [text, setText] = useState('');
  const [until, setUntil] = useState(() => wallOf(now + usual, zone));
  const [why, setWhy] = useState('');
  const end = timeOfWall(until, zone);
  const offered = ground === null ? [] : neighboursOf(ground, route.at(-1) ?? null).filter(r => r.id !== route.at(-1));
  const add = (): void => {
    const found = offered.find(r => r.name === text || r.id === text);
    if (!found) return;
    setRoute([...route, found.id]);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && text !== '') add();
    else if (event.key === 'Backspace' && text === '' && route.length > 0) setRoute(route.slice(0, -1));
    else return;
    event.preventDefault();
  };
  const nameOf = (id: string): string => ground?.plan.roadwayById.get(id)?.name ?? id;
  return (
    <EntryFrame mine={feed.mine} title={t('entries.untracked')} submit={t('entries.give')} onDone={onDone}
      acts={() => (person === null || route.length === 0 || end === null || why.trim() === '' ? null : [{ kind: 'authoriseUntracked', person: person.id, route, deadline: new Date(end).toISOString(), why }])}>
      <div className="entry-fields">
        <PersonField label={t('presence.who')} people={registry.people} value={person} onPick={setPerson} autoFocus testId="untracked-who" />
        <label><span>{t('entries.until')}</span><input type="datetime-local" required value={until} onChange={e => setUntil(e.target.value)} /></label>
        <label className="wide"><span>{t('presence.why')}</span><input value={why} required maxLength={200} data-testid="untracked-why" onChange={e => setWhy(e.target.value)} /></label>
        <div className="wide">
          <label><span>{t(route.length === 0 ? 'entries.firstRoadway' : 'entries.nextRoadway')}</span>
            <input list="untracked-roadways" value={text} data-testid="untracked-roadway" onChange={e => setText(e.target.value)} onKeyDown={onKeyDown} onBlur={add} />
          </label>
          <datalist id="untracked-roadways">{offered.map(r => <option key={r.id} value={r.name}>{r.level}</option>)}</datalist>
          <p className="route-so-far">{route.length === 0 ? <span className="soft">{t('entries.noRoute')}</span> : <>{route.map(nameOf).join(' → ')} <button type="button" onClick={() => setRoute(route.slice(0, -1))}>{t('entries.stepBack')}</button></>}</p>
        </div>
      </div>
    </EntryFrame>
  );
}
