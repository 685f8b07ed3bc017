import { expect, test } from 'vitest';
import { pointAt } from '../plan/plan';
import { smallMine } from '../plan/smallMine';
import { Glide } from './glide';

const ground = smallMine();
const { roadways } = ground.plan;
const head = (glide: Glide, roadway: number, offset: number, now: number, lasts: number): void =>
  glide.head(ground, { roadway, offset }, pointAt(roadways[roadway]!, offset), now, lasts);

test('the first fix puts a tag at its place at once', () => {
  const glide = new Glide();
  head(glide, 0, 20, 0, 0);
  expect(glide.drawn).toEqual([20, 0, 0]);
});

test('on one roadway the offset is interpolated', () => {
  const glide = new Glide();
  head(glide, 0, 20, 0, 0);
  head(glide, 0, 24, 1000, 1000);
  glide.advance(ground, 1500);
  expect(glide.drawn[0]).toBeCloseTo(22);
  glide.advance(ground, 5000);
  expect(glide.drawn).toEqual([24, 0, 0]);
});

test('to an adjoining roadway it goes round the corner and never through rock', () => {
  const glide = new Glide();
  head(glide, 0, 55, 0, 0);
  head(glide, 1, 5, 0, 1000);
  for (let now = 0; now <= 1000; now += 50) {
    glide.advance(ground, now);
    const [x, y] = glide.drawn;
    expect(y < 0.31 || Math.abs(x - 60) < 1e-9).toBe(true);
  }
  expect(glide.roadway).toBe(1);
});

test('to a roadway that does not adjoin it jumps', () => {
  const glide = new Glide();
  head(glide, 0, 50, 0, 0);
  head(glide, 2, 50, 0, 1000);
  glide.advance(ground, 1);
  expect(glide.drawn).toEqual([50, 0, -30]);
});

test('a fix that comes in the middle of a glide starts from where the tag is drawn', () => {
  const glide = new Glide();
  head(glide, 0, 0, 0, 0);
  head(glide, 0, 10, 0, 1000);
  glide.advance(ground, 500);
  const before = glide.drawn[0];
  head(glide, 0, 11, 500, 1000);
  glide.advance(ground, 501);
  expect(Math.abs(glide.drawn[0] - before)).toBeLessThan(0.05);
});

test('a tag in an open area moves straight, and an unknown last place never makes a way', () => {
  const glide = new Glide();
  glide.head(ground, null, [0, 5, 0], 0, 0);
  glide.head(ground, null, [4, 5, 0], 0, 1000);
  glide.advance(ground, 500);
  expect(glide.drawn).toEqual([2, 5, 0]);
});
