import { en } from '../language/en';
import { kk } from '../language/kk';
import { ru } from '../language/ru';

/** Under which keys the words lie that reports on paper share with the screen: what happened, to what, and what its details say. */
const shared = [
  'event', 'events', 'phrases', 'presence.state', 'presence.source', 'presence.disagreement', 'presence.event', 'zones.event', 'alarms.event', 'alarms.kind', 'alarms.priority', 'alarms.state',
  'evacuation.kind', 'evacuation.status', 'evacuation.orderText', 'evacuation.mark', 'rescue.claim',
];

type Words = { [key: string]: string | Words };

/** The words that reports share with the screen, in three languages: key to text. The server prints with them. */
export function printed(): Record<string, Record<string, string>> {
  const all: Record<string, Record<string, string>> = {};
  for (const [language, words] of Object.entries({ ru, kk, en } as unknown as Record<string, Words>)) {
    const flat: Record<string, string> = {};
    for (const path of shared) gather(path, path.split('.').reduce<string | Words | undefined>((of, key) => typeof of === 'object' ? of[key] : undefined, words), flat);
    all[language] = flat;
  }
  return all;
}

// Of an alarm only its name is printed.
function gather(path: string, words: string | Words | undefined, to: Record<string, string>): void {
  if (typeof words === 'string') {
    if (!path.startsWith('alarms.kind.') || path.endsWith('.name')) to[path] = words;
  } else for (const [key, value] of Object.entries(words ?? {})) gather(`${path}.${key}`, value, to);
}
