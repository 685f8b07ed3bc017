import { expect, test } from 'vitest';
import { toHear } from '../alarms/sound';
import type { Say } from '../language/time';
import { asAlarm, titleText } from './trouble';
import { words } from './words';

const trouble = { kind: 'diskFull', since: Date.UTC(2026, 11, 1, 15), why: 'no space' };
const say = ((key: string) => key) as unknown as Say;

test('a record that cannot be written is heard as a critical alarm until it is silenced, and again after a minute', () => {
  const row = asAlarm(trouble);
  expect(toHear([row], null, trouble.since)).toBe('critical');
  const mute = { at: trouble.since, numbers: new Set([row.number]) };
  expect(toHear([row], mute, trouble.since + 59_000)).toBeNull();
  expect(toHear([row], mute, trouble.since + 61_000)).toBe('critical');
  expect(toHear([asAlarm({ ...trouble, since: trouble.since + 1 })], mute, trouble.since + 2)).toBe('critical');
});

test('every cause that the server names has words, and one that this screen does not know is said as well', () => {
  expect(Object.keys(words.en.cause)).toEqual(['diskFull', 'readOnly', 'locked', 'damaged', 'unreachable', 'disk']);
  expect(titleText('diskFull', say)).toBe('record.title: record.cause.diskFull');
  expect(titleText('moonlight', say)).toBe('record.title: record.cause.disk');
  expect(titleText('clockBack', say)).toBe('record.clockBack');
});
