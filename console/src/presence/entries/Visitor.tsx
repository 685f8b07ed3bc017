import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { timeOfWall, wallOf } from '../../language/zoned';
import { emptyEntry, putAct, type RegisteredPerson } from '../../registry/board';
import type { EntryProps } from './entries';
import { EntryFrame } from './EntryFrame';
import { PersonField } from './PersonField';

/** A visit lasts a shift unless it is said otherwise, milliseconds. */
const usual = 8 * 3_600_000;

/** A visitor goes down in somebody's care. Whoever is new is taken into the registry with it. */
export function Visitor({ feed, registry, now, onDone }: EntryProps) {
  const { t } = useTranslation();
  const zone = feed.timeZone;
  const [isNew, setNew] = useState(false);
  const [visitor, setVisitor] = useState<RegisteredPerson | null>(null);
  const [fresh, setFresh] = useState({ id: '', name: '', company: '' });
  const [escort, setEscort] = useState<RegisteredPerson | null>(null);
  const [until, setUntil] = useState(() => wallOf(now + usual, zone));
  const end = timeOfWall(until, zone);
  const acts = (): ReturnType<typeof putAct>[] | null => {
    const id = isNew ? fresh.id.trim() : visitor?.id ?? '';
    if (id === '' || escort === null || end === null || (isNew && fresh.name.trim() === '')) return null;
    // An id that is somebody else's would put that person anew.
    if (isNew && registry.people.some(p => p.id === id)) return null;
    const admit = { kind: 'admitVisitor', person: id, escort: escort.id, until: new Date(end).toISOString() };
    return isNew ? [putAct('person', { ...emptyEntry('person'), ...fresh, role: t('entries.visitorRole') }), admit] : [admit];
  };
  return (
    <EntryFrame mine={feed.mine} title={t('entries.visitor')} submit={t('entries.admit')} onDone={onDone} acts={acts}>
      <div className="entry-fields">
        {isNew
          ? <>
            <label><span>{t('registry.field.id')}</span><input autoFocus value={fresh.id} required maxLength={128} onChange={e => setFresh({ ...fresh, id: e.target.value })} />{registry.people.some(p => p.id === fresh.id.trim()) && <small className="warn">{t('entries.idTaken')}</small>}</label>
            <label><span>{t('registry.field.name')}</span><input value={fresh.name} required maxLength={256} onChange={e => setFresh({ ...fresh, name: e.target.value })} /></label>
            <label><span>{t('registry.field.company')}</span><select value={fresh.company} onChange={e => setFresh({ ...fresh, company: e.target.value })}><option value="" />{registry.companies.map(c => <option key={c.id} value={c.id}>{c.name}</option>)}</select></label>
          </>
          : <PersonField label={t('entries.visitor')} people={registry.people} value={visitor} onPick={setVisitor} autoFocus testId="visitor-who" />}
        <label className="tick"><input type="checkbox" checked={isNew} onChange={e => setNew(e.target.checked)} /> {t('entries.newPerson')}</label>
        <PersonField label={t('entries.escort')} people={registry.people} value={escort} onPick={setEscort} testId="visitor-escort" />
        <label><span>{t('entries.until')}</span><input type="datetime-local" required value={until} onChange={e => setUntil(e.target.value)} /></label>
      </div>
    </EntryFrame>
  );
}
