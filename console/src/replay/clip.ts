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

/** One tag in the answer of `GET …/history/replay`: columns of its fixes in order of time, `t` in seconds from the answer's `from`. */
export interface TagColumns {
  tag: string;
  carrier: PastCarrier | null;
  t: number[];
  x: number[];
  y: number[];
  z: number[];
  /** Radius of 95 %, metres. */
  r: number[];
  s: number[];
  /** How many places mattered; 0 when one did. */
  a: number[];
}

export interface EventLine {
  sequence: number;
  time: string;
  kind: string;
  what: string;
  tag: string;
  detail: string | null;
}

/** The answer of `GET …/history/replay`. */
export interface ReplayAnswer {
  from: string;
  to: string;
  every: number;
  version: string;
  plan: number | null;
  tags: TagColumns[];
  events: EventLine[];
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

/** Packs an answer. A row of columns that are not of one length, or of a time that is not a number, is left out with what follows: half a place is no place. */
export function packClip(answer: ReplayAnswer): Clip {
  const from = Date.parse(answer.from);
  const tags = answer.tags.map(tag => ({ tag, count: Math.min(tag.t.length, tag.x.length, tag.y.length, tag.z.length, tag.r.length, tag.s.length, tag.a.length) }));
  const total = tags.reduce((sum, { count }) => sum + count, 0);
  const clip: Clip = {
    from, to: Date.parse(answer.to), every: answer.every, plan: answer.plan, events: answer.events,
    tags: tags.map(({ tag: { tag, carrier } }) => ({ tag, carrier })),
    starts: new Uint32Array(tags.length + 1), times: new Float64Array(total), xs: new Float64Array(total), ys: new Float64Array(total), zs: new Float64Array(total),
    radii: new Float32Array(total), states: new Uint8Array(total), places: new Uint8Array(total),
  };
  let at = 0;
  tags.forEach(({ tag, count }, i) => {
    clip.starts[i] = at;
    for (let k = 0; k < count; k++, at++) {
      clip.times[at] = from + 1000 * tag.t[k]!;
      clip.xs[at] = tag.x[k]!;
      clip.ys[at] = tag.y[k]!;
      clip.zs[at] = tag.z[k]!;
      clip.radii[at] = tag.r[k]!;
      clip.places[at] = tag.a[k]!;
      // A state that this console does not know is never shown as surer than it is.
      const state = tag.s[k]!;
      clip.states[at] = state === 0 || state === 1 ? state : 2;
    }
  });
  clip.starts[tags.length] = at;
  return clip;
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
