import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText, dateText } from '../language/time';
import type { Table, Value } from './reports';

/** More rows than these are drawn only when asked for; the files have all of them. */
const shown = 500;

/** One table of a report. */
export function ReportTable({ table, zone }: { table: Table; zone: string }) {
  const { t, i18n } = useTranslation();
  const [all, setAll] = useState(false);
  const rows = all ? table.rows : table.rows.slice(0, shown);
  const cells = (row: Value[]) => row.map((value, i) => <td key={table.columns[i]!.name + i} className={table.columns[i]!.kind}>{cellText(value, table.columns[i]!, zone, i18n.language)}</td>);
  return (
    <section className="report-table" data-testid={`table-${table.name}`}>
      <h3 id={`t-${table.name}`}>{table.title} <small>{table.rows.length}</small></h3>
      {table.rows.length === 0 ? <p className="empty">{t('reports.none')}</p> : (
        <table aria-labelledby={`t-${table.name}`}>
          <thead><tr>{table.columns.map((c, i) => <th key={c.name + i} scope="col" className={c.kind}>{c.title}</th>)}</tr></thead>
          <tbody>{rows.map((row, i) => <tr key={i}>{cells(row)}</tr>)}</tbody>
          {table.totals && <tfoot><tr>{cells(table.totals)}</tr></tfoot>}
        </table>
      )}
      {rows.length < table.rows.length && <button type="button" className="no-print" onClick={() => setAll(true)}>{t('reports.showAll', { n: table.rows.length })}</button>}
    </section>
  );
}

/** A value as people read it. */
export function cellText(value: Value, column: Table['columns'][number], zone: string, language: string): string {
  if (value === null) return '';
  if (typeof value === 'string') {
    const time = column.kind === 'time' ? Date.parse(value) : NaN;
    return Number.isNaN(time) ? value : `${dateText(time, zone)} ${clockText(time, zone)}`;
  }
  if (column.kind === 'duration') {
    const whole = Math.round(value);
    return `${Math.floor(whole / 3600)}:${String(Math.floor(whole / 60) % 60).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
  }
  return column.kind === 'share' ? shareText(value, language) : pointText(value, language);
}

/** A share from 0 to 1 in percent. */
export const shareText = (share: number, language: string): string => `${pointText(Math.round(10_000 * share) / 100, language)} %`;

const pointText = (value: number, language: string): string => language === 'en' ? String(value) : String(value).replace('.', ',');
