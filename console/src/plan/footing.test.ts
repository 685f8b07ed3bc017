import { expect, test } from 'vitest';
import { Footing } from './footing';
import { nearestPlace, pointAt } from './plan';
import { smallMine } from './smallMine';

const { plan } = smallMine();
const footing = new Footing(plan);

test('every place of every roadway is found again from its point', () => {
  for (const roadway of plan.roadways) {
    for (let offset = 0; offset <= roadway.length; offset += 0.7) {
      const [x, y, z] = pointAt(roadway, offset);
      const found = footing.placeAt(x, y, z)!;
      const at = pointAt(plan.roadways[found.roadway]!, found.offset);
      expect(Math.hypot(at[0] - x, at[1] - y, at[2] - z)).toBeLessThan(0.31);
    }
  }
});

test('it finds what a search through the whole plan finds', () => {
  for (let i = 0; i < 400; i++) {
    const point: [number, number, number] = [(i * 37) % 110 - 5, (i * 13) % 50 - 5, i % 2 === 0 ? 0 : -30];
    const all = nearestPlace(plan, point)!;
    const found = footing.placeAt(...point);
    if (all.metres < 0.45) expect(found).not.toBeNull();
    if (all.metres > 0.5) expect(found).toBeNull();
  }
});

test('a point between two levels is on neither', () => {
  expect(footing.placeAt(50, 0, -15)).toBeNull();
});
