import type { Span } from './bar';

const hour = 3_600_000;

/** Asks for the times of the alarms that were raised within a stretch, in order. */
export type Raised = (within: Span) => Promise<readonly number[]>;

/**
 * The next alarm after a time (or the one before it), however far away: looked for in an hour, then in four times as much, to the end of the record.
 * Null when there is none.
 */
export async function alarmBeyond(raised: Raised, at: number, step: 1 | -1, record: Span): Promise<number | null> {
  let edge = at;
  for (let length = hour; step > 0 ? edge < record.to : edge > record.from; length *= 4) {
    const within = step > 0 ? { from: edge, to: Math.min(edge + length, record.to) } : { from: Math.max(edge - length, record.from), to: edge };
    const times = await raised(within);
    const found = step > 0 ? times[0] : times.at(-1);
    if (found !== undefined) return found;
    edge = step > 0 ? within.to : within.from;
  }
  return null;
}
