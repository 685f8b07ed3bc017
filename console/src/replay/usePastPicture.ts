import { useMemo, useState } from 'react';
import type { Beside } from '../map/stage';
import type { Point } from '../plan/plan';
import type { Span } from './bar';
import type { PastFeed } from './pastFeed';
import { ghostLayers, heatLayers, wayLayers } from './pastLayers';
import { useHeat, type HeatAsked } from './useHeat';

/** What is laid over the map of the past beside the tags. */
export interface PastPicture {
  followed: readonly string[];
  /** Follows a tag, or follows it no more. */
  follow: (tag: string) => void;
  heat: HeatAsked;
  /** The stretch of time whose presence is shown; null when it is not. */
  heatOf: Span | null;
  setHeatOf: (span: Span | null) => void;
  beside: Beside | null;
}

export function usePastPicture(past: PastFeed | null): PastPicture {
  const [followed, setFollowed] = useState<readonly string[]>([]);
  const [heatOf, setHeatOf] = useState<Span | null>(null);
  const heat = useHeat(past?.mine ?? '', past ? heatOf : null);
  const beside = useMemo<Beside | null>(() => {
    if (!past) return null;
    // The ways change with each renewal, not with each frame.
    let ways: { revision: number; of: Point[][] } = { revision: -1, of: [] };
    return drawn => {
      if (ways.revision !== past.revision) ways = { revision: past.revision, of: past.ways(followed) };
      return [
        ...(heat.kind === 'ready' ? heatLayers(heat.heat, drawn) : []),
        ...(followed.length > 0 ? wayLayers(ways.of, drawn) : []),
        ...(past.compared ? ghostLayers(past.tracks.list, past.compared.scene.byTag, drawn) : []),
      ];
    };
  }, [past, followed, heat]);
  return { followed, follow: tag => setFollowed(f => (f.includes(tag) ? f.filter(t => t !== tag) : [...f, tag])), heat, heatOf, setHeatOf, beside };
}
