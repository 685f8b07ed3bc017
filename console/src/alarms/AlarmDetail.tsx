import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../acts/Acts';
import type { MineFeed } from '../feed/mineFeed';
import { ageText, clockText } from '../language/time';
import { Calls } from './Calls';
import { isOpen, tagOf, type AlarmBoard, type AlarmDefinition, type AlarmRow } from './board';
import { useAct } from '../acts/useAct';
import { Then } from '../replay/Then';

interface Props {
  feed: MineFeed;
  row: AlarmRow;
  definition: AlarmDefinition | undefined;
  roster: AlarmBoard['roster'];
  onChoose: (tag: string) => void;
  onDone?: () => void;
}

/** What an alarm means, what to do, and the acts that it allows. */
export function AlarmDetail({ feed, row, definition, roster, onChoose, onDone }: Props) {
  const { t } = useTranslation();
  const { failure, does } = useAct(feed.mine);
  const [note, setNote] = useState('');
  const zone = feed.timeZone;
  const at = (time: string): string => clockText(Date.parse(time), zone);
  const tag = tagOf(feed, row);
  const acknowledge = async (): Promise<void> => {
    if (await does({ kind: 'acknowledge', alarms: [row.number], note })) onDone?.();
  };
  return (
    <div className="alarm-card" data-testid="alarm-detail">
      <p>{row.stands ? t('alarms.since', { time: at(row.since), age: ageText(feed.now() - Date.parse(row.since), t) }) : t('alarms.over', { time: at(row.since) })}{row.times > 1 && ` · ${t('alarms.times', { n: row.times })}`}</p>
      <dl>
        {definition?.response && <div className="own"><dt>{t('alarms.own')}</dt><dd>{definition.response}</dd></div>}
        <div className="do"><dt>{t('alarms.response')}</dt><dd>{t(`alarms.kind.${row.kind}.response`)}</dd></div>
        <div><dt>{t('alarms.cause')}</dt><dd>{t(`alarms.kind.${row.kind}.cause`)}</dd></div>
        <div><dt>{t('alarms.consequence')}</dt><dd>{t(`alarms.kind.${row.kind}.consequence`)}</dd></div>
        {row.acknowledged && <div><dt>{t('alarms.state.acknowledged')}</dt><dd>{t('alarms.by', { name: row.acknowledged.by, time: at(row.acknowledged.time) })}{row.acknowledged.note && `: ${row.acknowledged.note}`}</dd></div>}
        {row.shelf && <div><dt>{t('alarms.state.shelved')}</dt><dd>{row.shelf.by}: {row.shelf.reason}, {t('alarms.until', { time: at(row.shelf.until) })}</dd></div>}
        {row.service && <div><dt>{t('alarms.state.outOfService')}</dt><dd>{[row.service.by, row.service.confirmedBy].filter(s => s !== '').join(', ')}: {row.service.reason}</dd></div>}
      </dl>
      <div className="alarm-acts">
        {isOpen(row) && (
          <Acts><form onSubmit={e => { e.preventDefault(); void acknowledge(); }}>
            <input value={note} placeholder={t('alarms.note')} aria-label={t('alarms.note')} onChange={e => setNote(e.target.value)} />
            <button type="submit" className="primary" data-testid="alarm-acknowledge">{t('alarms.acknowledge')} <kbd>A</kbd></button>
          </form></Acts>
        )}
        {tag !== null && <button type="button" onClick={() => onChoose(tag)}>{t('alarms.show')}</button>}
        <Then at={Date.parse(row.raised ?? row.since)} tag={tag} />
        <Acts>
          {row.shelf && <button type="button" onClick={() => void does({ kind: 'unshelve', alarm: row.number })}>{t('alarms.unshelve')}</button>}
          {row.service && <button type="button" onClick={() => void does({ kind: 'backInService', alarm: row.kind, subject: row.subject })}>{t('alarms.putBack')}</button>}
        </Acts>
      </div>
      <Acts><Calls feed={feed} row={row} roster={roster} does={does} /></Acts>
      {!row.shelf && !row.service && (definition?.safety ? <p className="soft">{t('alarms.safety')}</p> : <Acts><Shelve feed={feed} row={row} does={does} /></Acts>)}
      {failure !== null && <p className="warn" role="alert">{failure}</p>}
    </div>
  );
}

/** Puts an alarm aside, always with a reason and an end. */
function Shelve({ feed, row, does }: { feed: MineFeed; row: AlarmRow; does: ReturnType<typeof useAct>['does'] }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState(30);
  const shelve = (): void => void does({ kind: 'shelve', alarm: row.number, reason, until: new Date(feed.now() + minutes * 60_000).toISOString() });
  return (
    <details className="shelve">
      <summary>{t('alarms.shelve')}</summary>
      <form onSubmit={e => { e.preventDefault(); shelve(); }}>
        <input required value={reason} placeholder={t('alarms.reason')} aria-label={t('alarms.reason')} onChange={e => setReason(e.target.value)} />
        <label><input type="number" min={1} max={720} value={minutes} onChange={e => setMinutes(Number(e.target.value))} /> {t('alarms.minutes')}</label>
        <button type="submit" data-testid="alarm-shelve">{t('alarms.shelve')}</button>
      </form>
    </details>
  );
}
