import type { ComponentType } from 'react';
import { AlarmDesk } from '../alarms/AlarmDesk';
import { EvacuationDesk } from '../evacuation/EvacuationDesk';
import type { MineFeed } from '../feed/mineFeed';
import { LampDesk } from '../lamps/LampDesk';
import { ReportsDesk } from '../reports/ReportsDesk';
import { RegistryDesk } from '../registry/RegistryDesk';
import { PresenceDesk } from '../presence/PresenceDesk';
import { GasDesk } from '../gas/GasDesk';
import { TrainingDesk } from '../training/TrainingDesk';
import { ZonesDesk } from '../zones/ZonesDesk';

/** What a desk is given. */
export interface DeskProps {
  feed: MineFeed;
  /** Shows a tag on the map. */
  onChoose: (tag: string) => void;
  /** The mine that is shown now, and its time zone. */
  mine: string;
  timeZone: string;
  /** Goes to another mine and its map. */
  onMine: (mine: string) => void;
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
  { id: 'presence', code: 'KeyP', Page: PresenceDesk },
  { id: 'lamps', code: 'KeyI', Page: LampDesk },
  { id: 'registry', code: 'KeyR', Page: RegistryDesk },
  { id: 'gas', code: 'KeyV', Page: GasDesk },
  { id: 'alarms', code: 'KeyB', Page: AlarmDesk },
  { id: 'zones', code: 'KeyZ', Page: ZonesDesk },
  { id: 'evacuation', code: 'KeyE', Page: EvacuationDesk },
  { id: 'reports', code: 'KeyO', Page: ReportsDesk },
  { id: 'training', code: 'KeyU', Page: TrainingDesk },
];
