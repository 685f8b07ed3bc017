import { expect, test } from 'vitest';
import { nextSpeed, Player, speeds } from './player';

const loaded = (): Player => {
  const player = new Player(1000, 0, 1_000_000);
  player.setLimit(0, 1_000_000);
  return player;
};

test('the past stands until it is played, and then runs as many times faster as was said', () => {
  const player = loaded();
  expect(player.time(5000)).toBe(1000);
  player.setSpeed(5000, 20);
  player.play(5000);
  expect(player.time(5100)).toBe(3000);
  player.pause(5100);
  expect(player.time(9000)).toBe(3000);
});

test('a change of speed does not move the time', () => {
  const player = loaded();
  player.play(0);
  player.setSpeed(100, 500);
  expect(player.time(100)).toBe(1100);
  expect(player.time(110)).toBe(6100);
});

test('it waits for what is not loaded, and goes on from there when it comes, without a jump', () => {
  const player = new Player(1000, 0, 1_000_000);
  player.setLimit(0, 2000);
  player.play(0);
  expect(player.time(5000)).toBe(2000);
  expect(player.waits(5000)).toBe(true);
  player.setLimit(5000, 9000);
  expect(player.time(5000)).toBe(2000);
  expect(player.time(5500)).toBe(2500);
  expect(player.waits(5500)).toBe(false);
});

test('it never leaves the record, and says when its end has come', () => {
  const player = loaded();
  player.seek(0, 2_000_000);
  expect(player.time(0)).toBe(1_000_000);
  player.seek(0, 999_000);
  player.setLimit(0, 1_000_000);
  player.play(0);
  expect(player.ended(500)).toBe(false);
  expect(player.ended(5000)).toBe(true);
  expect(player.waits(5000)).toBe(false);
});

test('a time that was sought is shown though nothing of it is loaded', () => {
  const player = loaded();
  player.play(0);
  player.seek(10, 500_000);
  expect(player.time(10)).toBe(500_000);
  expect(player.waits(20)).toBe(true);
});

test('speeds go up and down by steps and no further than their ends', () => {
  expect(nextSpeed(1, 1)).toBe(2);
  expect(nextSpeed(1, -1)).toBe(1);
  expect(nextSpeed(500, 1)).toBe(500);
  expect(nextSpeed(100, -1)).toBe(50);
  expect([...speeds].sort((a, b) => a - b)).toEqual([...speeds]);
});
