import type { Say } from '../language/time';

const kinds = ['event', 'events', 'alarms.event', 'presence.event', 'zones.event'];
/** Where the words are for what an occurrence happened to or in, beside the names of the plan. */
const subjects: Record<string, string> = {
  disagreed: 'presence.disagreement', agreed: 'presence.disagreement', goingDown: 'presence.source', underground: 'presence.source', unaccounted: 'presence.source', out: 'presence.source', onSurface: 'presence.source',
  emergencyPrepared: 'evacuation.kind', emergencyDeclared: 'evacuation.kind', emergencyCancelled: 'evacuation.kind', emergencyEnded: 'evacuation.kind', muster: 'evacuation.status', orderGiven: 'evacuation.orderText', marked: 'evacuation.mark', stated: 'rescue.claim', recognised: 'phrases.account',
};

/** What happened, in words. */
export function kindText(kind: string, say: Say): string {
  for (const of of kinds) {
    const text = say(`${of}.${kind}`, { defaultValue: '' });
    if (text !== '') return text;
  }
  return kind;
}

/** To what or in what it happened, in words; ids of the plan by their names. */
export function whatText(kind: string, what: string, nameOf: (id: string) => string | undefined, say: Say): string {
  if (what === '') return '';
  const of = subjects[kind];
  return of !== undefined ? say(`${of}.${what}`, { defaultValue: what }) : nameOf(what) ?? say(`alarms.kind.${what}.name`, { defaultValue: what });
}
