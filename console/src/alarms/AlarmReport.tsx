import { useTranslation } from 'react-i18next';
import { numberText, percentText } from '../language/numbers';
import type { AlarmBoard } from './board';
import { PriorityMark } from './PriorityMark';

/** Whether the alarms are a tool or a noise: the figures that ISA-18.2 and EEMUA 191 look at. */
export function AlarmReport({ report, subject }: { report: AlarmBoard['report']; subject: (subject: string) => string }) {
  const { t, i18n } = useTranslation();
  const { rates } = report;
  const figures: [string, string, boolean][] = [
    [t('alarms.report.tenMinutes'), String(rates.tenMinutes), rates.tenMinutes > 10], [t('alarms.report.hour'), String(rates.hour), rates.hour > 12], [t('alarms.report.day'), String(rates.day), rates.day > 288],
    [t('alarms.report.average'), numberText(rates.perTenMinutes, i18n.language, 2), rates.perTenMinutes > 2], [t('alarms.report.peak'), String(rates.peak), rates.peak > 10],
    [t('alarms.report.flood'), percentText(rates.floodShare, i18n.language), rates.floodShare > 0.01], [t('alarms.report.standing'), String(report.standing), false], [t('alarms.report.stale'), String(report.stale.length), report.stale.length > 5],
  ];
  return (
    <section aria-label={t('alarms.report.title')} data-testid="alarm-report">
      <h3>{t('alarms.report.title')}</h3>
      <dl className="figures">{figures.map(([name, value, bad]) => <Figure key={name} name={name} value={value} bad={bad} />)}</dl>
      <table>
        <thead><tr><th>{t('alarms.report.thirty')}: {rates.thirtyDays}</th><th className="number">{t('alarms.report.share')}</th><th className="number">{t('alarms.report.aim')}</th><th /></tr></thead>
        <tbody>
          {rates.shares.map(s => (
            <tr key={s.priority}>
              <td><PriorityMark priority={s.priority} seen /> {t(`alarms.priority.${s.priority}`)} <span className="soft">{s.count}</span></td>
              <td className="number">{percentText(s.share, i18n.language)}</td><td className="number soft">{percentText(s.aim, i18n.language)}</td>
              <td><span className="share-line" style={{ width: `${90 * s.share}px` }} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {rates.kinds.length > 0 && <h4>{t('alarms.report.kinds')}</h4>}
      <ul>{rates.kinds.slice(0, 6).map(k => <li key={k.kind}>{t(`alarms.kind.${k.kind}.name`)} <b>{k.count}</b></li>)}</ul>
      {report.chattering.length > 0 && <h4>{t('alarms.report.chattering')}</h4>}
      <ul>{report.chattering.slice(0, 8).map(c => <li key={`${c.kind}/${c.subject}`}>{t(`alarms.kind.${c.kind}.name`)} {subject(c.subject)} <b>{c.count}</b></li>)}</ul>
    </section>
  );
}

function Figure({ name, value, bad }: { name: string; value: string; bad: boolean }) {
  return <><dt>{name}</dt><dd className={bad ? 'bad' : ''}>{value}</dd></>;
}
