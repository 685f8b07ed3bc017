import { useEffect, useRef } from 'react';

/** What a key does while the past is shown. */
export type PastCommand = { kind: 'play' | 'faster' | 'slower' | 'first' | 'last' } | { kind: 'step'; seconds: number } | { kind: 'alarm'; step: 1 | -1 };

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** The keys of the time bar; null leaves a key to the rest of the screen. */
export function pastCommandOf({ key, shiftKey, ctrlKey, altKey, metaKey }: Pressed): PastCommand | null {
  if (ctrlKey || altKey || metaKey) return null;
  switch (key) {
    case ' ': return { kind: 'play' };
    case 'ArrowLeft': return { kind: 'step', seconds: shiftKey ? -60 : -1 };
    case 'ArrowRight': return { kind: 'step', seconds: shiftKey ? 60 : 1 };
    case 'Home': return { kind: 'first' };
    case 'End': return { kind: 'last' };
    case 'PageUp': return { kind: 'alarm', step: -1 };
    case 'PageDown': return { kind: 'alarm', step: 1 };
    case '+': case '=': return { kind: 'faster' };
    case '-': return { kind: 'slower' };
    default: return null;
  }
}

/** Places where a key has a meaning of its own: fields, lists, and Space on whatever is pressed by it. */
const own = (target: HTMLElement, key: string): boolean =>
  target.matches('input, textarea, select') || (key === ' ' ? target.matches('button, summary, a') : /^(Arrow|Home|End|Page)/.test(key) && target.closest('.people, .desk') !== null);

/** Listens to the keys of the past before the rest of the screen does. */
export function usePastKeys(obey: (command: PastCommand) => void): void {
  const latest = useRef(obey);
  latest.current = obey;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const command = own(event.target as HTMLElement, event.key) ? null : pastCommandOf(event);
      if (!command) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      latest.current(command);
    };
    addEventListener('keydown', listen, { capture: true });
    return () => removeEventListener('keydown', listen, { capture: true });
  }, []);
}
