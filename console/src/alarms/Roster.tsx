import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import type { AlarmBoard } from './board';
import { useAct } from '../acts/useAct';

const textOf = (roster: AlarmBoard['roster']): string => roster.map(p => (p.contact === '' ? p.name : `${p.name}, ${p.contact}`)).join('\n');

/** Who is called, one after another, when nobody acknowledges. */
export function Roster({ feed, roster }: { feed: MineFeed; roster: AlarmBoard['roster'] }) {
  const { t } = useTranslation();
  const { failure, does } = useAct(feed.mine);
  const [text, setText] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const people = (text ?? '').split('\n').map(line => line.trim()).filter(line => line !== '').map(line => {
      const comma = line.indexOf(',');
      return comma < 0 ? { name: line, contact: '' } : { name: line.slice(0, comma).trim(), contact: line.slice(comma + 1).trim() };
    });
    if (await does({ kind: 'setEscalationRoster', people })) setText(null);
  };
  return (
    <section aria-label={t('alarms.roster.title')}>
      <h3>{t('alarms.roster.title')}</h3>
      {roster.length === 0 && text === null && <p className="warn">{t('alarms.roster.empty')}</p>}
      <label className="soft">{t('alarms.roster.hint')}<textarea value={text ?? textOf(roster)} onChange={e => setText(e.target.value)} /></label>
      {text !== null && <button type="button" className="primary" onClick={() => void save()}>{t('alarms.roster.save')}</button>}
      {failure !== null && <p className="warn" role="alert">{failure}</p>}
    </section>
  );
}
