import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { act, whoActs } from '../acts/act';
import { dateText, minuteText } from '../language/time';
import type { Span } from './bar';
import type { PastFeed } from './pastFeed';
import { fetchClip, formats, handOver, longestSaved, type Format } from './save';

interface Props {
  feed: PastFeed;
  span: Span;
  followed: readonly string[];
}

const names: Record<Format, string> = { csv: 'CSV', geojson: 'GeoJSON', gpx: 'GPX', parquet: 'Parquet' };

/** Saves the fixes of the stretch on the bar as a file: of those who are followed, otherwise of all. The server makes it, and journals who took it. */
export function SaveClip({ feed, span, followed }: Props) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<Format>('csv');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { record } = feed;
  const stretch = { from: Math.max(span.from, record.from), to: Math.min(span.to, record.to) };
  const isTooLong = stretch.to - stretch.from > longestSaved;
  const zone = feed.timeZone;
  const when = (time: number): string => `${dateText(time, zone).slice(0, 5)} ${minuteText(time, zone)}`;

  const save = async (): Promise<void> => {
    setFailure(null);
    setBusy(true);
    try {
      // Without a name nothing is handed over: the act asks for it.
      if (whoActs() === '') await act(feed.mine, { kind: 'recordExport' });
      const { name, file } = await fetchClip(feed.mine, { span: stretch, tags: followed, version: feed.version, format });
      handOver(name, file);
    } catch (error) {
      setFailure(t('replay.saveFailed', { detail: error instanceof Error ? error.message : String(error) }));
    }
    setBusy(false);
  };
  const hint = isTooLong ? t('replay.saveTooLong') : t('replay.saveFor', { from: when(stretch.from), to: when(stretch.to), who: followed.length > 0 ? t('replay.saveFollowed', { n: followed.length }) : t('replay.saveAll') });
  return (
    <span className="save" role="group" aria-label={hint} title={hint}>
      <button type="button" data-testid="save-clip" disabled={isBusy || isTooLong} aria-busy={isBusy} aria-label={`${hint} ${names[format]}`} onClick={() => void save()}>{t(isBusy ? 'replay.saving' : 'replay.save')}</button>
      <select data-testid="save-format" aria-label={t('replay.saveAs')} value={format} onChange={e => setFormat(e.target.value as Format)}>{formats.map(f => <option key={f} value={f}>{names[f]}</option>)}</select>
      {failure !== null && <span className="warn" role="alert">{failure}</span>}
    </span>
  );
}
