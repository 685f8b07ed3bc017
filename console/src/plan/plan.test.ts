import { expect, test } from 'vitest';
import { Reach } from './network';
import { areaAt, landmark, zonesAt } from './placeInWords';
import { nearestPlace, pointAt, stretch } from './plan';
import { route } from './route';
import { smallMine } from './smallMine';
import { within } from './within';

const { plan, network } = smallMine();
const [a, b, c] = [0, 1, 2];

test('levels go from the uppermost down', () => {
  expect(plan.levels.map(l => l.name)).toEqual(['upper', 'lower']);
});

test('roadways meet where vertices lie within half a metre, also in the middle of one', () => {
  const shared = network.nodes.filter(n => n.length > 1);
  expect(shared).toHaveLength(1);
  expect(shared[0]).toEqual([{ roadway: a, offset: 60 }, { roadway: b, offset: 0 }]);
});

test('an offset beyond the end is taken to the end', () => {
  expect(pointAt(plan.roadways[a]!, 500)).toEqual([100, 0, 0]);
  expect(pointAt(plan.roadways[a]!, 30)).toEqual([30, 0, 0]);
});

test('the stretch between two offsets keeps the bends between them', () => {
  expect(stretch(plan.roadways[a]!, 80, 50)).toEqual([[50, 0, 0], [60, 0, 0], [80, 0, 0]]);
});

test('a route to an adjoining roadway goes through the junction', () => {
  expect(route(network, { roadway: a, offset: 50 }, { roadway: b, offset: 5 }, 60)).toEqual([
    { roadway: a, from: 50, to: 60 }, { roadway: b, from: 0, to: 5 }]);
});

test('there is no route through rock, and none longer than the limit', () => {
  expect(route(network, { roadway: a, offset: 50 }, { roadway: c, offset: 50 }, 1000)).toBeNull();
  expect(route(network, { roadway: a, offset: 0 }, { roadway: b, offset: 40 }, 60)).toBeNull();
});

test('the way out is measured along the roadways', () => {
  const exit = nearestPlace(plan, plan.spots.find(s => s.kind === 'exit')!.at)!;
  const reach = new Reach(network, [exit.place]);
  expect(reach.to({ roadway: b, offset: 40 })).toBeCloseTo(100);
  expect(reach.to({ roadway: a, offset: 30 })).toBeCloseTo(30);
  expect(reach.to({ roadway: c, offset: 30 })).toBe(Infinity);
});

test('a place is told from the nearest junction on its roadway, and has its zones', () => {
  expect(landmark(plan, network, { roadway: a, offset: 70 })).toEqual({ metres: 10, roadway: 'Roadway B' });
  expect(landmark(plan, network, { roadway: a, offset: 3 })).toEqual({ metres: 3, roadway: null });
  expect(zonesAt(plan, { roadway: b, offset: 15 }).map(z => z.id)).toEqual(['Z1']);
  expect(zonesAt(plan, { roadway: b, offset: 25 })).toEqual([]);
});

test('a spot without a level belongs to the level of the nearest roadway', () => {
  expect(plan.spots.find(s => s.id === 'X1')!.level).toBe('lower');
});

test('what lies within some metres of way turns the corners and stops at the ends', () => {
  expect(within(plan, network, { roadway: a, offset: 55 }, 10)).toEqual([
    { roadway: a, from: 45, to: 65 }, { roadway: b, from: 0, to: 5 }]);
  expect(within(plan, network, { roadway: c, offset: 95 }, 20)).toEqual([{ roadway: c, from: 75, to: 100 }]);
});

test('a point is in an open area only on its storey', () => {
  expect(areaAt(plan, [210, 10, 1])?.id).toBe('H1');
  expect(areaAt(plan, [210, 10, 40])).toBeUndefined();
  expect(areaAt(plan, [230, 10, 0])).toBeUndefined();
});
