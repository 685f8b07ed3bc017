import { useEffect, useMemo, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Survey } from '../anchors/survey';
import { CoveragePanel } from '../coverage/CoveragePanel';
import type { Suggestion } from '../coverage/coverage';
import type { Asked } from '../coverage/useCoverage';
import { useBoard } from '../acts/useBoard';
import type { EvacuationBoard } from '../evacuation/board';
import { OverlayPanel } from '../evacuation/OverlayPanel';
import { overlays as overlayKeys, type Overlaid, type Overlay } from '../evacuation/overlays';
import { PastBanner } from '../replay/PastBanner';
import { PastFeed } from '../replay/pastFeed';
import type { RescueBoard } from '../rescue/board';
import { StaleBanner } from '../feed/ConnectionBadge';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import { lengthText, percentText } from '../language/numbers';
import { ageText, minuteText } from '../language/time';
import { ComingUp } from '../mines/ComingUp';
import type { MineEntry } from '../mines/useMines';
import type { Theme } from '../theme/theme';
import { Legend } from './Legend';
import type { MapWords } from './letterMap';
import { Stage, type Beside } from './stage';
import type { View } from './view';
import './map.css';

interface Props {
  feed: MineFeed;
  entry: MineEntry | undefined;
  view: View;
  selected: string | null;
  follow: boolean;
  /** Who is followed together with the selected. */
  companions: readonly string[];
  /** Layers of the past. */
  beside: Beside | null;
  theme: Theme;
  coverage: Asked;
  overlays: ReadonlySet<Overlay>;
  survey: Survey | null;
  stage: RefObject<Stage | null>;
  onPick: (tag: string | null) => void;
  onChoose: (tag: string | null) => void;
  onWander: () => void;
  onCoverage: () => void;
  onOverlay: (overlay: Overlay) => void;
  onShow: (suggestion: Suggestion) => void;
}

/** The map, its controls, and what hides it when it must not be trusted. React only frames it: the stage draws. */
export function MapPane({ feed, entry, view, selected, follow, companions, beside, theme, coverage, overlays, survey, stage, onPick, onChoose, onWander, onCoverage, onOverlay, onShow }: Props) {
  const { t } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  const words = useMapWords(feed);
  const calls = useRef({ onPick, onChoose, onWander });
  calls.current = { onPick, onChoose, onWander };
  useRenewal(feed);
  const evacuation = useBoard<EvacuationBoard>(feed, 'evacuation', overlays.has('routes') || overlays.has('closures'));
  const rescue = useBoard<RescueBoard>(feed, 'rescue', overlays.has('reach') || overlays.has('teams'));
  const overlaid = useMemo<Overlaid>(() => ({ shown: overlays, evacuation, rescue, selected }), [overlays, evacuation, rescue, selected]);

  useEffect(() => {
    const made = new Stage(host.current!, feed, view, words, tag => calls.current.onPick(tag));
    made.onWander = () => calls.current.onWander();
    stage.current = made;
    window.shyraq = {
      positions: () => made.positions(),
      pick: tag => calls.current.onChoose(tag),
      costs: () => [...made.cost],
    };
    return () => {
      stage.current = null;
      made.destroy();
    };
    // The stage lives as long as the mine is shown; what else changes is told to it below.
  }, []);
  useEffect(() => stage.current?.setFeed(feed), [feed]);
  useEffect(() => stage.current?.setBeside(beside), [beside]);
  useEffect(() => stage.current?.setView(view), [view]);
  useEffect(() => stage.current?.setWords(words), [words]);
  useEffect(() => stage.current?.recolour(), [theme]);
  useEffect(() => stage.current?.setCoverage(coverage.kind === 'ready' ? coverage.coverage : null), [coverage, feed]);
  useEffect(() => stage.current?.setSurvey(survey), [survey, feed]);
  useEffect(() => stage.current?.setOverlays(overlaid), [overlaid, feed]);
  useEffect(() => stage.current?.select(selected), [selected, feed]);
  useEffect(() => {
    if (!stage.current) return;
    stage.current.follow = follow;
    stage.current.companions = companions;
  }, [follow, companions, feed]);

  const connection = feed.connection().state;
  const past = feed instanceof PastFeed ? feed : null;
  const zone = feed.timeZone;
  // The list of mines is older than the feed: a live feed says that the mine is up.
  const down = entry !== undefined && entry.state !== 'up' && connection !== 'live' && connection !== 'past' ? entry : undefined;
  return (
    <main className={`map ${connection} ${past?.reads ? 'reads' : ''}`} data-testid="map" aria-label={t('map.label')}>
      <div ref={host} className="map-host" />
      <StaleBanner feed={feed} zone={zone} />
      {past && <PastBanner feed={past} />}
      {down && <ComingUp mine={down} />}
      {!feed.ground && !down && (
        <div className="map-empty">
          <p><strong>{feed.trouble?.kind === 'none' ? t('mine.noPlan') : feed.trouble ? t('mine.planFailed') : t('mine.loading')}</strong></p>
          {feed.trouble?.kind === 'none' && <p><code>{t('mine.noPlanHow', { mine: feed.mine })}</code></p>}
          {feed.trouble?.kind === 'failed' && <p className="soft">{feed.trouble.detail}</p>}
        </div>
      )}
      <div className="map-controls" role="toolbar" aria-label={t('map.label')}>
        <button type="button" onClick={() => stage.current?.zoomBy(1)} aria-label={t('map.nearer')} title={`${t('map.nearer')} (+)`}>+</button>
        <button type="button" onClick={() => stage.current?.zoomBy(-1)} aria-label={t('map.farther')} title={`${t('map.farther')} (−)`}>−</button>
        <button type="button" onClick={() => stage.current?.fit()} title={`${t('map.fit')} (F)`}>{t('map.fit')}</button>
        <button type="button" data-testid="coverage-toggle" aria-pressed={coverage.kind !== 'off'} onClick={onCoverage} title={`${t('coverage.title')} (C)`}>{t('coverage.switch')}</button>
        {(Object.keys(overlayKeys) as Overlay[]).map(o => (
          <button key={o} type="button" data-testid={`overlay-${o}-toggle`} aria-pressed={overlays.has(o)} onClick={() => onOverlay(o)} title={`${t(`evacuation.overlay.${o}`)} (${overlayKeys[o].slice(3)})`}>{t(`evacuation.overlay.${o}`)}</button>
        ))}
      </div>
      <OverlayPanel {...overlaid} />
      {feed.ground && <CoveragePanel asked={coverage} plan={feed.ground.plan} view={view} onShow={onShow} />}
      <Legend />
    </main>
  );
}

function useMapWords(feed: MineFeed): MapWords {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => ({
    name: tag => shortName(feed.carriers.get(tag)?.name ?? tag, feed.carriers.get(tag)?.carrier === 'vehicle'),
    lastKnown: heard => t('panel.lastKnownText', { time: minuteText(heard, feed.timeZone), age: ageText(feed.now() - heard, t) }),
    inferred: heard => t('panel.inferredText', { age: ageText(feed.now() - heard, t) }),
    distress: 'SOS',
    percent: p => percentText(p, language),
    metres: m => lengthText(m, language, t),
    stretch: n => t('map.stretch', { n }),
    north: t('map.north'),
  }), [feed, t, language]);
}

/** A person's family name with initials; a machine's name in full. */
function shortName(name: string, vehicle: boolean): string {
  const [family, ...given] = name.split(' ');
  return vehicle || given.length === 0 ? name : `${family} ${given.map(g => `${g[0] ?? ''}.`).join(' ')}`;
}
