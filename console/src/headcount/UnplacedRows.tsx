import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { ageText } from '../language/time';
import { Mark } from '../people/Mark';

/** How many are heard while their place is unknown, and on demand who they are: a count that leaves people out must name them. */
export function UnplacedRows({ feed, onChoose }: { feed: MineFeed; onChoose: (tag: string) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { unplaced, unplacedCount } = feed.tracks;
  const { people, vehicles } = unplacedCount ?? { people: 0, vehicles: 0 };
  const none = people + vehicles === 0;
  const now = feed.now();
  return (
    <>
      <tr className={none ? 'unplaced none' : 'unplaced'} data-testid="headcount-unplaced" data-people={people} data-vehicles={vehicles}>
        <th scope="row">
          <button type="button" aria-expanded={open && !none} disabled={none} onClick={() => setOpen(o => !o)}><Mark state="unplaced" vehicle={false} />{t('headcount.unplacedRow')}</button>
        </th>
        {unplacedCount === null ? <td colSpan={4} className="zero" title={t('headcount.unplacedNotKept')}>?<span className="unseen"> {t('headcount.unplacedNotKept')}</span></td> : (
          <>
            <td colSpan={3} className={people === 0 ? 'zero' : 'lost'}>{people === 0 ? '·' : people}</td>
            <td className={vehicles === 0 ? 'zero' : 'lost'}>{vehicles === 0 ? '·' : vehicles}</td>
          </>
        )}
      </tr>
      {open && !none && (
        <tr className="unplaced-who">
          <td colSpan={5}>
            <ul>
              {[...unplaced.values()].map(u => (
                <li key={u.tag}>
                  <button type="button" onClick={() => onChoose(u.tag)}>
                    <span>{feed.carriers.get(u.tag)?.name ?? t('list.unknownCarrier', { tag: u.tag })}</span>
                    <span className="soft">{u.heard === null ? t('headcount.refused') : t('age.ago', { age: ageText(now - u.heard, t) })}</span>
                  </button>
                </li>
              ))}
            </ul>
          </td>
        </tr>
      )}
    </>
  );
}
