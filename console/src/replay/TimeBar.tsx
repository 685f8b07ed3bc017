import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PriorityMark } from '../alarms/PriorityMark';
import { clockText, dateText, minuteText } from '../language/time';
import { countsOf, gapsOn, groupMarks, shareOf, ticksOf, timeAt, type Mark, type Span } from './bar';
import type { PastFeed } from './pastFeed';

/** Pixels that a tick with its time needs. */
const tickRoom = 90;
/** Pixels between two marks of alarms. */
const markRoom = 16;

const blanks = { before: 'beforeRecord', gap: 'gap', notYet: 'notYet' } as const;
const blankTexts = { before: 'beforeRecordText', gap: 'gapText', notYet: 'notYetText' } as const;

interface Props {
  feed: PastFeed;
  span: Span;
  marks: readonly Mark[];
}

/** The stretch of time with its alarms and gaps, and the hand that is dragged. */
export function TimeBar({ feed, span, marks }: Props) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const hand = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(1000);
  const zone = feed.timeZone;
  useEffect(() => {
    const watcher = new ResizeObserver(() => setWidth(bar.current!.clientWidth));
    watcher.observe(bar.current!);
    return () => watcher.disconnect();
  }, []);
  // The keys of the past work from here, not from the button that led to it.
  useEffect(() => track.current?.focus(), []);
  // The hand moves with each frame; React draws the rest.
  useEffect(() => {
    let frame = 0;
    const move = (): void => {
      hand.current!.style.transform = `translateX(${Math.max(-2, Math.min(width + 2, shareOf(span, feed.now()) * width))}px)`;
      frame = requestAnimationFrame(move);
    };
    move();
    return () => cancelAnimationFrame(frame);
  }, [feed, span, width]);

  const drag = (event: PointerEvent): void => {
    const { left } = bar.current!.getBoundingClientRect();
    feed.seek(timeAt(span, (event.clientX - left) / width));
  };
  const now = feed.now();
  const percent = (at: number): string => `${100 * shareOf(span, at)}%`;
  return (
    <div ref={bar} className="time-bar">
      <div
        ref={track} className="bar-track" role="slider" tabIndex={0} data-testid="time-bar" aria-label={t('replay.bar')} aria-valuemin={span.from} aria-valuemax={span.to} aria-valuenow={Math.round(now)}
        aria-valuetext={`${dateText(now, zone)} ${clockText(now, zone)}`}
        onPointerDown={e => { e.currentTarget.setPointerCapture(e.pointerId); drag(e); }} onPointerMove={e => { if (e.buttons & 1) drag(e); }} />
      {gapsOn(span, feed.gaps, feed.record).map(g => (
        <div key={g.from} className={`bar-gap ${g.kind}`} data-testid="bar-gap" data-kind={g.kind} style={{ left: percent(g.from), width: `${100 * (shareOf(span, g.to) - shareOf(span, g.from))}%` }} title={t(`replay.${blankTexts[g.kind]}`, { from: minuteText(g.from, zone), to: minuteText(g.to, zone) })}>
          {(shareOf(span, g.to) - shareOf(span, g.from)) * width > 80 && <span>{t(`replay.${blanks[g.kind]}`)}</span>}
        </div>
      ))}
      {ticksOf(span, zone, Math.max(2, width / tickRoom)).map(tick => (
        <div key={tick.at} className={tick.isDay ? 'bar-tick day' : 'bar-tick'} style={{ left: percent(tick.at) }}><span>{tick.isDay ? dateText(tick.at, zone).slice(0, 5) : minuteText(tick.at, zone)}</span></div>
      ))}
      {groupMarks(marks, span, markRoom / width).map(group => {
        const text = t('replay.alarmsAt', { time: clockText(group.at, zone), counts: countsOf(group.marks).map(c => `${c.priority === null ? '' : t(`alarms.priority.${c.priority}`)} ${c.count}`).join(', ') });
        return (
          <button
            key={group.at} type="button" className="bar-mark" data-testid="bar-mark" data-count={group.marks.length} style={{ left: percent(group.at) }} aria-label={text} title={`${text}\n${[...new Set(group.marks.map(m => t(`alarms.kind.${m.kind}.name`, { defaultValue: m.kind })))].join(', ')}`}
            onClick={() => feed.seek(group.at)}>
            {group.priority === null ? <span className="no-priority" /> : <PriorityMark priority={group.priority} />}{group.marks.length > 1 && <span>{group.marks.length}</span>}
          </button>
        );
      })}
      <div ref={hand} className="bar-hand" aria-hidden="true" />
    </div>
  );
}
