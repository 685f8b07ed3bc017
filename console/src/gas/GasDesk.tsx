import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../acts/Acts';
import { useBoard } from '../acts/useBoard';
import { subjectText } from '../alarms/board';
import { useAct } from '../acts/useAct';
import type { DeskProps } from '../desks/desks';
import { useRenewal } from '../feed/useFeed';
import { lengthText, numberText } from '../language/numbers';
import { ageText, clockText } from '../language/time';
import { Mark } from '../people/Mark';
import { limitText, shapes, type GasBoard, type GasRow } from './board';
import './gas.css';

/** Every sensor, the worst first, and whom the gas reaches first. */
export function GasDesk({ feed, onChoose }: DeskProps) {
  const { t, i18n } = useTranslation();
  useRenewal(feed);
  const board = useBoard<GasBoard>(feed, 'gas');
  const [chosen, setChosen] = useState<GasRow | null>(null);
  if (!board) return <p className="soft">{t('gas.reading')}</p>;
  const figure = (n: number | null, digits = 2): string => (n === null ? '—' : numberText(n, i18n.language, digits));
  const roadway = (id: string | null): string => (id === null ? '' : feed.ground?.plan.roadwayById.get(id)?.name ?? id);
  return (
    <div className="gas-desk">
      <section aria-label={t('gas.danger')} className="danger">
        <h3>{t('gas.danger')}</h3>
        {board.danger.length === 0 && <p className="empty">{t('gas.nobody')}</p>}
        {board.unknownAir.length > 0 && <p className="warn">{t('gas.unknownAir', { sensors: board.unknownAir.join(', ') })}</p>}
        <ol>
          {board.danger.map(d => (
            <li key={d.tag} className={d.isInSection ? 'at' : ''} data-testid="in-danger" data-tag={d.tag}>
              <button type="button" onClick={() => onChoose(d.tag)}>
                <Mark state={d.state} vehicle={false} />
                <b>{feed.carriers.get(d.tag)?.name ?? t('list.unknownCarrier', { tag: d.tag })}</b>
                <span>{t(d.isInSection ? 'gas.section' : 'gas.downwind', { metres: lengthText(Math.round(d.metres), i18n.language, t) })}{d.isPossible && ` · ${t('gas.possible')}`}</span>
                <span className="soft">{subjectText(feed, d.sensor)} · {t('age.ago', { age: ageText(feed.now() - Date.parse(d.heard), t) })}</span>
              </button>
            </li>
          ))}
        </ol>
        <p className="soft">{t('gas.model')}</p>
      </section>
      <section aria-label={t('gas.title')}>
        <h3>{t('gas.title')}</h3>
        {board.sensors.length === 0 && <p className="empty">{t('gas.none')}</p>}
        <table data-testid="gas-sensors">
          <thead>
            <tr><th /><th>{t('gas.sensor')}</th><th>{t('gas.where')}</th><th className="number">{t('gas.value')}</th><th className="number">{t('gas.limit')}</th><th className="number">{t('gas.trend')}</th><th className="number">{t('gas.age')}</th><th>{t('gas.state')}</th></tr>
          </thead>
          <tbody>
            {board.sensors.map(s => (
              <tr key={`${s.subject}/${s.quantity}`} className={s.state} data-sensor={s.subject} data-state={s.state}>
                <td aria-hidden="true">{shapes[s.state]}</td>
                <td><button type="button" className="plain" onClick={() => setChosen(s)}>{subjectText(feed, s.subject)}</button> <span className="soft">{t(`gas.quantity.${s.quantity}`)}</span></td>
                <td>{roadway(s.roadway)} <span className="soft">{t(`gas.airs.${s.air}`)}</span></td>
                <td className="number"><b>{figure(s.value)}</b> {s.unit}</td>
                <td className="number soft">{limitText(s.limit)}</td>
                <td className="number">{s.trend === null ? '' : Math.abs(s.trend) < 0.0005 ? '0' : `${s.trend > 0 ? '+' : ''}${figure(s.trend, 3)}`}</td>
                <td className="number">{s.heard === null ? '' : ageText(feed.now() - Date.parse(s.heard), t)}</td>
                <td>{t(`gas.states.${s.state}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Acts><SetLimit feed={feed} row={chosen} /></Acts>
        {board.limits.length > 0 && <h3>{t('gas.own')}</h3>}
        <ul>{board.limits.map(l => <li key={`${l.quantity}/${l.sensor}/${l.air}`}>{t(`gas.quantity.${l.quantity}`)} {l.sensor ?? (l.air && t(`gas.airs.${l.air}`))} <b>{limitText(l.limit)}</b> <span className="soft">{t('gas.by', { name: l.by, time: clockText(Date.parse(l.time), feed.timeZone) })}</span></li>)}</ul>
      </section>
    </div>
  );
}

/** Sets the limit of the chosen sensor. */
function SetLimit({ feed, row }: { feed: DeskProps['feed']; row: GasRow | null }) {
  const { t } = useTranslation();
  const { failure, does } = useAct(feed.mine);
  const [low, setLow] = useState('');
  const [high, setHigh] = useState('');
  if (row?.sensor == null) return null;
  const number = (text: string): number | null => (text.trim() === '' ? null : Number(text.replace(',', '.')));
  const set = (lower: number | null, upper: number | null): void => void does({ kind: 'setGasLimit', quantity: row.quantity, sensor: row.sensor, air: null, low: lower, high: upper });
  return (
    <form className="set-limit" onSubmit={e => { e.preventDefault(); set(number(low), number(high)); }}>
      <b>{t('gas.set')}: {row.sensor}</b>
      <label>{t('gas.low')} <input value={low} inputMode="decimal" size={6} placeholder={row.limit.low === null ? '' : String(row.limit.low)} onChange={e => setLow(e.target.value)} /></label>
      <label>{t('gas.high')} <input value={high} inputMode="decimal" size={6} placeholder={row.limit.high === null ? '' : String(row.limit.high)} onChange={e => setHigh(e.target.value)} /></label> {row.unit}
      <button type="submit" className="primary">{t('gas.save')}</button>
      <button type="button" onClick={() => set(null, null)}>{t('gas.back')}</button>
      {failure !== null && <p className="warn" role="alert">{failure}</p>}
    </form>
  );
}
