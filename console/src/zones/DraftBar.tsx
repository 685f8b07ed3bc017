import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { percentText } from '../language/numbers';
import { clockText, dateText } from '../language/time';
import { phraseText } from '../phrases/phrase';
import { type ZonesBoard } from './board';
import { useTrial } from './useTrial';

/** Which rules judge, what is being edited beside them, what its trial has shown, and the step from one to the other. */
export function DraftBar({ feed, board, onAct }: { feed: MineFeed; board: ZonesBoard; onAct: (kind: string, what?: Record<string, unknown>) => Promise<boolean> }) {
  const { t, i18n } = useTranslation();
  const zone = feed.timeZone;
  const when = (time: string): string => `${dateText(Date.parse(time), zone)} ${clockText(Date.parse(time), zone)}`;
  const { live, draft } = board;
  const { report, begin, stop, failure } = useTrial(feed.mine, draft?.revision ?? null);
  const [asked, setAsked] = useState<number | null>(null);
  const [why, setWhy] = useState('');
  const trial = draft?.trial ?? null;
  const running = report?.state === 'running';
  const activate = async (): Promise<void> => {
    if (draft && await onAct('activateZones', { draft: draft.revision, why, untried: trial === null })) { setAsked(null); setWhy(''); }
  };
  return (
    <section className="draft-bar">
      <p><b data-testid="live-version" data-version={live.version}>{live.version === 0 ? t('zones.liveBase') : t('zones.live', { version: live.version })}</b>
        {live.at && <span className="soft"> {t('zones.by', { by: live.by, time: when(live.at) })} · {live.why}</span>}</p>
      {!draft && <p className="soft">{t('zones.noDraft')}</p>}
      {draft && (
        <div className="draft" data-testid="draft">
          <b>{t('zones.draft', { by: draft.by })}</b>
          <span className={trial ? '' : 'warn'} data-testid="tried">{trial ? t('zones.tried', { n: trial.alarms }) : t('zones.untried')}</span>
          {running
            ? <><span role="status">{t('zones.trying', { share: percentText(report.share, i18n.language) })}</span><button type="button" onClick={stop}>{t('zones.stop')}</button></>
            : <button type="button" data-testid="try" onClick={() => begin(feed.now())}>{t('zones.try')}</button>}
          <button type="button" onClick={() => void onAct('discardDraft')}>{t('zones.discard')}</button>
          {asked !== draft.revision && <button type="button" className="main-act" data-testid="activate" onClick={() => setAsked(draft.revision)}>{t('zones.activate')}</button>}
        </div>
      )}
      {draft && asked === draft.revision && (
        <form className="activate" onSubmit={e => { e.preventDefault(); void activate(); }}>
          <span>{t('zones.sure')}</span>
          <label>{t('zones.why')} <input autoFocus data-testid="activate-why" value={why} maxLength={1024} onChange={e => setWhy(e.target.value)} /></label>
          <button type="submit" className="main-act" data-testid="activate-confirm" disabled={why.trim() === ''}>{trial ? t('zones.confirm') : t('zones.confirmUntried')}</button>
          <button type="button" onClick={() => setAsked(null)}>{t('zones.cancel')}</button>
        </form>
      )}
      {failure !== null && <p className="warn" role="alert">{t('acts.failed', { detail: failure })}</p>}
      {draft && report && report.draft === draft.revision && report.state !== 'running' && (
        <div className="trial" data-testid="trial">
          {report.state === 'failed' && <p className="warn">{t('zones.trialFailed', { detail: report.why })}</p>}
          {report.state === 'done' && <p>{report.alarms === 0 ? t('zones.wouldNone') : t('zones.tried', { n: report.alarms })} <span className="soft">{t('zones.triedOn', { from: when(report.from), to: when(report.to) })}</span></p>}
          <ol>
            {report.listed.slice(0, 50).map(one => (
              <li key={`${one.time}/${one.kind}/${one.subject}`}><time>{when(one.time)}</time> <b>{t(`zones.breach.${one.kind}`, { defaultValue: one.kind })}</b> {one.subject} {one.name} <span className="soft">{phraseText(one.detail, t, zone, Date.parse(one.time))}{one.ended && ` · ${t('zones.until', { time: clockText(Date.parse(one.ended), zone) })}`}</span></li>
            ))}
          </ol>
          {report.listed.length > 50 && <p className="soft">{t('zones.more', { n: report.alarms - 50 })}</p>}
        </div>
      )}
    </section>
  );
}
