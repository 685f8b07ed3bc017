import { afterEach, expect, test, vi } from 'vitest';
import { RequestRefused } from '../../mines/api';
import { readList } from './list';
import { readPeople } from './whom';

afterEach(() => vi.unstubAllGlobals());

test('a text is read as it is, a workbook by the server, and each row keeps its number', async () => {
  expect(await readList('m', new File(['101;Kim\n'], 'list.csv'))).toBe('101;Kim\n');
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => { asked.push(path); return Promise.resolve(new Response('Number\tName\n\n101\tKim\n7\tNobody')); });
  const text = await readList('a b', new File(['x'], 'LIST.XLSX'));
  expect(asked).toEqual(['/api/mines/a%20b/shift-list.xlsx']);
  const people = [{ id: 'P1', number: '101', name: 'Kim' }] as never;
  expect(readPeople(text, people)).toEqual({ ids: ['P1'], bad: [{ line: 1, text: 'Number\tName' }, { line: 4, text: '7\tNobody' }] });
});

test('what is no workbook is said and takes nothing', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ detail: 'no workbook' }), { status: 400 })));
  await expect(readList('m', new File(['x'], 'list.xlsx'))).rejects.toThrow(RequestRefused);
});
