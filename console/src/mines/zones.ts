const zones = new Map<string, string>();

/** The time zone of a mine, for what has no feed to ask; UTC while it is not known. */
export const zoneOf = (mine: string): string => zones.get(mine) ?? 'UTC';

/** Takes the zones of mines that were listed. */
export const keepZones = (mines: readonly { id: string; timeZone: string | null }[]): void => {
  for (const { id, timeZone } of mines) if (timeZone !== null) zones.set(id, timeZone);
};
