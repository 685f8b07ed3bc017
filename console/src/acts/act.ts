import i18next from 'i18next';
import type { Say } from '../language/time';
import { RequestRefused } from '../mines/api';
import { zoneOf } from '../mines/zones';
import { refusalText } from './refusal';

/** Something that a person decided: a `kind` and the properties of that kind, as docs/api.md has them. */
export interface Act {
  kind: string;
  [property: string]: unknown;
}

/** An act that could not be done as things stand. */
export class ActRefused extends RequestRefused {
  /** @param reason For programs and translations, such as `unknownPerson`. */
  constructor(readonly reason: string, detail: string) {
    super(409, detail);
  }
}

const kept = 'shyraq.by';

/** Who sits at this desk; empty until they said so. Their name goes with everything they do. */
export const whoActs = (): string => localStorage.getItem(kept) ?? '';
export const sitDown = (name: string): void => localStorage.setItem(kept, name.trim());

let ask: () => void = () => undefined;
/** Sets what happens when somebody acts whose name is not known: the field of the name asks for it. */
export const onNameless = (asked: () => void): void => void (ask = asked);

/** Does something. Resolves when it is on the server's disk and done. @throws {ActRefused} when it cannot be done; {RequestRefused} when it was not taken; {Error} when nobody has said who sits here: nothing is sent then. */
export async function act(mine: string, what: Act): Promise<void> {
  if (whoActs() === '') {
    ask();
    throw new Error(i18next.t('acts.whoFirst'));
  }
  const answer = await fetch(`/api/mines/${encodeURIComponent(mine)}/acts`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ by: whoActs(), act: what }),
  });
  if (answer.ok) return;
  throw await refusalOf(answer, mine);
}

/** Why a request was not taken; what could not be done as things stand is said in the language in force. */
export async function refusalOf(answer: Response, mine: string): Promise<RequestRefused> {
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string; reason?: string; phrase?: string };
  const detail = problem.detail ?? problem.title ?? answer.statusText;
  return answer.status === 409 && problem.reason !== undefined
    ? new ActRefused(problem.reason, refusalText(problem.phrase ?? problem.reason, detail, i18next.t as Say, zoneOf(mine), Date.now()))
    : new RequestRefused(answer.status, detail);
}
