import { emptyClip, type Clip, type EventLine, type PastCarrier } from './clip';

/** One tag of a clip that a test makes: columns of its fixes in order of time, `t` in seconds from the clip's `from`. */
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

/** A clip that a test makes. */
export interface Made {
  from: string;
  to: string;
  every: number;
  plan: number | null;
  tags: TagColumns[];
  events: EventLine[];
}

/** The clip of some columns. */
export function madeClip({ from, to, every, plan, tags, events }: Made): Clip {
  const begin = Date.parse(from);
  const clip = emptyClip({ from: begin, to: Date.parse(to), every, plan, events, tags: tags.map(({ tag, carrier }) => ({ tag, carrier })) }, tags.map(tag => tag.t.length));
  clip.times.set(tags.flatMap(tag => tag.t.map(t => begin + 1000 * t)));
  clip.xs.set(tags.flatMap(tag => tag.x));
  clip.ys.set(tags.flatMap(tag => tag.y));
  clip.zs.set(tags.flatMap(tag => tag.z));
  clip.radii.set(tags.flatMap(tag => tag.r));
  clip.states.set(tags.flatMap(tag => tag.s));
  clip.places.set(tags.flatMap(tag => tag.a));
  return clip;
}
