import type { Entry } from './entry';

export type Order = 'name' | 'place' | 'age';
export type Who = 'all' | 'person' | 'vehicle';
export type StateFilter = 'all' | 'live' | 'inferred' | 'lastKnown' | 'unplaced';

const folded: Record<string, string> = {
  ё: 'е', ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', '−': '-', '–': '-',
};

/** Lower case, and Kazakh letters as the nearest Russian ones: the keyboard at hand may lack them. */
export function fold(text: string): string {
  return text.toLowerCase().replace(/[ёәғқңөұүһі−–]/g, letter => folded[letter]!);
}

/**
 * The entries that hold every word of the query and pass the filters; those in distress come first.
 * @param before where each tag stood in the list before: names are costly to compare, and of a list that is nearly in order few are compared
 */
export function findEntries(entries: readonly Entry[], query: string, who: Who, state: StateFilter, order: Order, before: ReadonlyMap<string, number> = new Map()): Entry[] {
  const parts = fold(query).split(/\s+/).filter(p => p !== '');
  const compare = comparison(order);
  return entries
    .filter(e => who === 'all' || (who === 'vehicle') === e.vehicle)
    .filter(e => state === 'all' || e.state === state)
    .filter(e => parts.length === 0 || holds(e.words(), parts))
    .sort((a, b) => (before.get(a.tag) ?? 0) - (before.get(b.tag) ?? 0))
    .sort((a, b) => Number(b.sos) - Number(a.sos) || compare(a, b));
}

const holds = (words: string, parts: readonly string[]): boolean => parts.every(p => words.includes(p));

const collator = new Intl.Collator(['ru', 'kk', 'en'], { numeric: true });

function comparison(order: Order): (a: Entry, b: Entry) => number {
  const byName = (a: Entry, b: Entry): number => collator.compare(a.name, b.name) || collator.compare(a.tag, b.tag);
  switch (order) {
    case 'name': return byName;
    case 'place': return (a, b) => collator.compare(a.level, b.level) || collator.compare(a.place, b.place) || byName(a, b);
    // Longest silence first; what is live is equal, or rows would change places at every reading.
    case 'age': return (a, b) => compareNumbers(silence(a), silence(b)) || byName(a, b);
  }
}

const silence = ({ state, heard }: Entry): number => (state === 'live' ? Infinity : heard ?? -Infinity);
// A difference of two infinities is not a number.
const compareNumbers = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
