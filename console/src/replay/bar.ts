import type { Priority } from '../alarms/board';
import { priorities } from '../alarms/board';
import { zoneAhead } from '../language/zoned';

/** A stretch of time, milliseconds since the Unix epoch. */
export interface Span {
  from: number;
  to: number;
}

const minute = 60_000;
const hour = 60 * minute;
/** Lengths that the bar can show. */
export const lengths = [15 * minute, hour, 4 * hour, 8 * hour, 24 * hour, 7 * 24 * hour, 30 * 24 * hour] as const;
/** Steps of the scale: all of them divide a day, or are days. */
const scale = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080].map(m => m * minute);

/** The stretch of a length that shows a time, kept within the record where it can be, and not moved without need. */
export function spanFor(at: number, length: number, record: Span, before: Span | null): Span {
  const kept = before && before.to - before.from === length && at >= before.from && at <= before.to && before.from >= record.from - length && before.to <= record.to + length;
  if (kept) return before;
  const least = record.from + length;
  const to = Math.min(Math.max(at + length / 2, least), Math.max(record.to, least));
  return { from: to - length, to };
}

/** Where a time lies on the bar, 0 to 1; outside it is outside. */
export const shareOf = (span: Span, at: number): number => (at - span.from) / (span.to - span.from);

/** The time under a place of the bar, 0 to 1. */
export const timeAt = (span: Span, share: number): number => span.from + Math.max(0, Math.min(1, share)) * (span.to - span.from);

export interface Tick {
  at: number;
  /** A midnight of the mine. */
  isDay: boolean;
}

/** Round times on the clocks of a zone, no more of them than there is room for. */
export function ticksOf(span: Span, zone: string, room: number): Tick[] {
  const length = span.to - span.from;
  const step = scale.find(s => length / s <= room) ?? scale.at(-1)!;
  const ahead = zoneAhead(zone, span.from);
  const ticks: Tick[] = [];
  for (let at = Math.ceil((span.from + ahead) / step) * step - ahead; at <= span.to; at += step) ticks.push({ at, isDay: (at + ahead) % (24 * hour) === 0 });
  return ticks;
}

/** An alarm that was raised, or what else is to be found again on the bar. */
export interface Mark {
  at: number;
  kind: string;
  subject: string;
  /** Null: the alarm is of a kind that has no priority any more. */
  priority: Priority | null;
}

/** Marks so near each other that one stands for all of them. */
export interface MarkGroup {
  at: number;
  /** The gravest of them. */
  priority: Priority | null;
  marks: Mark[];
}

const rank = (p: Priority | null): number => (p === null ? priorities.length : priorities.indexOf(p));

/** Gathers marks that would lie upon each other. @param apart the least share of the bar between two groups */
export function groupMarks(marks: readonly Mark[], span: Span, apart: number): MarkGroup[] {
  const groups: MarkGroup[] = [];
  for (const mark of marks.filter(m => m.at >= span.from && m.at <= span.to).sort((a, b) => a.at - b.at)) {
    const last = groups.at(-1);
    if (last && shareOf(span, mark.at) - shareOf(span, last.at) < apart) {
      last.marks.push(mark);
      if (rank(mark.priority) < rank(last.priority)) last.priority = mark.priority;
    } else groups.push({ at: mark.at, priority: mark.priority, marks: [mark] });
  }
  return groups;
}

/** How many of each priority, the gravest first, without those of which there is none. */
export function countsOf(marks: readonly Mark[]): { priority: Priority | null; count: number }[] {
  return [...priorities, null].map(priority => ({ priority, count: marks.filter(m => m.priority === priority).length })).filter(c => c.count > 0);
}

/** The time of the next mark after a time, or of the one before it; null when there is none. Marks of the same moment are one. */
export function neighbour(marks: readonly Mark[], at: number, step: 1 | -1): number | null {
  // A second on either side: whoever stands at a mark goes on to the next one.
  const others = marks.map(m => m.at).filter(t => (step > 0 ? t > at + 1000 : t < at - 1000));
  return others.length === 0 ? null : step > 0 ? Math.min(...others) : Math.max(...others);
}

/** A stretch of the bar of which there is nothing: before the record, in a gap of it, or not yet. */
export interface Blank extends Span {
  kind: 'before' | 'gap' | 'notYet';
}

/** The parts of some gaps that lie on the bar, and what lies before the record and after it. */
export function gapsOn(span: Span, gaps: readonly Span[], record: Span): Blank[] {
  const all: Blank[] = [{ from: -Infinity, to: record.from, kind: 'before' }, ...gaps.map(g => ({ ...g, kind: 'gap' as const })), { from: record.to, to: Infinity, kind: 'notYet' }];
  return all.map(g => ({ ...g, from: Math.max(span.from, g.from), to: Math.min(span.to, g.to) })).filter(g => g.to > g.from);
}
