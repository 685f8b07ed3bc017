import { joinNetwork } from './network';
import { readPlan, type PlanFile } from './readPlan';

const roadway = (id: string, level: string, coordinates: number[][], use = 'travel') => ({
  geometry: { type: 'LineString', coordinates }, properties: { kind: 'roadway', id, name: `Roadway ${id}`, level, use, air: 'intake', width: 4 },
});

/** A mine for tests: A runs 100 m east, B leaves it at 60 m and runs 40 m north, C lies 30 m deeper and meets neither. */
export const smallMineFile: PlanFile = {
  version: 2,
  mine: { name: 'Small', timeZone: 'Asia/Almaty' },
  features: [
    roadway('A', 'upper', [[0, 0, 0], [60, 0, 0], [100, 0, 0]]),
    roadway('B', 'upper', [[60, 0.3, 0], [60, 40.3, 0]]),
    roadway('C', 'lower', [[0, 0, -30], [100, 0, -30]]),
    { geometry: { type: 'Point', coordinates: [0, 2, 0] }, properties: { kind: 'exit', id: 'E1' } },
    { geometry: { type: 'Polygon', coordinates: [[[200, 0], [220, 0], [220, 20], [200, 20], [200, 0]]] }, properties: { kind: 'openArea', id: 'H1', name: 'Hall', floor: -1, tagHeight: 1, level: 'upper' } },
    { geometry: null, properties: { kind: 'zone', id: 'Z1', name: 'Face', rule: 'restricted', sections: [{ roadway: 'B', from: 10, to: 20 }] } },
    { geometry: { type: 'Point', coordinates: [50, 0, -30] }, properties: { kind: 'anchor', id: 'X1', technology: 'uwb' } },
  ],
};

export function smallMine() {
  const plan = readPlan(smallMineFile);
  return { plan, network: joinNetwork(plan) };
}
