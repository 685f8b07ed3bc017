import { useTranslation } from 'react-i18next';
import { dateText, minuteText } from '../language/time';
import type { Clearance, ShiftRow } from './board';

interface Props {
  mine: string;
  zone: string;
  clearance: Clearance;
  shift: ShiftRow | undefined;
  onClose: () => void;
}

/** The clearance of the shaft on a sheet of paper: who of the shift was not out when it was signed, where and why, as it was known then. */
export function ClearanceReport({ mine, zone, clearance, shift, onClose }: Props) {
  const { t } = useTranslation();
  const day = (time: string): string => `${dateText(Date.parse(time), zone)} ${minuteText(Date.parse(time), zone)}`;
  const { notOut } = clearance;
  return (
    <article className="clearance-report" data-testid="clearance-report" onKeyDown={e => { if (e.key === 'Escape') { e.stopPropagation(); onClose(); } }}>
      <div className="no-print entry-acts"><button type="button" autoFocus className="main-act" onClick={() => print()}>{t('presence.print')}</button><button type="button" onClick={onClose}>{t('report.back')} <kbd>Esc</kbd></button></div>
      <h1>{t('presence.clearance')}</h1>
      <dl>
        <dt>{t('mine.label')}</dt><dd>{mine}</dd>
        <dt>{t('presence.shift')}</dt><dd>{clearance.shift}{shift && `, ${day(shift.start)} – ${day(shift.end)}`}</dd>
        <dt>{t('report.asOf')}</dt><dd>{day(clearance.time)} ({zone})</dd>
        <dt>{t('report.signedBy')}</dt><dd>{clearance.by}</dd>
        {clearance.note !== '' && <><dt>{t('presence.note')}</dt><dd>{clearance.note}</dd></>}
      </dl>
      <p className="verdict">{notOut.length === 0 ? t('presence.clear') : t('presence.notClear', { count: notOut.length })}</p>
      {notOut.length > 0 && (
        <table className="registry-list">
          <thead><tr><th scope="col">№</th><th scope="col">{t('presence.who')}</th><th scope="col">{t('panel.number')}</th><th scope="col">{t('list.filterState')}</th><th scope="col">{t('report.newest')}</th><th scope="col">{t('presence.where')}</th><th scope="col">{t('presence.withDisagreements')}</th></tr></thead>
          <tbody>{notOut.map((n, i) => (
            <tr key={`${n.name}/${n.number}`}><td>{i + 1}</td><td>{n.name}</td><td>{n.number}</td><td>{t(`presence.state.${n.state}`)}</td><td>{day(n.seen)}</td><td>{n.place}</td><td>{n.disagreements.map(d => t(`presence.disagreement.${d}`, { defaultValue: d })).join('; ')}</td></tr>
          ))}</tbody>
        </table>
      )}
      <p className="signature"><span>{t('report.signature')}</span><span>{t('report.date')}</span></p>
    </article>
  );
}
