import { fieldsOf, valueText } from '../phrases/phrase';
import type { Say } from '../language/time';
import { words } from './refusalWords';

/** Values that begin with the sort of an entry of the registry. */
const entry = /^(company|person|vehicle|tag) (.+)$/s;

/**
 * Why an act was not done, in the language in force.
 * @param phrase The reason and its values, as the server gives them beside the English detail.
 * @param zone The time zone of the mine; `now` in milliseconds.
 */
export function refusalText(phrase: string, detail: string, say: Say, zone: string, now: number): string {
  const [reason = '', ...values] = fieldsOf(phrase);
  const key = [reason + values.length, reason].find(name => Object.hasOwn(words.en, name));
  if (key === undefined) return detail;
  const said = values.map((value, i) => {
    if (reason === 'notOut' && i === 1) return say(`presence.state.${value}`, { defaultValue: value });
    const [, kind, id] = entry.exec(value) ?? [];
    return kind === undefined ? valueText(value, undefined, say, zone, now) : `${say(`phrases.entry.${kind}`)} ${id}`;
  });
  return say(`refusals.${key}`, { ...said, detail });
}
