import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import { clockText, dateText } from '../language/time';
import { alarmBeyond } from './alarmBeyond';
import { getRaised } from './api';
import { lengths, neighbour, spanFor, type Span } from './bar';
import { usePastKeys, type PastCommand } from './keys';
import type { PastFeed } from './pastFeed';
import { nextSpeed, speeds } from './player';
import { TimeBar } from './TimeBar';
import { typedTime } from './typed';
import { useRaised } from './useRaised';
import './replay.css';

/** How long it is said that there is no further alarm, milliseconds. */
const told = 6000;

interface Props {
  feed: PastFeed;
  /** The same mine as it is now. */
  now: MineFeed;
  /** The stretch on the bar has changed. */
  onSpan: (span: Span) => void;
  onBack: () => void;
  /** What else is done with the past: compared, laid over the map, saved, followed. */
  children: ReactNode;
}

/** Plays the past: the clock of it, its speed, and the bar of its time. */
export function ReplayBar({ feed, now, onSpan, onBack, children }: Props) {
  const { t } = useTranslation();
  useRenewal(feed);
  const [length, setLength] = useState<number>(lengths[1]);
  const kept = useRef<Span | null>(null);
  const at = feed.now();
  const span = spanFor(at, length, feed.record, kept.current);
  // Before the length of the record is known no stretch of it is worth keeping.
  kept.current = feed.summary ? span : null;
  useEffect(() => onSpan(span), [span]);
  const { marks, more } = useRaised(now, span);
  const { running, speed } = feed.player;

  const [looksFor, setLooksFor] = useState<'alarm' | 'none' | null>(null);
  const search = useRef(new AbortController());
  useEffect(() => () => search.current.abort(), [feed]);
  useEffect(() => {
    if (looksFor !== 'none') return undefined;
    const timer = setTimeout(() => setLooksFor(null), told);
    return () => clearTimeout(timer);
  }, [looksFor]);
  const toAlarm = (step: 1 | -1): void => {
    search.current.abort();
    const stop = (search.current = new AbortController());
    setLooksFor(null);
    const from = feed.now();
    const there = neighbour(marks, from, step);
    if (there !== null) {
      feed.seek(there);
      return;
    }
    // None on the bar: the rest of the record is looked through.
    setLooksFor('alarm');
    const raised = ({ from: begin, to }: Span): Promise<number[]> => getRaised(feed.mine, begin, to, stop.signal).then(({ events }) => events.map(e => Date.parse(e.time)));
    alarmBeyond(raised, step > 0 ? Math.max(from + 1000, span.to) : Math.min(from - 1000, span.from), step, feed.record).then(found => {
      if (stop.signal.aborted) return;
      setLooksFor(found === null ? 'none' : null);
      // Whoever has gone elsewhere meanwhile stays there.
      if (found !== null && (feed.player.running || feed.now() === from)) feed.seek(found);
    }, () => { if (!stop.signal.aborted) setLooksFor(null); });
  };
  const obey = (command: PastCommand): void => {
    switch (command.kind) {
      case 'play': if (feed.player.running) feed.pause(); else feed.play(); break;
      case 'step': feed.seek(feed.now() + 1000 * command.seconds); break;
      case 'first': feed.seek(feed.record.from); break;
      case 'last': feed.seek(feed.record.to); break;
      case 'alarm': toAlarm(command.step); break;
      case 'faster': feed.setSpeed(nextSpeed(feed.player.speed, 1)); break;
      case 'slower': feed.setSpeed(nextSpeed(feed.player.speed, -1)); break;
    }
  };
  usePastKeys(obey);

  const hasBefore = neighbour(marks, at, -1) !== null || span.from > feed.record.from;
  const hasAfter = neighbour(marks, at, 1) !== null || span.to < feed.record.to;
  return (
    <section className="replay" aria-label={t('replay.label')} data-testid="replay" data-at={Math.round(at)} data-running={running} data-speed={speed} data-reads={feed.reads}>
      <div className="replay-acts">
        <Press label={t('replay.previousAlarm')} keys="PgUp" off={hasBefore ? null : t('replay.noAlarm')} onPress={() => toAlarm(-1)}>◂▲</Press>
        <Press label={t('replay.stepBack')} keys="←" onPress={() => obey({ kind: 'step', seconds: -1 })}>‹</Press>
        <button type="button" className="play" data-testid="replay-play" aria-pressed={running} title={`${t(running ? 'replay.pause' : 'replay.play')} (␣)`} onClick={() => obey({ kind: 'play' })}>{running ? '❚❚' : '▶'} {t(running ? 'replay.pause' : 'replay.play')}</button>
        <Press label={t('replay.stepOn')} keys="→" onPress={() => obey({ kind: 'step', seconds: 1 })}>›</Press>
        <Press label={t('replay.nextAlarm')} keys="PgDn" off={hasAfter ? null : t('replay.noAlarm')} onPress={() => toAlarm(1)}>▲▸</Press>
        <label><span>{t('replay.speed')}</span>
          <select value={speed} data-testid="replay-speed" onChange={e => feed.setSpeed(Number(e.target.value))}>{speeds.map(s => <option key={s} value={s}>{s}×</option>)}</select>
        </label>
        <GoTo feed={feed} />
        <label><span>{t('replay.stretch')}</span>
          <select value={length} data-testid="replay-length" onChange={e => setLength(Number(e.target.value))}>{lengths.map(l => <option key={l} value={l}>{lengthName(l, t)}</option>)}</select>
        </label>
        {children}
      </div>
      <button type="button" className="back" data-testid="back-to-now" onClick={onBack}>{t('replay.back')} <kbd>Esc</kbd></button>
      <TimeBar feed={feed} span={span} marks={marks} />
      {looksFor !== null && <p className="soft" role="status" data-testid="looks-for-alarm">{t(looksFor === 'alarm' ? 'replay.looksForAlarm' : 'replay.noFurtherAlarm')}</p>}
      {more && <p className="warn">{t('replay.moreAlarms')}</p>}
      {feed.failure !== null && <p className="warn" role="alert">{t('replay.failed', { detail: feed.failure })}</p>}
    </section>
  );
}

