import type { AlarmRow } from '../alarms/board';
import type { RecordTrouble } from '../feed/wire';
import type { Say } from '../language/time';
import { words } from './words';

/** What is wrong, in words: a cause that this screen does not know is the disk's or the database's. */
export const titleText = (kind: string, say: Say): string =>
  kind === 'clockBack' ? say('record.clockBack') : `${say('record.title')}: ${say(Object.hasOwn(words.en.cause, kind) ? `record.cause.${kind}` : 'record.cause.disk')}`;

/** The trouble as what the bell rings for: critical, and by its beginning told from one that was silenced. Nobody can acknowledge it. */
export function asAlarm(trouble: RecordTrouble): AlarmRow {
  const since = new Date(trouble.since).toISOString();
  return {
    number: -trouble.since, kind: 'record', subject: trouble.kind, priority: 'critical', state: 'unacknowledged', stands: true, since, raised: since, times: 1, detail: trouble.why,
    place: null, acknowledged: null, shelf: null, service: null, suppressedBy: null, escalated: null, calls: [],
  };
}
