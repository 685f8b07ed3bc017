import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRenewal } from '../feed/useFeed';
import { clockText, dateText } from '../language/time';
import type { PastFeed } from './pastFeed';

/** Across the top of the map: that the past is shown, and which. Spoken when it begins and when it stands still, not each second. */
export function PastBanner({ feed }: { feed: PastFeed }) {
  const { t } = useTranslation();
  useRenewal(feed);
  const [spoken, setSpoken] = useState('');
  const zone = feed.timeZone;
  const now = feed.now();
  const { running } = feed.player;
  const said = running ? '' : t('replay.announce', { date: dateText(now, zone), time: clockText(now, zone) });
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSpoken(said), 600);
    return () => clearTimeout(timer);
  }, [said]);
  const inGap = feed.gaps.some(g => now >= g.from && now < g.to);
  return (
    <>
      <div className="past-frame" aria-hidden="true" />
      <div className="past-banner" data-testid="past-banner" data-at={Math.round(now)}>
        <strong>{t('replay.past')}</strong> <span>{dateText(now, zone)}</span> <time>{clockText(now, zone)}</time> <span className="zone">{zone}</span>
        {running && <span>{feed.player.speed}×</span>}
        {feed.reads && <em>{t(running ? 'replay.waits' : 'replay.reading')}</em>}
      </div>
      {inGap && <div className="past-gap" role="status" data-testid="past-gap">{t('replay.inGap')}</div>}
      <span className="unseen" role="status" aria-live="polite">{spoken}</span>
    </>
  );
}
