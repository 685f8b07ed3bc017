import { expect, test } from 'vitest';
import { Footing } from '../plan/footing';
import { smallMine } from '../plan/smallMine';
import type { Moment } from './api';
import { carriersThen } from './carriers';
import type { PastCarrier } from './clip';
import { madeClip, type TagColumns } from './madeClip';
import { eventsBefore, PastScene } from './scene';
import { tagIndex } from './tagIndex';

const ground = smallMine();
const start = Date.UTC(2026, 10, 30, 8);
const iso = (second: number): string => new Date(start + 1000 * second).toISOString();
const who = (name: string, kind = 'person'): PastCarrier => ({ kind, name, number: '', crew: '', role: '' });
const columns = (tag: string, x: number, carrier: PastCarrier | null, state = 0): TagColumns => ({ tag, carrier, t: [0, 1], x: [x, x], y: [0, 0], z: [0, 0], r: [2, 2], s: [state, state], a: [0, 2] });
const clip = madeClip({
  from: iso(0), to: iso(120), every: 1, plan: 2,
  tags: [columns('A', 10, who('Ким')), columns('B', 50, null, 1), columns('V', 70, who('Loader', 'vehicle'))],
  events: [0, 5, 9].map(second => ({ sequence: second, time: iso(second), kind: 'raised', what: 'sos', tag: 'A', detail: null })),
});
const fix = (tag: string, second: number, x: number): Moment['fixes'][number] => ({ time: iso(second), tag, x, y: 0, z: -30, roadway: 'C', offset: x, level: 'lower', speed: 0, radius95: 3, state: 'lastKnown', heard: iso(second - 60), alternatives: 0, carrier: who('Ахметов') });
const moment = (part: Partial<Moment> = {}): Moment => ({ time: iso(1), plan: 2, fixes: [fix('C', 1, 20)], boards: {}, gap: null, ...part });

function shown(second: number, of: Moment | null = null) {
  const scene = new PastScene({ footing: new Footing(ground.plan), indexIn: tagIndex, frame: () => ({ time: start + 1000 * second, clip, inGap: false }) });
  if (of) scene.take(of);
  scene.refresh(ground, second, carriersThen(clip, of));
  return scene;
}

test('people and machines are counted by level and by how their place was known', () => {
  const scene = shown(1);
  expect([scene.people, scene.vehicles]).toEqual([2, 1]);
  expect(scene.levels).toEqual([{ level: 'upper', live: 1, inferred: 1, lastKnown: 0, vehicles: 1 }]);
});

test('where several places were possible it is told, though not which', () => {
  expect(shown(0.5).byTag.get('A')?.fix.places).toBe(0);
  expect(shown(1).byTag.get('A')?.fix).toMatchObject({ places: 2, alternatives: [] });
});

test('who is only in the picture of the moment is counted as well, before it was taken is not', () => {
  expect(shown(2, moment()).byTag.get('C')?.fix).toMatchObject({ state: 'lastKnown', level: 'lower', heard: start - 59_000 });
  expect(shown(0, moment()).byTag.has('C')).toBe(false);
});

test('whose call for help stood on the board of then is in distress', () => {
  const board = { alarms: [{ kind: 'sos', subject: 'A', stands: true }, { kind: 'sos', subject: 'B', stands: false }, { kind: 'silent', subject: 'V', stands: true }] };
  const scene = shown(2, moment({ boards: { alarms: { at: iso(0), board } } }));
  expect(scene.sos).toEqual(['A']);
  expect(scene.byTag.get('A')?.fix.sos).toBe(true);
});

test('before a call for help nobody calls, whatever was read for a later time', () => {
  const board = { alarms: [{ kind: 'sos', subject: 'Z', stands: true }] };
  let at = 9;
  const scene = new PastScene({ footing: new Footing(ground.plan), indexIn: tagIndex, frame: () => ({ time: start + 1000 * at, clip, inGap: false }) });
  scene.take(moment({ boards: { alarms: { at: iso(8), board } } }));
  scene.refresh(ground, 1, carriersThen(clip, null));
  expect(scene.sos).toEqual(['Z']);
  at = 3;
  scene.refresh(ground, 2, carriersThen(clip, null));
  expect([scene.sos, scene.knows('Z')]).toEqual([[], false]);
});

test('how the anchors stood and who was heard without a place is told from when it was kept on, and not before', () => {
  const boards = {
    anchors: { at: iso(1), board: { anchors: [{ anchor: 'A1', state: 'silent', heard: iso(-60) }, { anchor: 'A2', state: 'neverHeard', heard: null }] } },
    unplaced: { at: iso(1), board: { unplaced: [{ tag: 'N', carrier: 'person', heard: iso(0) }, { tag: 'M', carrier: 'vehicle', heard: null }] } },
  };
  const then = shown(2, moment({ boards }));
  expect([...then.anchors.values()].map(a => [a.anchor, a.state, a.heard])).toEqual([['A1', 'silent', start - 60_000], ['A2', 'neverHeard', null]]);
  expect([then.unplacedCount, then.knows('N'), then.unplaced.get('M')?.heard]).toEqual([{ people: 1, vehicles: 1 }, true, null]);
  const before = shown(0.5, moment({ boards }));
  expect([before.anchors.size, before.unplacedCount, before.knows('N')]).toEqual([0, null, false]);
});

test('another time that is sought knows nobody until it is read', () => {
  const scene = shown(2, moment());
  scene.forget();
  expect([scene.list.length, scene.knows('A')]).toEqual([0, false]);
});

test('a lamp has the name of whoever carried it then, and none when nobody did', () => {
  const then = carriersThen(clip, moment({ fixes: [fix('A', 1, 10)] }));
  expect(then.get('A')?.name).toBe('Ахметов');
  expect(then.has('B')).toBe(false);
  expect(then.get('V')?.carrier).toBe('vehicle');
});

test('only what had happened by then is told, the newest first', () =>
  expect(eventsBefore(clip, start + 6000).map(e => e.sequence)).toEqual([5, 0]));
