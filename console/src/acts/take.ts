import { refusalOf, whoActs } from './act';

/**
 * Takes a file out of the record; the server journals who took it.
 * @param what The address within the mine, up to its question: `reports/attendance.pdf?shift=last`.
 */
export async function take(mine: string, what: string, name: string): Promise<void> {
  const answer = await fetch(`/api/mines/${encodeURIComponent(mine)}/${what}&by=${encodeURIComponent(whoActs())}`);
  if (!answer.ok) throw await refusalOf(answer, mine);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = /filename="?([^";]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
