import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import type { AlarmDefinition } from './board';
import { useAct } from '../acts/useAct';

/** Takes the alarm of something that is repaired or tested out of service; where lives hang on it, a second person is named. */
export function TakeOutOfService({ feed, definitions }: { feed: MineFeed; definitions: readonly AlarmDefinition[] }) {
  const { t } = useTranslation();
  const { failure, does } = useAct(feed.mine);
  const [kind, setKind] = useState('gasSensorFault');
  const [subject, setSubject] = useState('');
  const [reason, setReason] = useState('');
  const [confirmedBy, setConfirmedBy] = useState('');
  const isSafety = definitions.find(d => d.kind === kind)?.safety ?? false;
  const take = async (): Promise<void> => {
    if (await does({ kind: 'outOfService', alarm: kind, subject: subject.trim(), reason, confirmedBy })) setSubject('');
  };
  return (
    <details>
      <summary>{t('alarms.takeOut')}</summary>
      <form className="service-form" onSubmit={e => { e.preventDefault(); void take(); }}>
        <select value={kind} aria-label={t('alarms.definitions.kind')} onChange={e => setKind(e.target.value)}>{definitions.map(d => <option key={d.kind} value={d.kind}>{t(`alarms.kind.${d.kind}.name`)}</option>)}</select>
        <input required value={subject} placeholder={t('alarms.subject')} aria-label={t('alarms.subject')} onChange={e => setSubject(e.target.value)} />
        <input required value={reason} placeholder={t('alarms.reason')} aria-label={t('alarms.reason')} onChange={e => setReason(e.target.value)} />
        {isSafety && <input required value={confirmedBy} placeholder={t('alarms.second')} aria-label={t('alarms.second')} onChange={e => setConfirmedBy(e.target.value)} />}
        <button type="submit">{t('alarms.takeOut')}</button>
      </form>
      {failure !== null && <p className="warn" role="alert">{failure}</p>}
    </details>
  );
}
