import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import type { Span } from './bar';
import { HeatPanel } from './HeatPanel';
import type { PastFeed } from './pastFeed';
import { Compare, Difference, Followed } from './PastTools';
import { ReplayBar } from './ReplayBar';
import { SaveClip } from './SaveClip';
import type { PastPicture } from './usePastPicture';

interface Props {
  feed: PastFeed;
  /** The same mine as it is now. */
  now: MineFeed;
  selected: string | null;
  inView: boolean;
  picture: PastPicture;
  onInView: () => void;
  onBack: () => void;
}

/** The bar of the past with all that belongs to it. */
export function PastPane({ feed, now, selected, inView, picture, onInView, onBack }: Props) {
  const { t } = useTranslation();
  const [span, setSpan] = useState<Span | null>(null);
  const isHot = picture.heatOf !== null;
  const take = (next: Span): void => {
    setSpan(next);
    if (isHot) picture.setHeatOf(next);
  };
  return (
    <>
      <ReplayBar feed={feed} now={now} onSpan={take} onBack={onBack}>
        <Compare feed={feed} />
        <Difference feed={feed} tag={selected} />
        <button type="button" data-testid="heat-toggle" aria-pressed={isHot} title={t('replay.heatTitle')} onClick={() => picture.setHeatOf(isHot ? null : span)}>{t('replay.heat')}</button>
        {span && <SaveClip feed={feed} span={span} followed={picture.followed} />}
        <Followed feed={feed} selected={selected} followed={picture.followed} inView={inView} onFollow={picture.follow} onInView={onInView} />
      </ReplayBar>
      <HeatPanel asked={picture.heat} zone={feed.timeZone} />
    </>
  );
}
