import type { Place, Plan, Point } from './plan';

/** Side of a cell of the index, metres: about the length of a piece of roadway. */
const side = 25;
/** A point that lies on no roadway within this is off the network, metres. Fixes on the network lie on its lines but for rounding. */
const reach = 0.5;

/** Finds the roadway under a point quickly: the pieces of all roadways by the cells that they go through. */
export class Footing {
  private readonly cells = new Map<number, number[]>();
  /** Roadway and vertex at which each piece begins. */
  private readonly pieces: { roadway: number; vertex: number }[] = [];

  constructor(private readonly plan: Plan) {
    for (const { index, points } of plan.roadways) {
      for (let vertex = 0; vertex + 1 < points.length; vertex++) {
        const piece = this.pieces.push({ roadway: index, vertex }) - 1;
        for (const key of this.under(points[vertex]!, points[vertex + 1]!)) {
          const cell = this.cells.get(key);
          if (cell) cell.push(piece);
          else this.cells.set(key, [piece]);
        }
      }
    }
  }

  /** The place on the network at a point of the grid, or null off the network. */
  placeAt(x: number, y: number, z: number): Place | null {
    let best: Place | null = null;
    let nearest = reach * reach;
    for (const piece of this.cells.get(keyOf(Math.floor(x / side), Math.floor(y / side))) ?? []) {
      const { roadway, vertex } = this.pieces[piece]!;
      const { points, along } = this.plan.roadways[roadway]!;
      const a = points[vertex]!;
      const b = points[vertex + 1]!;
      const dx = b[0] - a[0];
      const dy = b[1] - a[1];
      const dz = b[2] - a[2];
      const square = dx * dx + dy * dy + dz * dz;
      const share = square > 0 ? Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy + (z - a[2]) * dz) / square)) : 0;
      const away = (a[0] + share * dx - x) ** 2 + (a[1] + share * dy - y) ** 2 + (a[2] + share * dz - z) ** 2;
      if (away >= nearest) continue;
      nearest = away;
      best = { roadway, offset: along[vertex]! + share * (along[vertex + 1]! - along[vertex]!) };
    }
    return best;
  }

  /** Cells that a piece may go through, a little wider than it is, so that a point beside its end is found as well. */
  private *under(a: Point, b: Point): Iterable<number> {
    const steps = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / (side / 4)));
    const told = new Set<number>();
    for (let i = 0; i <= steps; i++) {
      const x = a[0] + ((b[0] - a[0]) * i) / steps;
      const y = a[1] + ((b[1] - a[1]) * i) / steps;
      // A quarter of a cell around each step covers what lies between two of them, corners included.
      for (const ox of [-side / 4, 0, side / 4]) {
        for (const oy of [-side / 4, 0, side / 4]) {
          const key = keyOf(Math.floor((x + ox) / side), Math.floor((y + oy) / side));
          if (told.has(key)) continue;
          told.add(key);
          yield key;
        }
      }
    }
  }
}

/** One number for a cell; mines are far smaller than a million cells across. */
const keyOf = (x: number, y: number): number => x * 4_194_304 + y;
