import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { percentText } from '../language/numbers';
import { ageText, clockText } from '../language/time';
import type { ClearanceRow } from './board';

interface Props {
  feed: MineFeed;
  zone: string;
  clearance: ClearanceRow | undefined;
  onAct: (kind: string, what: Record<string, unknown>) => Promise<boolean>;
  onChoose: (tag: string) => void;
}

/** Whether a zone is proved empty, and if not, every reason why not with what can be done about it. */
export function ClearancePanel({ feed, zone, clearance, onAct, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const [why, setWhy] = useState('');
  const [word, setWord] = useState('');
  if (!clearance) {
    return (
      <form className="clearance" onSubmit={e => { e.preventDefault(); void onAct('requestClearance', { zone, why }).then(done => { if (done) setWhy(''); }); }}>
        <h3>{t('zones.clearance')}</h3>
        <p className="one-line">
          <input aria-label={t('zones.reason')} placeholder={t('zones.reason')} data-testid="clearance-why" value={why} maxLength={1024} onChange={e => setWhy(e.target.value)} />
          <button type="submit" data-testid="clearance-request" disabled={why.trim() === ''}>{t('zones.request')}</button>
        </p>
      </form>
    );
  }
  const tags = clearance.doubts.filter(d => d.doubt === 'couldBeInside' || d.doubt === 'noPlace');
  const dark = clearance.doubts.some(d => d.doubt === 'notProved' || d.doubt === 'uncovered');
  const vouch = (who: string[], coverage: boolean): void => void onAct('vouchForZone', { zone, tags: who, coverage, why: word }).then(done => { if (done) setWord(''); });
  return (
    <section className={clearance.clear ? 'clearance clear' : 'clearance not-clear'} aria-live="polite" data-testid="clearance" data-clear={clearance.clear}>
      <h3>{t('zones.clearance')}</h3>
      <p className="verdict">{clearance.clear ? `✓ ${t('zones.clear')}` : `✗ ${t('zones.notClear')}`}</p>
      <p className="soft">{t('zones.watched', { time: clockText(Date.parse(clearance.at), feed.timeZone), by: clearance.by, why: clearance.why })}</p>
      <ul>
        {clearance.doubts.map(d => (
          <li key={`${d.doubt}/${d.subject}/${d.from}`}>
            <b>{t(`zones.doubt.${d.doubt}`)}</b>{' '}
            {d.from === null ? <button type="button" onClick={() => onChoose(d.subject)}>{d.detail || d.subject}</button> : <>{d.subject} {Math.round(d.from)}–{Math.round(d.to ?? d.from)} {t('zones.field.metres')} {d.detail}</>}
            {d.probability !== null && <span className="soft"> {percentText(d.probability, i18n.language)}</span>}
            {d.since !== null && <span className="soft"> {t('age.ago', { age: ageText(feed.now() - Date.parse(d.since), t) })}</span>}
          </li>
        ))}
      </ul>
      {(tags.length > 0 || dark) && (
        <p className="one-line">
          <input aria-label={t('zones.vouchWhy')} placeholder={t('zones.vouchWhy')} value={word} maxLength={1024} onChange={e => setWord(e.target.value)} />
          {tags.length > 0 && <button type="button" disabled={word.trim() === ''} onClick={() => vouch(tags.map(d => d.subject), false)}>{t('zones.vouch')}: {tags.length}</button>}
          {dark && <button type="button" disabled={word.trim() === ''} onClick={() => vouch([], true)}>{t('zones.walked')}</button>}
        </p>
      )}
      <button type="button" data-testid="clearance-release" onClick={() => void onAct('releaseClearance', { zone })}>{t('zones.release')}</button>
    </section>
  );
}
