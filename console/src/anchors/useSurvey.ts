import { useEffect, useState } from 'react';
import type { MineFeed } from '../feed/mineFeed';
import { getSurvey } from '../mines/api';
import type { Survey } from './survey';

/** How often the survey is read anew, milliseconds: it changes over minutes. */
const every = 15_000;

/** What is found out about the anchors; null until it is known. A failure leaves what was known. */
export function useSurvey(feed: MineFeed | null): Survey | null {
  const [survey, setSurvey] = useState<Survey | null>(null);
  useEffect(() => {
    setSurvey(null);
    if (!feed) return undefined;
    const stop = new AbortController();
    const ask = (): void => {
      getSurvey(feed.mine, stop.signal).then(found => {
        if (!stop.signal.aborted) setSurvey(found);
      }, () => undefined);
    };
    ask();
    const timer = setInterval(ask, every);
    const detach = feed.onPlan(ask);
    return () => {
      detach();
      clearInterval(timer);
      stop.abort();
    };
  }, [feed]);
  return survey;
}
