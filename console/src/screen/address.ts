import type { View } from '../map/view';

/** What the screen shows, as the address bar holds it: a link opens the same. */
export interface Address {
  mine: string | null;
  view: View;
  tag: string | null;
  /** The desk that is open; null for the map. */
  desk: string | null;
  /** The time of the past that is shown, milliseconds since the Unix epoch; null for now. */
  at: number | null;
}

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const level = query.get('level');
  const at = Date.parse(query.get('at') ?? '');
  return {
    mine: query.get('mine'),
    view: level === null ? { kind: 'space' } : { kind: 'level', level },
    tag: query.get('tag'),
    desk: query.get('desk'),
    at: Number.isNaN(at) ? null : at,
  };
}

export function writeAddress({ mine, view, tag, desk, at }: Address): string {
  const query = new URLSearchParams();
  if (mine !== null) query.set('mine', mine);
  if (view.kind === 'level') query.set('level', view.level);
  if (tag !== null) query.set('tag', tag);
  if (desk !== null) query.set('desk', desk);
  if (at !== null) query.set('at', new Date(at).toISOString());
  const text = query.toString();
  return text ? `?${text}` : '';
}
