import { useEffect, useMemo, useState } from 'react';
import { useBoard } from '../acts/useBoard';
import type { AlarmBoard } from '../alarms/board';
import type { MineFeed } from '../feed/mineFeed';
import { getRaised } from './api';
import type { Mark, Span } from './bar';

/** When the alarms of a stretch that is not over are read again, milliseconds. */
const rhythm = 15_000;

/** The alarms that were raised in a stretch of time, each with the priority that its kind has now. */
export function useRaised(now: MineFeed, span: Span): { marks: readonly Mark[]; more: boolean } {
  const definitions = useBoard<AlarmBoard>(now, 'alarms')?.definitions;
  const [read, setRead] = useState<{ rows: { at: number; kind: string; subject: string }[]; more: boolean }>({ rows: [], more: false });
  const beat = Math.floor(performance.now() / rhythm);
  useEffect(() => {
    const stop = new AbortController();
    // Not while the bar is being moved: the last place counts.
    const timer = setTimeout(() => {
      getRaised(now.mine, span.from, span.to, stop.signal).then(
        ({ events, more }) => setRead({ rows: events.map(e => ({ at: Date.parse(e.time), kind: e.what, subject: e.tag })), more }), () => undefined);
    }, 200);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [now.mine, span.from, span.to, beat]);
  const marks = useMemo(() => {
    const priorities = new Map(definitions?.map(d => [d.kind, d.priority]));
    return read.rows.map(row => ({ ...row, priority: priorities.get(row.kind) ?? null }));
  }, [read, definitions]);
  return { marks, more: read.more };
}
