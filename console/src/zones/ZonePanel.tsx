import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { percentText } from '../language/numbers';
import { clockText } from '../language/time';
import { phraseText } from '../phrases/phrase';
import { ruleText, type ListedZone, type ZoneRule, type ZonesBoard } from './board';
import { ClearancePanel } from './ClearancePanel';

interface Props {
  feed: MineFeed;
  board: ZonesBoard;
  zone: ListedZone;
  onAct: (kind: string, what: Record<string, unknown>) => Promise<boolean>;
  onEdit: () => void;
  onClose: () => void;
  onChoose: (tag: string) => void;
}

/** One zone: its rules, who is in it, what is broken, who may enter, and whether it is empty. */
export function ZonePanel({ feed, board, zone, onAct, onEdit, onClose, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const clearance = board.clearances.find(c => c.zone === zone.id);
  const proof = <ClearancePanel feed={feed} zone={zone.id} clearance={clearance} onAct={onAct} onChoose={onChoose} />;
  const breaches = board.breaches.filter(b => b.zone === zone.id);
  const permits = board.permits.filter(p => p.zone === zone.id);
  const clock = (time: string): string => clockText(Date.parse(time), feed.timeZone);
  return (
    <section className="zone-panel" data-testid="zone-panel" data-zone={zone.id}>
      <header><h2>{zone.name}</h2><span className="soft">{zone.id}</span><button type="button" aria-label={t('zones.close')} onClick={onClose}>×</button></header>
      {zone.live && <Rules rules={zone.live.rules} />}
      {zone.change !== 'same' && <><h3 className="warn">{t(`zones.change.${zone.change}`)}</h3>{zone.draft && <Rules rules={zone.draft.rules} />}</>}
      <p className="editor-buttons">
        <button type="button" data-testid="zone-edit" onClick={onEdit}>{t('zones.edit')}</button>
        {zone.draft ?? zone.live?.ruled ? <button type="button" onClick={() => void onAct('removeZone', { id: zone.id })}>{t('zones.remove')}</button> : null}
      </p>
      {zone.live && (
        <>
          {breaches.length > 0 && (
            <>
              <h3>{t('zones.breaches')}</h3>
              <ul className="breaches">
                {breaches.map(b => (
                  <li key={`${b.kind}/${b.subject}`} data-testid="breach" data-kind={b.kind} data-tag={b.tag ?? ''}>
                    <b>▲ {t(`zones.breach.${b.kind}`, { defaultValue: b.kind })}</b> {b.tag && <Who feed={feed} tag={b.tag} onChoose={onChoose} />} <span className="soft">{phraseText(b.detail, t, feed.timeZone, Date.parse(b.since))} · {t('zones.since', { time: clock(b.since) })}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {clearance && proof}
          <h3>{t('zones.inside')}</h3>
          <ul>
            {zone.live.inside.length === 0 && <li className="soft">{t('zones.nobody')}</li>}
            {zone.live.inside.map(one => (
              <li key={one.tag} data-testid="inside" data-tag={one.tag}>
                <Who feed={feed} tag={one.tag} onChoose={onChoose} /> <span className="soft">{t('zones.since', { time: clock(one.since) })} · {t('zones.probability', { share: percentText(one.probability, i18n.language) })}{one.state !== 'live' && ` · ${t(`state.${one.state}`)}`}</span>
              </li>
            ))}
          </ul>
          <h3>{t('zones.permits')}</h3>
          <ul>
            {permits.map(p => <li key={p.holder}>{p.holder} <span className="soft">{t('zones.until', { time: clock(p.until) })} · {p.by}</span> <button type="button" onClick={() => void onAct('revokePermit', { zone: zone.id, holder: p.holder })}>{t('zones.revoke')}</button></li>)}
          </ul>
          <PermitForm feed={feed} zone={zone.id} onAct={onAct} />
          {!clearance && proof}
        </>
      )}
    </section>
  );
}

function Rules({ rules }: { rules: readonly ZoneRule[] }) {
  const { t } = useTranslation();
  return (
    <ul className="rule-list">
      {rules.length === 0 && <li className="soft">{t('zones.noRules')}</li>}
      {rules.map(rule => <li key={rule.kind}>{ruleText(rule, t)}</li>)}
    </ul>
  );
}

function Who({ feed, tag, onChoose }: { feed: MineFeed; tag: string; onChoose: (tag: string) => void }) {
  return <button type="button" onClick={() => onChoose(tag)}>{feed.carriers.get(tag)?.name || tag}</button>;
}

function PermitForm({ feed, zone, onAct }: { feed: MineFeed; zone: string; onAct: Props['onAct'] }) {
  const { t } = useTranslation();
  const [holder, setHolder] = useState('');
  const [minutes, setMinutes] = useState('60');
  const grant = (): void => void onAct('grantPermit', { zone, holder: holder.trim(), until: new Date(feed.now() + Number(minutes) * 60_000).toISOString() }).then(done => { if (done) setHolder(''); });
  return (
    <form className="one-line" onSubmit={e => { e.preventDefault(); grant(); }}>
      <input aria-label={t('zones.holder')} placeholder={t('zones.holder')} value={holder} onChange={e => setHolder(e.target.value)} />
      <input aria-label={t('zones.minutes')} title={t('zones.minutes')} type="number" min={1} value={minutes} onChange={e => setMinutes(e.target.value)} />
      <button type="submit" disabled={holder.trim() === '' || !(Number(minutes) > 0)}>{t('zones.grant')}</button>
    </form>
  );
}
