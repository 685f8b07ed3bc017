import { useEffect, useRef, useState } from 'react';
import type { AlarmRow } from './board';
import { Bell, silencesCritical, toHear, untilOf, type Mute } from './sound';

/** How often the bell looks what there is to ring, milliseconds. */
const beat = 250;

/** Rings for what nobody has acknowledged, as long as this screen is open. */
export function useSound(alarms: readonly AlarmRow[], now: number): {
  allowed: boolean; allow: () => void; mutedUntil: number | null; criticalMuted: boolean; toggle: () => void;
} {
  const bell = useRef(new Bell());
  const [mute, setMute] = useState<Mute | null>(null);
  const latest = useRef({ alarms, mute, now });
  latest.current = { alarms, mute, now };
  const [allowed, setAllowed] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => {
      const { alarms: rows, mute: muted, now: at } = latest.current;
      bell.current.ring(toHear(rows, muted, at), performance.now());
      setAllowed(bell.current.isAllowed);
    }, beat);
    // Any click or key is the leave that the browser wants.
    const allow = (): void => void bell.current.allow().catch(() => undefined);
    addEventListener('pointerdown', allow);
    addEventListener('keydown', allow);
    return () => {
      clearInterval(timer);
      removeEventListener('pointerdown', allow);
      removeEventListener('keydown', allow);
    };
  }, []);
  const ends = mute && [...alarms].filter(row => mute.numbers.has(row.number)).map(row => untilOf(mute, row.priority)).filter(until => until > now);
  return {
    allowed, allow: () => void bell.current.allow().catch(() => undefined),
    mutedUntil: ends && ends.length > 0 ? Math.min(...ends) : null,
    criticalMuted: silencesCritical(alarms, mute, now),
    toggle: () => setMute(m => (m && ends && ends.length > 0 ? null : { at: now, numbers: new Set(alarms.map(row => row.number)) })),
  };
}
