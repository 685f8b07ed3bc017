import { useTranslation } from 'react-i18next';
import { clockText } from '../language/time';
import type { LampEntry } from '../presence/board';

/** What the lamp room did last, newest first; a mistake that was taken back stays in the list. */
export function LampLog({ log, nameOf, zone }: { log: LampEntry[]; nameOf: (person: string) => string; zone: string }) {
  const { t } = useTranslation();
  return (
    <section className="lamps-log" aria-label={t('lamps.log')}>
      <h3>{t('lamps.log')}</h3>
      {log.length === 0 && <p className="empty">{t('lamps.empty')}</p>}
      <table>
        <tbody>
          {log.slice(0, 20).map(e => (
            <tr key={`${e.time}/${e.hold.tag}/${e.returned}`} className={e.takenBackBy === null ? '' : 'mistake'}>
              <td>{clockText(Date.parse(e.time), zone)}</td>
              <td><span aria-hidden="true">{e.returned ? '←' : '→'}</span> {t(e.returned ? 'lamps.returnWord' : 'lamps.issueWord')}</td>
              <td><b>{e.hold.tag}</b>{e.hold.lamp !== '' && ` · ${e.hold.lamp}`}</td>
              <td>{nameOf(e.hold.person)}</td>
              <td className="soft">{e.by}{e.takenBackBy !== null && ` · ${t('lamps.mistake')}: ${e.takenBackBy}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
