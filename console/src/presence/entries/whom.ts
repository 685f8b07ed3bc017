import { fold } from '../../people/search';
import type { RegisteredPerson } from '../../registry/board';

/** More than these nobody chooses from. */
const most = 8;

/** Whom a text means: one by the exact number or id, otherwise those whose name and number hold every word of it. */
export function whoIs(text: string, people: readonly RegisteredPerson[]): RegisteredPerson[] {
  const folded = fold(text.trim());
  if (folded === '') return [];
  const exact = people.find(p => p.number !== '' && fold(p.number) === folded) ?? people.find(p => fold(p.id) === folded);
  if (exact) return [exact];
  const parts = folded.split(/\s+/);
  return people.filter(p => parts.every(part => fold(`${p.name} ${p.number}`).includes(part))).slice(0, most);
}

/** A list of people, a line each: the number, the id or the name, alone or in any cell of a row. What names nobody, or several, is told with its line. */
export function readPeople(text: string, people: readonly RegisteredPerson[]): { ids: string[]; bad: { line: number; text: string }[] } {
  const [ids, bad] = [new Set<string>(), [] as { line: number; text: string }[]];
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '') return;
    const cells = [line, ...line.split(/[;,\t]/)];
    const found = cells.map(cell => whoIs(cell.replaceAll('"', ''), people)).find(p => p.length === 1);
    if (found) ids.add(found[0]!.id);
    else bad.push({ line: i + 1, text: line.trim() });
  });
  return { ids: [...ids], bad };
}