/** A key of the player. */
function Press({ label, keys, off = null, onPress, children: sign }: { label: string; keys: string; off?: string | null; onPress: () => void; children: ReactNode }) {
  return <button type="button" disabled={off !== null} aria-label={label} title={off === null ? `${label} (${keys})` : `${label}: ${off}`} onClick={onPress}>{sign}</button>;
}

/** Goes to the time that somebody types. */
function GoTo({ feed }: { feed: PastFeed }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const now = feed.now();
  const go = (): void => {
    const time = typedTime(text, now, feed.timeZone);
    setWrong(time === null);
    if (time === null) return;
    feed.seek(time);
    setText('');
  };
  return (
    <form className="go-to" onSubmit={e => { e.preventDefault(); go(); }}>
      <label><span>{t('replay.goTo')}</span>
        <input
          value={text} data-testid="replay-go" size={14} aria-invalid={wrong} placeholder={`${dateText(now, feed.timeZone).slice(0, 5)} ${clockText(now, feed.timeZone)}`} title={t('replay.goToHint')}
          onChange={e => { setText(e.target.value); setWrong(false); }} />
      </label>
      {wrong && <span className="warn" role="alert">{t('replay.notATime')}</span>}
    </form>
  );
}

function lengthName(length: number, t: ReturnType<typeof useTranslation>['t']): string {
  const minutes = length / 60_000;
  if (minutes < 60) return t('replay.minutes', { n: minutes });
  return minutes < 1440 ? t('replay.hours', { n: minutes / 60 }) : t('replay.days', { n: minutes / 1440 });
}
