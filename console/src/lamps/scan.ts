import { fold } from '../people/search';
import type { Hold } from '../presence/board';
import type { RegisteredPerson, RegistryBoard } from '../registry/board';

/** What the field of the lamp room was given. */
export type Scan =
  | { kind: 'none' }
  /** A tag in somebody's hands: it comes back. */
  | { kind: 'held'; hold: Hold }
  /** A tag in the lamp room. */
  | { kind: 'tag'; tag: string; known: boolean }
  | { kind: 'people'; people: RegisteredPerson[] };

/** More than these nobody chooses from. */
const most = 8;

/** What a text means: a tag by its id or lamp, a person by the number or parts of the name; what is neither is a tag that the registry does not know. */
export function readScan(text: string, registry: RegistryBoard, holds: readonly Hold[]): Scan {
  const given = text.trim();
  if (given === '') return { kind: 'none' };
  const folded = fold(given);
  const tag = registry.tags.find(t => fold(t.id) === folded) ?? registry.tags.find(t => t.lamp !== '' && fold(t.lamp) === folded);
  const hold = holds.find(h => h.tag === tag?.id || fold(h.tag) === folded || (h.lamp !== '' && fold(h.lamp) === folded));
  if (hold) return { kind: 'held', hold };
  if (tag) return { kind: 'tag', tag: tag.id, known: true };
  const exact = registry.people.find(p => p.number !== '' && fold(p.number) === folded) ?? registry.people.find(p => fold(p.id) === folded);
  if (exact) return { kind: 'people', people: [exact] };
  const parts = folded.split(/\s+/);
  const people = registry.people.filter(p => parts.every(part => fold(`${p.name} ${p.number}`).includes(part))).slice(0, most);
  return people.length > 0 ? { kind: 'people', people } : { kind: 'tag', tag: given, known: false };
}

/** Many lines at once, as the acts have them; what cannot be read is told with its line. */
export function readMany(text: string, registry: RegistryBoard, holds: readonly Hold[]): { issues: { tag: string; person: string }[]; returns: string[]; bad: { line: number; text: string }[] } {
  const [issues, returns, bad] = [[] as { tag: string; person: string }[], [] as string[], [] as { line: number; text: string }[]];
  text.split('\n').forEach((line, i) => {
    const [first = '', ...rest] = line.trim().split(/[\s;,]+/);
    if (first === '') return;
    const scan = readScan(first, registry, holds);
    const whom = rest.length === 0 ? null : readScan(rest.join(' '), registry, []);
    if (whom === null && scan.kind === 'held') returns.push(scan.hold.tag);
    else if (whom?.kind === 'people' && whom.people.length === 1 && scan.kind === 'tag') issues.push({ tag: scan.tag, person: whom.people[0]!.id });
    else bad.push({ line: i + 1, text: line.trim() });
  });
  return { issues, returns, bad };
}
