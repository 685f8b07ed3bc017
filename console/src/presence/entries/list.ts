import { RequestRefused } from '../../mines/api';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A list of people out of a file: a text as it is, the first sheet of a workbook row by row. @throws {RequestRefused} when the workbook cannot be read. */
export async function readList(mine: string, file: File): Promise<string> {
  if (!/\.xlsx$/i.test(file.name)) return file.text();
  const answer = await fetch(`/api/mines/${encodeURIComponent(mine)}/shift-list.xlsx`, { method: 'POST', headers: { 'content-type': xlsx }, body: file });
  if (answer.ok) return answer.text();
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string };
  throw new RequestRefused(answer.status, problem.detail ?? problem.title ?? answer.statusText);
}
