import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkTable, endingOf, takeTable, type Checked } from './table';

/** Takes a table in two steps: first what it would do, or each wrong cell, is shown; only then it can be taken, as a whole. */
export function TableImport({ mine }: { mine: string }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [said, setSaid] = useState<{ done: boolean; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setSaid(null);
    try {
      await work();
    } catch (error) {
      setSaid({ done: false, text: t('acts.failed', { detail: error instanceof Error ? error.message : String(error) }) });
    } finally {
      setBusy(false);
    }
  };
  const choose = (given: File | null): void => {
    setFile(given);
    setChecked(null);
    if (given === null) return;
    if (endingOf(given.name) === null) {
      setSaid({ done: false, text: t('registry.import.wrongFile', { name: given.name }) });
      return;
    }
    void run(async () => setChecked(await checkTable(mine, given)));
  };
  const take = (): void => void run(async () => {
    const entries = await takeTable(mine, file!);
    setChecked(null);
    setSaid({ done: true, text: t('registry.import.taken', { n: entries, name: file!.name }) });
  });
  return (
    <section className="table-import">
      <h3>{t('registry.import.title')}</h3>
      <p className="soft">{t('registry.import.how')}</p>
      {/* Emptied at each press, so that a file that was mended is read anew. */}
      <input type="file" accept=".csv,.xlsx" data-testid="import-file" aria-label={t('registry.import.title')} disabled={busy} onClick={e => { e.currentTarget.value = ''; }} onChange={e => choose(e.target.files?.[0] ?? null)} />
      {said !== null && <p className={said.done ? 'good' : 'warn'} role={said.done ? 'status' : 'alert'} data-testid="import-said">{said.text}</p>}
      {checked?.kind === 'fits' && (
        <p data-testid="import-fits" role="status">
          {t('registry.import.fits', { new: checked.new, changed: checked.changed, same: checked.same })}{' '}
          <button type="button" autoFocus className="main-act" data-testid="import-take" disabled={busy} onClick={take}>{t('registry.import.take')}</button>
        </p>
      )}
      {checked?.kind === 'faults' && (
        <>
          <p className="warn" role="alert">{t('registry.import.faults', { count: checked.faults.length })}</p>
          <table className="registry-list" data-testid="import-faults">
            <thead><tr>{['row', 'column', 'found', 'expected'].map(c => <th key={c} scope="col">{t(`registry.import.${c}`)}</th>)}</tr></thead>
            <tbody>{checked.faults.map(f => <tr key={`${f.row}/${f.column}/${f.rule}`}><th scope="row">{f.row}</th><td><code>{f.column}</code></td><td>{f.found}</td><td>{t(`registry.rule.${f.rule}`, { defaultValue: f.expected })}</td></tr>)}</tbody>
          </table>
        </>
      )}
    </section>
  );
}
