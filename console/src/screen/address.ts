import type { View } from '../map/view';

/** What the screen shows, as the address bar holds it: a link opens the same. */
export interface Address {
  mine: string | null;
  view: View;
  tag: string | null;
  /** The desk that is open; null for the map. */
  desk: string | null;
}

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const level = query.get('level');
  return {
    mine: query.get('mine'),
    view: level === null ? { kind: 'space' } : { kind: 'level', level },
    tag: query.get('tag'),
    desk: query.get('desk'),
  };
}

export function writeAddress({ mine, view, tag, desk }: Address): string {
  const query = new URLSearchParams();
  if (mine !== null) query.set('mine', mine);
  if (view.kind === 'level') query.set('level', view.level);
  if (tag !== null) query.set('tag', tag);
  if (desk !== null) query.set('desk', desk);
  const text = query.toString();
  return text ? `?${text}` : '';
}
