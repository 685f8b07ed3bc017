import { isOpen, priorities, type AlarmRow, type Priority } from './board';

/** How long one press of silence lasts, milliseconds; critical alarms come back sooner. */
export const silence = { critical: 60_000, other: 180_000 } as const;

/** What was silenced: until when, and which alarms sounded then. Whatever comes after sounds all the same. */
export interface Mute {
  at: number;
  numbers: ReadonlySet<number>;
}

export const untilOf = (mute: Mute, priority: Priority): number => mute.at + (priority === 'critical' ? silence.critical : silence.other);

const isMuted = (row: AlarmRow, mute: Mute | null, now: number): boolean =>
  mute !== null && mute.numbers.has(row.number) && now < untilOf(mute, row.priority);

/** The gravest priority that is to be heard now; null for none. Low alarms are seen, never heard. */
export function toHear(alarms: readonly AlarmRow[], mute: Mute | null, now: number): Priority | null {
  const heard = alarms.filter(row => isOpen(row) && row.priority !== 'low' && !isMuted(row, mute, now));
  return priorities.find(priority => heard.some(row => row.priority === priority)) ?? null;
}

/** A critical alarm that nobody has acknowledged is silenced now: the screen must say so. */
export const silencesCritical = (alarms: readonly AlarmRow[], mute: Mute | null, now: number): boolean =>
  alarms.some(row => row.priority === 'critical' && isOpen(row) && isMuted(row, mute, now));

/** Tones of one call: when it begins and how high, seconds and hertz; and when it comes again, seconds. Told apart by number, pitch and pace. */
export const calls: Record<Exclude<Priority, 'low'>, { tones: readonly (readonly [number, number])[]; every: number }> = {
  critical: { tones: [[0, 988], [0.16, 740], [0.32, 988], [0.48, 740], [0.64, 988]], every: 2 },
  high: { tones: [[0, 784], [0.22, 784]], every: 5 },
  medium: { tones: [[0, 523]], every: 15 },
};

/** Plays calls; the browser may refuse until somebody has clicked. */
export class Bell {
  private context: AudioContext | null = null;
  private last = { priority: null as Priority | null, at: 0 };

  /** Sound may be heard; otherwise a click has to allow it. */
  get isAllowed(): boolean {
    return this.context?.state === 'running';
  }

  async allow(): Promise<void> {
    this.context ??= new AudioContext();
    await this.context.resume();
  }

  /** Plays a call when it is time for it. `now` in milliseconds. */
  ring(priority: Priority | null, now: number): void {
    if (priority === null || priority === 'low') {
      this.last = { priority: null, at: 0 };
      return;
    }
    const { tones, every } = calls[priority];
    if (this.last.priority === priority && now - this.last.at < every * 1000) return;
    this.last = { priority, at: now };
    this.context ??= new AudioContext();
    if (this.context.state !== 'running') return;
    for (const [after, hertz] of tones) this.tone(this.context, after, hertz);
  }

  private tone(context: AudioContext, after: number, hertz: number): void {
    const [begin, long] = [context.currentTime + after, 0.13];
    const [source, volume] = [context.createOscillator(), context.createGain()];
    source.type = 'square';
    source.frequency.value = hertz;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.2, begin + 0.01);
    volume.gain.setValueAtTime(0.2, begin + long - 0.03);
    volume.gain.linearRampToValueAtTime(0, begin + long);
    source.connect(volume).connect(context.destination);
    source.start(begin);
    source.stop(begin + long);
  }
}
