import { emptyClip, type Clip, type EventLine, type PastCarrier } from './clip';

/** The head of the packed answer of `GET …/history/replay`. */
interface Head {
  from: string;
  to: string;
  every: number;
  plan: number | null;
  tags: { tag: string; carrier: PastCarrier | null; fixes: number }[];
  events: EventLine[];
}

/**
 * Reads a packed answer: the length of its head, the head, then of each tag the columns of time, place, radius, state and how many places mattered, as
 * differences of hundredths (`docs/api.md`).
 * @throws RangeError the answer ends too early, or holds more than its head says: half a record is none
 */
export function readPacked(answer: ArrayBuffer): Clip {
  const length = new DataView(answer).getInt32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(answer, 4, length))) as Head;
  const from = Date.parse(head.from);
  const clip = emptyClip({ from, to: Date.parse(head.to), every: head.every, plan: head.plan, events: head.events, tags: head.tags.map(({ tag, carrier }) => ({ tag, carrier })) }, head.tags.map(t => t.fixes));
  const bytes = new Uint8Array(answer, 4 + length);
  let at = 0;
  let zeros = 0;

  function number(): number {
    let byte = bytes[at++]!;
    let value = byte & 127;
    // By multiplication: shifts end at 32 bits.
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = bytes[at++]!;
      value += (byte & 127) * scale;
    }
    return value;
  }

  function next(): number {
    if (zeros > 0) {
      zeros--;
      return 0;
    }
    const told = number();
    if (told === 0) zeros = number();
    return told % 2 === 0 ? told / 2 : -(told + 1) / 2;
  }

  function column(to: Float64Array | Float32Array | Uint8Array, begin: number, end: number, twice: boolean, scale: number, base: number): void {
    let last = 0;
    let step = 0;
    for (let i = begin; i < end; i++) {
      step = twice ? step + next() : next();
      last += step;
      to[i] = base + last * scale;
    }
    if (zeros > 0) throw new RangeError('a column holds more than its tag has fixes');
  }

  for (let i = 0; i < head.tags.length; i++) {
    const [begin, end] = [clip.starts[i]!, clip.starts[i + 1]!];
    column(clip.times, begin, end, true, 10, from);
    column(clip.xs, begin, end, true, 0.01, 0);
    column(clip.ys, begin, end, true, 0.01, 0);
    column(clip.zs, begin, end, true, 0.01, 0);
    column(clip.radii, begin, end, false, 0.01, 0);
    column(clip.states, begin, end, false, 1, 0);
    column(clip.places, begin, end, false, 1, 0);
  }
  if (at !== bytes.length) throw new RangeError(at > bytes.length ? 'the record ends too early' : 'the record holds more than it says');
  // A state that this console does not know is never shown as surer than it is.
  clip.states.forEach((state, i) => { if (state > 2) clip.states[i] = 2; });
  return clip;
}
