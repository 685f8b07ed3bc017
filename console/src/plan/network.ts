import type { Place, Plan } from './plan';

/** How near two vertices must lie for their roadways to meet, metres (the file format says so). */
const meeting = 0.5;

/** A node on a roadway: a junction or one of its ends. */
interface Stop {
  offset: number;
  node: number;
}

/** A stretch of one roadway, walked from one offset to another (either way). */
export interface Leg {
  roadway: number;
  from: number;
  to: number;
}

/** The roadways as a graph: junctions are nodes, the stretches between them edges. */
export interface Network {
  /** Stops of each roadway in order of offset. */
  stops: Stop[][];
  /** Roadways that meet at each node, with the offset of the node on each. */
  nodes: Place[][];
}

/** Finds where roadways meet: vertices within half a metre of each other are one node. */
export function joinNetwork(plan: Plan): Network {
  const cells = new Map<string, number[]>();
  const nodes: Place[][] = [];
  const seats: [number, number, number][] = [];
  const stops = plan.roadways.map(roadway => roadway.points.map((p, i): Stop => {
    const cell = p.map(c => Math.floor(c / meeting));
    let node = -1;
    for (let n = 0; n < 27 && node < 0; n++) {
      const key = `${cell[0]! + (n % 3) - 1},${cell[1]! + (Math.floor(n / 3) % 3) - 1},${cell[2]! + Math.floor(n / 9) - 1}`;
      for (const other of cells.get(key) ?? []) {
        const s = seats[other]!;
        if (Math.hypot(s[0] - p[0], s[1] - p[1], s[2] - p[2]) <= meeting) node = other;
      }
    }
    if (node < 0) {
      node = nodes.push([]) - 1;
      seats.push([...p]);
      const key = cell.join(',');
      cells.set(key, [...(cells.get(key) ?? []), node]);
    }
    const offset = roadway.along[i]!;
    nodes[node]!.push({ roadway: roadway.index, offset });
    return { offset, node };
  }));
  // A vertex where nothing meets is only a bend: it would slow every search and tell nothing.
  const kept = stops.map(list => list.filter((s, i) => i === 0 || i === list.length - 1 || nodes[s.node]!.length > 1));
  return { stops: kept, nodes };
}

/** Shortest distances, in metres, from some places to every node, and the nodes before them on the way. */
export class Reach {
  readonly metres: Float64Array;
  readonly before: Int32Array;
  private readonly heap: [number, number][] = [];

  /** Searches outwards from the places, no further than `limit` metres. */
  constructor(private readonly network: Network, private readonly sources: readonly Place[], private readonly limit = Infinity) {
    this.metres = new Float64Array(network.nodes.length).fill(Infinity);
    this.before = new Int32Array(network.nodes.length).fill(-1);
    for (const source of sources) {
      for (const stop of beside(network.stops[source.roadway]!, source.offset)) {
        this.offer(stop.node, Math.abs(stop.offset - source.offset), -1);
      }
    }
    this.spread();
  }

  /** Metres of way from the nearest source to a place; infinite where there is none within the limit. */
  to(place: Place): number {
    let best = Infinity;
    for (const source of this.sources) {
      if (source.roadway === place.roadway) best = Math.min(best, Math.abs(source.offset - place.offset));
    }
    for (const stop of beside(this.network.stops[place.roadway]!, place.offset)) {
      best = Math.min(best, this.metres[stop.node]! + Math.abs(stop.offset - place.offset));
    }
    return best;
  }

  private spread(): void {
    for (let next = this.take(); next; next = this.take()) {
      const [metres, node] = next;
      if (metres > this.metres[node]!) continue;
      for (const here of this.network.nodes[node]!) {
        const stops = this.network.stops[here.roadway]!;
        const i = stops.findIndex(s => s.node === node && s.offset === here.offset);
        for (const other of [stops[i - 1], stops[i + 1]]) {
          if (other) this.offer(other.node, metres + Math.abs(other.offset - here.offset), node);
        }
      }
    }
  }

  private offer(node: number, metres: number, before: number): void {
    if (metres >= this.metres[node]! || metres > this.limit) return;
    this.metres[node] = metres;
    this.before[node] = before;
    const heap = this.heap;
    let i = heap.push([metres, node]) - 1;
    while (i > 0 && heap[(i - 1) >> 1]![0] > heap[i]![0]) {
      const up = (i - 1) >> 1;
      [heap[i], heap[up]] = [heap[up]!, heap[i]!];
      i = up;
    }
  }

  private take(): [number, number] | undefined {
    const heap = this.heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    heap[0] = last;
    for (let i = 0; ;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < heap.length && heap[child]![0] < heap[least]![0]) least = child;
      }
      if (least === i) return first;
      [heap[i], heap[least]] = [heap[least]!, heap[i]!];
      i = least;
    }
  }
}

/** The stops next to an offset on a roadway: the last one not after it and the first one not before it. */
export function beside(stops: readonly Stop[], offset: number): Stop[] {
  const after = stops.findIndex(s => s.offset >= offset);
  const pair = after < 0 ? [stops[stops.length - 1]] : after === 0 ? [stops[0]] : [stops[after - 1], stops[after]];
  return pair.filter(s => s !== undefined);
}
