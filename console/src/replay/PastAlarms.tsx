import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../acts/useBoard';
import { AlarmDetail } from '../alarms/AlarmDetail';
import { AlarmLine } from '../alarms/AlarmLine';
import { atHand, tagOf, type AlarmBoard } from '../alarms/board';
import { useRenewal } from '../feed/useFeed';
import { clockText } from '../language/time';
import type { PastFeed } from './pastFeed';

/** Alarms that fit beside the map. */
const shown = 12;

/** What wanted a person at the time that is shown. */
export function PastAlarms({ feed, onChoose }: { feed: PastFeed; onChoose: (tag: string) => void }) {
  const { t } = useTranslation();
  useRenewal(feed);
  const board = useBoard<AlarmBoard>(feed, 'alarms');
  const kept = feed.keptAt('alarms');
  const [opened, setOpened] = useState<number | null>(null);
  const rows = board ? atHand(board.alarms) : [];
  return (
    <section className="alarm-watch" aria-label={t('replay.alarmsThen')} data-testid="past-alarms" data-open={rows.length}>
      <header><h3>{t('replay.alarmsThen')}</h3>{kept !== null && <span className="soft">{t('replay.kept', { time: clockText(kept, feed.timeZone) })}</span>}</header>
      {!board ? <p className="soft">{t(feed.reads ? 'replay.reading' : 'replay.notKept')}</p> : rows.length === 0 && <p className="empty">{t('alarms.none')}</p>}
      <ol>
        {rows.slice(0, shown).map(row => (
          <li key={row.number}>
            <AlarmLine feed={feed} row={row} open={row.number === opened} onOpen={number => { setOpened(number === opened ? null : number); const tag = tagOf(feed, row); if (tag !== null) onChoose(tag); }} />
            {row.number === opened && <AlarmDetail feed={feed} row={row} definition={board?.definitions.find(d => d.kind === row.kind)} roster={board?.roster ?? []} onChoose={onChoose} />}
          </li>
        ))}
      </ol>
      {rows.length > shown && <p className="soft">{t('alarms.further', { n: rows.length - shown })}</p>}
    </section>
  );
}
