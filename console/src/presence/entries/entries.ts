import type { ComponentType } from 'react';
import type { MineFeed } from '../../feed/mineFeed';
import type { RegistryBoard } from '../../registry/board';
import type { ShiftRow } from '../board';
import { PlanShift } from './PlanShift';
import { SaidOf } from './SaidOf';
import { Untracked } from './Untracked';
import { Visitor } from './Visitor';

/** What a form of the desk is given. */
export interface EntryProps {
  feed: MineFeed;
  registry: RegistryBoard;
  shifts: readonly ShiftRow[];
  /** The time of the board, milliseconds. */
  now: number;
  onDone: () => void;
}

/** What is entered by hand at the desk «Who is not out»; the name of each is `entries.{id}`. */
export const entries: readonly { id: string; Form: ComponentType<EntryProps> }[] = [
  { id: 'saidOf', Form: SaidOf },
  { id: 'visitor', Form: Visitor },
  { id: 'untracked', Form: Untracked },
  { id: 'planShift', Form: PlanShift },
];
