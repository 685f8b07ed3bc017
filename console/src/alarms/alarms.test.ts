import { expect, test } from 'vitest';
import { atHand, type AlarmRow, type AlarmState, type Priority, nextToCall } from './board';
import { calls, silence, silencesCritical, toHear } from './sound';

const row = (number: number, priority: Priority, state: AlarmState = 'unacknowledged', raised = '2026-03-01T08:00:00Z'): AlarmRow => ({
  number, kind: 'sos', subject: `T${number}`, priority, state, stands: true, since: raised, raised, times: 1, detail: '', place: null, acknowledged: null, shelf: null, service: null, suppressedBy: null, escalated: null, calls: [],
});

test('what nobody has seen comes first, the gravest before the newest', () => {
  const rows = [row(1, 'low'), row(2, 'critical', 'acknowledged'), row(3, 'high'), row(4, 'critical', 'unacknowledged', '2026-03-01T08:00:01Z'), row(5, 'critical'), row(6, 'critical', 'shelved'), row(7, 'critical', 'suppressedByDesign')];
  expect(atHand(rows).map(r => r.number)).toEqual([4, 5, 3, 1, 2]);
});

test('the gravest that nobody has acknowledged is heard, and low alarms never are', () => {
  expect(toHear([row(1, 'low')], null, 0)).toBeNull();
  expect(toHear([row(1, 'medium'), row(2, 'high')], null, 0)).toBe('high');
  expect(toHear([row(1, 'medium'), row(2, 'critical', 'acknowledged')], null, 0)).toBe('medium');
});

test('silence is for what sounds now: a new alarm is heard, and a critical one comes back after a minute', () => {
  const mute = { at: 1000, numbers: new Set([1, 2]) };
  expect(toHear([row(1, 'critical'), row(2, 'high')], mute, 2000)).toBeNull();
  expect(silencesCritical([row(1, 'critical')], mute, 2000)).toBe(true);
  expect(toHear([row(1, 'critical'), row(3, 'medium')], mute, 2000)).toBe('medium');
  expect(toHear([row(1, 'critical'), row(2, 'high')], mute, 1000 + silence.critical)).toBe('critical');
  expect(silencesCritical([row(1, 'critical')], mute, 1000 + silence.critical)).toBe(false);
  expect(toHear([row(2, 'high')], mute, 1000 + silence.critical)).toBeNull();
});

test('priorities are told apart by how many tones they have and how often they come', () => {
  const kinds = Object.values(calls);
  expect(new Set(kinds.map(c => c.tones.length)).size).toBe(kinds.length);
  expect(new Set(kinds.map(c => c.every)).size).toBe(kinds.length);
});

test('the next to be called is the one after those who were', () => {
  const roster = [{ name: 'A', contact: '' }, { name: 'B', contact: 'tel. 2' }];
  const alarm = row(1, 'critical');
  expect(nextToCall(alarm, roster)?.name).toBe('A');
  const called = { ...alarm, calls: [{ who: roster[0]!, time: alarm.since, by: '', answer: null }] };
  expect(nextToCall(called, roster)?.name).toBe('B');
  expect(nextToCall(called, roster.slice(0, 1))).toBeUndefined();
});
