import type { Carrier } from '../mines/api';
import type { Moment } from './api';
import type { Clip, PastCarrier } from './clip';

const carrierOf = ({ kind, name, number, crew, role }: PastCarrier): Carrier => ({
  carrier: kind === 'vehicle' ? 'vehicle' : 'person',
  ...(name && { name }), ...(number && { number }), ...(crew && { crew }), ...(role && { role }),
});

/** Who carried what at the time that is shown, as the record has it: never whoever has the lamp today. What was read for that very moment is the nearest. */
export function carriersThen(clip: Clip | null, moment: Moment | null): ReadonlyMap<string, Carrier> {
  const then = new Map<string, Carrier>();
  for (const { tag, carrier } of [...(clip?.tags ?? []), ...(moment?.fixes ?? [])]) {
    if (carrier) then.set(tag, carrierOf(carrier));
    else then.delete(tag);
  }
  return then;
}
