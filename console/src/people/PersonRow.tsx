import { useTranslation } from 'react-i18next';
import { ageText, minuteText } from '../language/time';
import type { Entry } from './entry';
import { Mark } from './Mark';

/** Pixels; the list is virtual, so that every row is equally high. */
export const rowHeight = 44;

interface Props {
  entry: Entry;
  index: number;
  of: number;
  now: number;
  zone: string;
  selected: boolean;
  active: boolean;
  onChoose: (tag: string) => void;
}

/** One line of the list: who, where, and how old that is when it is not live. */
export function PersonRow({ entry, index, of, now, zone, selected, active, onChoose }: Props) {
  const { t } = useTranslation();
  const { fix, state, heard, sos } = entry;
  const age = heard === null ? '' : ageText(now - heard, t);
  const when = state === 'live' || heard === null ? '' : state === 'inferred' ? age : `${minuteText(heard, zone)} · ${age}`;
  const places = fix?.places ?? 0;
  const place = fix ? entry.place || t('panel.offNetwork') : t('state.unplaced');
  const classes = ['row', state, sos ? 'sos' : '', selected ? 'selected' : '', active ? 'active' : ''].filter(c => c).join(' ');
  return (
    <div
      className={classes} id={`row-${entry.tag}`} data-testid="person-row" data-tag={entry.tag} role="option" aria-selected={selected}
      aria-posinset={index + 1} aria-setsize={of} style={{ top: index * rowHeight, height: rowHeight }} onClick={() => onChoose(entry.tag)}>
      <Mark state={state} vehicle={entry.vehicle} sos={sos} ambiguous={places > 1} />
      <span className="row-name">{sos && <b className="sos-word">SOS</b>}{entry.name}</span>
      <span className="row-number">{entry.number || entry.tag}</span>
      <span className="row-place">
        {places > 1 && <span className="ambiguous" title={t('panel.hypotheses')}>◇{places}</span>}
        {place}{entry.level && ` · ${entry.level}`}
      </span>
      <span className="row-age"><span className="unseen">{t(`state.${state}`)}</span>{entry.lowBattery && <svg className="battery" viewBox="0 0 18 10" width="18" height="10" role="img" aria-label={`${t('panel.battery')}: ${t('panel.lowBattery')}`}><path d="M1 1h14v8H1zM15 3.5h2v3h-2" fill="none" stroke="currentColor" strokeWidth="1.4" /><path d="M3 3h2.5v4H3z" fill="currentColor" /></svg>}{when}</span>
    </div>
  );
}
