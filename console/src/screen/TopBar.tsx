import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { AlarmBadge } from '../alarms/AlarmBadge';
import { DeskTabs } from '../desks/DeskTabs';
import { ConnectionBadge } from '../feed/ConnectionBadge';
import { Distress } from '../people/Distress';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import { chooseLanguage, languages } from '../language/language';
import { clockText, dateText } from '../language/time';
import type { MineEntry } from '../mines/useMines';
import type { Theme } from '../theme/theme';

interface Props {
  mines: MineEntry[];
  mine: string;
  feed: MineFeed;
  theme: Theme;
  /** The past, when it is shown. */
  past: MineFeed | null;
  /** Turns to the past or back to now; null while there is no record. */
  onPast: (() => void) | null;
  desk: string | null;
  onDesk: (desk: string | null) => void;
  onMine: (mine: string) => void;
  onTheme: () => void;
  onHelp: () => void;
  onChoose: (tag: string) => void;
}

/** Which mine, whether what is shown is true now, and the mine's own clock. */
export function TopBar({ mines, mine, feed, theme, past, onPast, desk, onDesk, onMine, onTheme, onHelp, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  useRenewal(feed);
  const entry = mines.find(m => m.id === mine);
  const zone = feed.timeZone;
  const now = feed.now();
  const name = entry?.name ?? mine;
  const calls = feed.tracks.sos.length;
  const state = (past ?? feed).connection().state;
  // The tab says it too: another window may lie over this one.
  useEffect(() => {
    document.title = [calls > 0 ? `${t('distress.title')} ${calls}` : '', state === 'live' ? '' : state === 'past' ? t('replay.past') : t(`connection.${state}`), name, 'Shyraq'].filter(p => p !== '').join(' · ');
  }, [calls, state, name, t]);
  return (
    <header className="top">
      <h1 className="lamp"><svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true"><circle cx="16" cy="16" r="5.5" fill="currentColor" /><path d="M16 2v6M16 24v6M2 16h6M24 16h6" stroke="currentColor" strokeWidth="3" /></svg><span>Shyraq</span></h1>
      {mines.length > 1
        ? <select className="mine" aria-label={t('mine.label')} value={mine} onChange={e => onMine(e.target.value)}>{mines.map(m => <option key={m.id} value={m.id}>{m.name}{m.state === 'up' ? '' : ` · ${t(m.state === 'failed' ? 'mine.shortFailed' : 'mine.shortUp')}`}</option>)}</select>
        : <h2 className="mine">{name}</h2>}
      <DeskTabs desk={desk} onDesk={onDesk} />
      <ConnectionBadge feed={past ?? feed} zone={zone} />
      <AlarmBadge feed={feed} onDesk={() => onDesk('alarms')} />
      <Distress feed={feed} onChoose={onChoose} />
      <span className="clock" aria-label={t('mine.clock')} title={`${t('mine.clock')} · ${zone}`}><time>{clockText(now, zone)}</time><span className="soft">{dateText(now, zone)} · {zone}</span></span>
      {onPast && <span className="past-switch"><button type="button" data-testid="past-toggle" aria-pressed={past !== null} title={`${t('replay.openHint')} (Y)`} onClick={onPast}>{past ? t('replay.back') : t('replay.open')}</button></span>}
      <nav className="switches" aria-label={t('language.label')}>
        {languages.map(l => (
          <button key={l} type="button" data-testid={`language-${l}`} aria-pressed={i18n.language === l} onClick={() => chooseLanguage(l)} lang={l}>{{ ru: 'Рус', kk: 'Қаз', en: 'Eng' }[l]}</button>
        ))}
        <button type="button" data-testid="theme-toggle" onClick={onTheme} title={`${t('theme.toggle')} (T)`} aria-label={`${t('theme.toggle')}: ${t(`theme.${theme}`)}`}>{t(`theme.${theme}`)}</button>
        <button type="button" onClick={onHelp} aria-label={t('keys.title')} title={`${t('keys.title')} (?)`}>?</button>
      </nav>
    </header>
  );
}
