import { useEffect, useRef } from 'react';
import { desks } from '../desks/desks';
import { overlays, type Overlay } from '../evacuation/overlays';

export type Command =
  | { kind: 'search' | 'close' | 'fit' | 'follow' | 'nearer' | 'farther' | 'theme' | 'language' | 'coverage' | 'help' | 'nextAlarm' | 'mute' | 'callSecond' | 'past' }
  | { kind: 'level'; number: number }
  | { kind: 'desk'; desk: string }
  | { kind: 'overlay'; overlay: Overlay };

interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** Letters that are neither a desk's nor an overlay's. */
export const letters: Record<string, Exclude<Command['kind'], 'level' | 'desk' | 'overlay'>> = { KeyF: 'fit', KeyG: 'follow', KeyT: 'theme', KeyL: 'language', KeyC: 'coverage', KeyA: 'nextAlarm', KeyM: 'mute', KeyJ: 'callSecond', KeyY: 'past' };

/** What a key means. Letters go by their place on the keyboard: they work in the Cyrillic layouts too. */
export function commandOf({ key, code, ctrlKey, altKey, metaKey }: Pressed, typing: boolean): Command | null {
  if (ctrlKey || altKey || metaKey) return null;
  if (key === 'Escape') return { kind: 'close' };
  if (typing) return null;
  if (key === '?') return { kind: 'help' };
  if (key === '/' || (code === 'Slash' && key === '.')) return { kind: 'search' };
  if (key === '+' || key === '=') return { kind: 'nearer' };
  if (key === '-') return { kind: 'farther' };
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return { kind: 'level', number: Number(digit) };
  const desk = desks.find(d => d.code === code);
  if (desk) return { kind: 'desk', desk: desk.id };
  const overlay = (Object.keys(overlays) as Overlay[]).find(o => overlays[o] === code);
  if (overlay) return { kind: 'overlay', overlay };
  const letter = letters[code];
  return letter ? ({ kind: letter } as Command) : null;
}

/** Listens to the keyboard of the whole screen. */
export function useKeys(obey: (command: Command) => void): void {
  const latest = useRef(obey);
  latest.current = obey;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      const command = commandOf(event, target.matches('input, textarea, select'));
      if (!command) return;
      event.preventDefault();
      latest.current(command);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
