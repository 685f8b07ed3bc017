export type GasState = 'good' | 'rising' | 'beyond' | 'notMeasuring' | 'faulty' | 'silent' | 'neverHeard';
export type Air = 'unknown' | 'intake' | 'return' | 'neutral';
export interface GasLimit {
  low: number | null;
  high: number | null;
}

/** One sensor, as docs/gas.md has it. Times are ISO 8601. */
export interface GasRow {
  subject: string;
  sensor: string | null;
  tag: string | null;
  quantity: string;
  unit: string;
  state: GasState;
  value: number | null;
  measured: string | null;
  heard: string | null;
  trend: number | null;
  limit: GasLimit;
  roadway: string | null;
  air: Air;
}

export interface GasBoard {
  time: string;
  /** What is worst first. */
  sensors: GasRow[];
  danger: { tag: string; sensor: string; isInSection: boolean; metres: number; isPossible: boolean; state: 'live' | 'inferred' | 'lastKnown'; heard: string }[];
  unknownAir: string[];
  limits: { quantity: string; sensor: string | null; air: Air | null; limit: GasLimit; by: string; time: string }[];
}

/** Shape for a state: what needs somebody stands out without colour. */
export const shapes: Record<GasState, string> = { beyond: '▲', rising: '↗', faulty: '✕', silent: '∅', notMeasuring: '◌', good: '●', neverHeard: '○' };

/** A limit in short: `≤ 1`, `≥ 20`, `0.25 … 8`; empty when there is none. */
export function limitText({ low, high }: GasLimit): string {
  if (low !== null && high !== null) return `${low} … ${high}`;
  return low !== null ? `≥ ${low}` : high !== null ? `≤ ${high}` : '';
}
