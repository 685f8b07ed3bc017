import type { ComponentType } from 'react';
import { EvacuationDesk } from '../evacuation/EvacuationDesk';
import type { MineFeed } from '../feed/mineFeed';

/** What a desk is given. */
export interface DeskProps {
  feed: MineFeed;
  /** Shows a tag on the map. */
  onChoose: (tag: string) => void;
}

/** A place of work beside the map: a page of its own for one part of the safety core. */
export interface Desk {
  /** As the address bar has it; its name is the text `desks.{id}`. */
  id: string;
  /** Place on the keyboard of the letter that opens it. */
  code: string;
  Page: ComponentType<DeskProps>;
}

/** In the order in which they are offered. The map is none of them: it is what is there when no desk is. */
export const desks: readonly Desk[] = [
  { id: 'evacuation', code: 'KeyE', Page: EvacuationDesk },
];
