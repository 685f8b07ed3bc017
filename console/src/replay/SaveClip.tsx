import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { act } from '../acts/act';
import { dateText, minuteText } from '../language/time';
import type { Span } from './bar';
import type { PastFeed } from './pastFeed';
import { csvOf, digestOf, geoJsonOf, handOver, longestSaved, piecesOf, rowsOf, type Format, type Row } from './save';

interface Props {
  feed: PastFeed;
  span: Span;
  followed: readonly string[];
}

/** Saves the fixes of the stretch on the bar as a file: of those who are followed, otherwise of all. */
export function SaveClip({ feed, span, followed }: Props) {
  const { t } = useTranslation();
  const [share, setShare] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { record } = feed;
  const stretch = { from: Math.max(span.from, record.from), to: Math.min(span.to, record.to) };
  const isTooLong = stretch.to - stretch.from > longestSaved;
  const zone = feed.timeZone;
  const when = (time: number): string => `${dateText(time, zone).slice(0, 5)} ${minuteText(time, zone)}`;

  const save = async (format: Format): Promise<void> => {
    setFailure(null);
    setShare(0);
    try {
      const tags = followed.length > 0 ? new Set(followed) : null;
      const rows: Row[] = [];
      const pieces = piecesOf(stretch);
      for (const [i, piece] of pieces.entries()) {
        for (const row of rowsOf(await feed.read(piece), piece, tags, tag => feed.carriers.get(tag)?.name ?? '')) rows.push(row);
        setShare((i + 1) / pieces.length);
      }
      rows.sort((a, b) => a.time - b.time);
      const name = `${feed.mine}-${new Date(stretch.from).toISOString().slice(0, 19).replaceAll(':', '')}Z.${format}`;
      const file = new Blob(format === 'csv' ? csvOf(rows) : geoJsonOf(rows), { type: format === 'csv' ? 'text/csv' : 'application/geo+json' });
      // What is taken out of the record is in the record, with who took it: without a name nothing is handed over.
      await act(feed.mine, { kind: 'recordExport', what: 'tracks', form: format, from: new Date(stretch.from).toISOString(), to: new Date(stretch.to).toISOString(), digest: await digestOf(file) });
      handOver(name, file);
    } catch (error) {
      setFailure(t('replay.saveFailed', { detail: error instanceof Error ? error.message : String(error) }));
    }
    setShare(null);
  };
  const hint = isTooLong ? t('replay.saveTooLong') : t('replay.saveFor', { from: when(stretch.from), to: when(stretch.to) });
  return (
    <span className="save" role="group" aria-label={hint} title={hint}>
      {(['csv', 'geojson'] as const).map(format => (
        <button key={format} type="button" data-testid={`save-${format}`} disabled={share !== null || isTooLong} aria-label={`${hint} ${format}`} onClick={() => void save(format)}>{t('replay.save')} {format === 'csv' ? 'CSV' : 'GeoJSON'}</button>
      ))}
      {share !== null && <progress value={share} aria-label={t('replay.save')} />}
      {failure !== null && <span className="warn" role="alert">{failure}</span>}
    </span>
  );
}
