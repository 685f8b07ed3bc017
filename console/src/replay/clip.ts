/** How a fix was known, as the columns have it: the index into the states of the feed. */
export type StateCode = 0 | 1 | 2;

/** Who or what carried a tag, as the record has it; null when nobody is said to have. */
export interface PastCarrier {
  kind: string;
  name: string;
  number: string;
  crew: string;
  role: string;
}

export interface EventLine {
  sequence: number;
  time: string;
  kind: string;
  what: string;
  tag: string;
  detail: string | null;
}

/** Who carried a tag then. */
export interface ClipTag {
  tag: string;
  carrier: PastCarrier | null;
}

/** A stretch of the record in flat columns, so that a worker can hand it over without copying. Times are milliseconds since the Unix epoch. */
export interface Clip {
  from: number;
  to: number;
  every: number;
  plan: number | null;
  tags: ClipTag[];
  /** The fixes of tag i are those from `starts[i]` up to, not including, `starts[i + 1]`. */
  starts: Uint32Array<ArrayBuffer>;
  times: Float64Array<ArrayBuffer>;
  xs: Float64Array<ArrayBuffer>;
  ys: Float64Array<ArrayBuffer>;
  zs: Float64Array<ArrayBuffer>;
  radii: Float32Array<ArrayBuffer>;
  states: Uint8Array<ArrayBuffer>;
  places: Uint8Array<ArrayBuffer>;
  events: EventLine[];
}

/** A clip with room for the fixes of its tags, all of them nothing yet. */
export function emptyClip(head: Pick<Clip, 'from' | 'to' | 'every' | 'plan' | 'events' | 'tags'>, fixes: readonly number[]): Clip {
  const starts = new Uint32Array(fixes.length + 1);
  fixes.forEach((count, i) => { starts[i + 1] = starts[i]! + count; });
  const total = starts[fixes.length]!;
  return {
    ...head, starts, times: new Float64Array(total), xs: new Float64Array(total), ys: new Float64Array(total), zs: new Float64Array(total),
    radii: new Float32Array(total), states: new Uint8Array(total), places: new Uint8Array(total),
  };
}

/** The buffers that a worker hands over. */
export const buffersOf = (clip: Clip): ArrayBuffer[] => [clip.starts, clip.times, clip.xs, clip.ys, clip.zs, clip.radii, clip.states, clip.places].map(column => column.buffer);

/** The last fix of tag `index` that is not after `time`; -1 when there is none in this clip. */
export function fixAt(clip: Clip, index: number, time: number): number {
  let low = clip.starts[index]!;
  let high = clip.starts[index + 1]!;
  const first = low;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (clip.times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low > first ? low - 1 : -1;
}
