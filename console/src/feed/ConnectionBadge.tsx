import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ageText, clockText } from '../language/time';
import type { MineFeed } from './mineFeed';
import { useRenewal } from './useFeed';

/** The state of the connection in one word and one shape; announced only when it changes. */
export function ConnectionBadge({ feed, zone }: { feed: MineFeed; zone: string }) {
  const { t } = useTranslation();
  useRenewal(feed);
  const connection = feed.connection();
  const [spoken, setSpoken] = useState('');
  const since = connection.state === 'stale' ? clockText(connection.since, zone) : '';
  useEffect(() => {
    if (connection.state === 'live') setSpoken(t('connection.announceLive'));
    if (connection.state === 'stale') setSpoken(t('connection.announceStale', { time: since }));
  }, [connection.state, since, t]);
  return (
    <div className={`connection ${connection.state}`} data-testid="connection-state" data-state={connection.state}>
      <span className="connection-shape" aria-hidden="true" />
      {connection.state === 'live' && <><strong>{t('connection.live')}</strong><span className="soft">{t('connection.delay', { n: Math.round(connection.delay) })}</span></>}
      {connection.state === 'connecting' && <strong>{t('connection.connecting')}</strong>}
      {connection.state === 'past' && <strong>{t('replay.past')} {clockText(connection.at, zone)}</strong>}
      {connection.state === 'stale' && <strong>{t('connection.since', { time: since, age: ageText(connection.seconds * 1000, t) })}</strong>}
      <span className="unseen" role="status" aria-live="assertive">{spoken}</span>
    </div>
  );
}

/** Across the top of the map when what it shows is the past. */
export function StaleBanner({ feed, zone }: { feed: MineFeed; zone: string }) {
  const { t } = useTranslation();
  useRenewal(feed);
  const connection = feed.connection();
  if (connection.state === 'live' || connection.state === 'past') return null;
  const text = connection.state === 'connecting'
    ? t('connection.never')
    : t('connection.banner', { time: clockText(connection.since, zone), age: ageText(connection.seconds * 1000, t) });
  return <><div className="stale-hatch" aria-hidden="true" /><div className={`stale-banner ${connection.state}`}>{text}</div></>;
}
