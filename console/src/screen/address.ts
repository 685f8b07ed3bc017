import type { View } from '../map/view';

/** What the screen shows, as the address bar holds it: a link opens the same. */
export interface Address {
  mine: string | null;
  view: View;
  tag: string | null;
}

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const level = query.get('level');
  return {
    mine: query.get('mine'),
    view: level === null ? { kind: 'space' } : { kind: 'level', level },
    tag: query.get('tag'),
  };
}

export function writeAddress({ mine, view, tag }: Address): string {
  const query = new URLSearchParams();
  if (mine !== null) query.set('mine', mine);
  if (view.kind === 'level') query.set('level', view.level);
  if (tag !== null) query.set('tag', tag);
  const text = query.toString();
  return text ? `?${text}` : '';
}
