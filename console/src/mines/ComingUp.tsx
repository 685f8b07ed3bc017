import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText, percentText } from '../language/numbers';
import { minutesLeft, type Reached } from './left';
import type { MineEntry } from './useMines';

/** Why a mine does not show anything yet: it follows its journal, or it cannot. */
export function ComingUp({ mine }: { mine: MineEntry }) {
  const { t, i18n } = useTranslation();
  const { replay } = mine;
  const began = useRef<(Reached & { mine: string }) | null>(null);
  const reached = replay && { at: performance.now(), sequence: replay.sequence, mine: mine.id };
  // Another mine, or the same one begun anew.
  if (reached && (began.current?.mine !== mine.id || reached.sequence < began.current.sequence)) began.current = reached;
  const left = reached && minutesLeft(began.current, reached, replay.head);
  const figure = (n: number): string => numberText(n, i18n.language);
  return (
    <div className="coming-up" role="status" data-testid="coming-up" data-state={mine.state}>
      <p><strong>{t(mine.state === 'failed' ? 'mine.cannotComeUp' : 'mine.comingUp', { name: mine.name })}</strong></p>
      {replay && replay.head > 0 && (
        <>
          <p>{t('mine.replayed', { sequence: figure(replay.sequence), head: figure(replay.head), percent: percentText(replay.sequence / replay.head, i18n.language) })}{left !== null && ` · ${t('mine.left', { minutes: figure(left) })}`}</p>
          <progress value={replay.sequence} max={replay.head} />
        </>
      )}
      {mine.why !== null && <p className="soft">{mine.why}</p>}
    </div>
  );
}
