import { Deck, type DeckProps, type Layer, type View as DeckView, type Viewport } from '@deck.gl/core';
import type { Survey } from '../anchors/survey';
import { surveyLayers } from '../anchors/surveyLayers';
import type { Coverage } from '../coverage/coverage';
import { coverageLayers } from '../coverage/coverageLayers';
import { overlayLayers } from '../evacuation/overlayLayers';
import type { Overlaid } from '../evacuation/overlays';
import type { MineFeed } from '../feed/mineFeed';
import type { Track } from '../feed/tracks';
import type { Plan, Point } from '../plan/plan';
import { fade, readPalette, type Palette } from '../theme/palette';
import { reducedMotion } from '../theme/theme';
import { letterMap, type MapWords } from './letterMap';
import { Sheet } from './lettering';
import { asData, MarkerLayer } from './markerLayer';
import { anchorLayer, flat, planLayers } from './planLayers';
import { TagMarks } from './tagMarks';
import { drawnBySoftware } from './drawnBySoftware';
import { betweenEyes, drawing, fitEye, makeView, verticalStretch, viewState, zoomLimits, type Eye, type View } from './view';

/** Milliseconds that a flight of the eye lasts. */
const flight = 450;
/** A redraw is worth its cost when the fastest tag has moved by this many pixels. */
const visibleStep = 0.3;
/** Metres a second of the fastest machine. */
const fastest = 8;
/** Without a graphics processor the marks move in steps of this, ms: an alarm in the lists must not wait for pixels. */
const softwareBreath = 100;

/** What further layers are drawn from. */
export interface Drawn {
  plan: Plan;
  view: View;
  draw: (p: Readonly<Point>, out?: Point) => Point;
  palette: Palette;
  /** Which tags belong on this view. */
  shown: (track: Track) => boolean;
}
export type Beside = (drawn: Drawn) => Layer[];

/** The drawn mine: owns deck.gl, the sheet of lettering over it, and the clock of frames. React never renders it. */
export class Stage {
  private readonly deck: Deck<DeckView>;
  private readonly sheet: Sheet;
  private readonly tags = new TagMarks();
  private palette: Palette = readPalette();
  private eye: Eye = { target: [0, 0, 0], zoom: -1 };
  private flying: { from: Eye; to: Eye; begun: number } | null = null;
  private layers: { plan: Layer[]; coverage: Layer[]; survey: Layer[]; overlays: Layer[]; anchors: Layer | null } = { plan: [], coverage: [], survey: [], overlays: [], anchors: null };
  private coverage: Coverage | null = null;
  private beside: Beside | null = null;
  private survey: Survey | null = null;
  private overlaid: Overlaid | null = null;
  private overlaysDirty = false;
  private anchorsDrawn = { revision: -1, near: false };
  private stretch = 1;
  private readonly breath: number;
  private drawnAt = 0;
  private dirty = true;
  private planDirty = true;
  private fitted = false;
  /** A tag, or a place of the grid, to fly to as soon as the view shows it. */
  private destination: string | Point | null = null;
  private frame = 0;
  private selected: string | null = null;
  private detach: () => void;
  private readonly resized: ResizeObserver;
  /** The map keeps the selected tag in its middle, or all companions in sight. */
  follow = false;
  /** Tags that are kept in sight together; none: the selected one alone. */
  companions: readonly string[] = [];
  /** Called when the operator takes the eye elsewhere by hand. */
  onWander: () => void = () => undefined;
  /** Milliseconds of script that each of the last frames took; the automation interface shows them. */
  readonly cost: number[] = [];

  constructor(
    private readonly host: HTMLElement, private feed: MineFeed, private view: View, private words: MapWords,
    private readonly onPick: (tag: string | null) => void) {
    const bySoftware = drawnBySoftware();
    this.breath = bySoftware ? softwareBreath : 0;
    this.deck = new Deck({
      parent: host as HTMLDivElement,
      views: makeView(view),
      viewState: viewState(this.eye),
      layers: [],
      useDevicePixels: !bySoftware,
      deviceProps: { type: 'webgl', webgl: { antialias: !bySoftware } },
      onViewStateChange: ({ viewState: next, interactionState }) => {
        if (interactionState?.isDragging || interactionState?.isPanning || interactionState?.isZooming) this.wander(interactionState.isPanning === true);
        const { target, zoom, rotationX, rotationOrbit } = next as unknown as Eye;
        this.look({ target: [target[0], target[1], target[2] ?? 0], zoom, ...(rotationX !== undefined && rotationOrbit !== undefined ? { rotationX, rotationOrbit } : {}) });
      },
      onClick: info => this.onPick(this.tagAt(info.x, info.y)),
      onAfterRender: () => this.letter(),
      getCursor: ({ isDragging }) => (isDragging ? 'grabbing' : 'default'),
    } as DeckProps<DeckView>);
    this.sheet = new Sheet(host);
    this.detach = this.attend(feed);
    this.resized = new ResizeObserver(() => {
      this.dirty = true;
    });
    this.resized.observe(host);
    void document.fonts.ready.then(() => {
      this.dirty = true;
    });
    this.frame = requestAnimationFrame(this.tick);
  }

  /** Shows another time of the same mine; the eye stays where it is. */
  setFeed(feed: MineFeed): void {
    if (feed === this.feed) return;
    this.detach();
    this.feed = feed;
    this.detach = this.attend(feed);
    this.planDirty = true;
    this.anchorsDrawn = { revision: -1, near: false };
  }

  /** Draws further layers over those of the mine, asked for at each drawn frame. */
  setBeside(beside: Beside | null): void {
    this.beside = beside;
    this.dirty = true;
  }

  /** Draws the next frame whether or not somebody has moved. */
  redraw(): void {
    this.dirty = true;
  }

  setView(view: View): void {
    this.view = view;
    this.flying = null;
    this.deck.setProps({ views: makeView(view) });
    this.planDirty = true;
    this.fitted = false;
  }

  setWords(words: MapWords): void {
    this.words = words;
    this.dirty = true;
  }

  /** Takes the colours of the theme in force. */
  recolour(): void {
    this.palette = readPalette();
    this.planDirty = true;
  }

  /** Lays the prediction over the plan, or takes it away. */
  setCoverage(coverage: Coverage | null): void {
    this.coverage = coverage;
    this.planDirty = true;
  }

  /** Marks the anchors that something is wrong with. */
  setSurvey(survey: Survey | null): void {
    this.survey = survey;
    this.planDirty = true;
  }

  /** Lays ways out, closures, reach and teams over the plan. */
  setOverlays(overlaid: Overlaid): void {
    this.overlaid = overlaid;
    this.overlaysDirty = true;
    this.dirty = true;
  }

  select(tag: string | null): void {
    this.selected = tag;
    this.dirty = true;
  }

  /** Shows the whole of the view. */
  fit(): void {
    const ground = this.feed.ground;
    if (!ground || this.host.clientWidth === 0) return;
    const { plan } = ground;
    const draw = drawing(plan, this.view, this.stretch);
    const { view } = this;
    const points = [
      // Shafts rise hundreds of metres over workings that are flat: they may leave the window.
      ...plan.roadways.filter(r => r.use !== 'shaft' && (view.kind === 'space' || r.level === view.level)).flatMap(r => r.points),
      ...plan.areas.filter(a => view.kind === 'space' || a.level === view.level).flatMap(a => a.ring),
    ];
    const eye = fitEye(view, points.map(p => draw(p)), this.host.clientWidth, this.host.clientHeight, this.eye);
    if (this.fitted) this.fly(eye);
    else this.look(eye);
    this.fitted = true;
  }

  /** Flies to a tag or to a place of the grid, near enough to read the names around it. */
  flyTo(to: string | Point): void {
    this.destination = to;
    this.dirty = true;
  }

  private departTo(to: string | Point): void {
    const { ground, tracks } = this.feed;
    const at = typeof to === 'string' ? this.drawnPoint(tracks.byTag.get(to)) : ground && drawing(ground.plan, this.view, this.stretch)(to);
    if (!at) return;
    this.destination = null;
    this.fly({ ...this.eye, target: at, zoom: Math.max(this.eye.zoom, this.view.kind === 'level' ? 1 : 0.2) });
  }

  /** Brings the eye nearer (positive) or farther by powers of two. */
  zoomBy(steps: number): void {
    this.fly({ ...this.eye, zoom: Math.min(zoomLimits.maxZoom, Math.max(zoomLimits.minZoom, this.eye.zoom + steps)) });
  }

  /** Where every tag is drawn now, in the mine's grid. */
  positions(): Record<string, Point> {
    const { ground, tracks } = this.feed;
    if (ground) for (const track of tracks.list) track.glide.advance(ground, performance.now());
    return Object.fromEntries(tracks.list.filter(t => !Number.isNaN(t.glide.drawn[0])).map(t => [t.fix.tag, [...t.glide.drawn] as Point]));
  }

  /** The tag drawn nearest to a point of the map, within reach of a gloved hand. */
  tagAt(x: number, y: number): string | null {
    const viewport = this.viewport();
    if (!viewport) return null;
    let best: { tag: string; pixels: number } | null = null;
    for (const track of this.feed.tracks.list) {
      const at = this.drawnPoint(track);
      if (!at) continue;
      const p = viewport.project(at);
      const pixels = Math.hypot(p[0]! - x, p[1]! - y) - (track.fix.sos ? 6 : 0);
      if (pixels < 16 && (!best || pixels < best.pixels)) best = { tag: track.fix.tag, pixels };
    }
    return best?.tag ?? null;
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.detach();
    this.resized.disconnect();
    this.deck.finalize();
    this.host.replaceChildren();
  }

  private attend(feed: MineFeed): () => void {
    return feed.onPlan(isNew => {
      this.planDirty = true;
      if (isNew) this.fitted = false;
    });
  }

  private wander(panning: boolean): void {
    this.flying = null;
    if (panning && this.follow) {
      this.follow = false;
      this.onWander();
    }
  }

  private fly(to: Eye): void {
    if (reducedMotion()) this.look(to);
    else this.flying = { from: this.eye, to, begun: performance.now() };
  }

  private look(eye: Eye): void {
    this.eye = eye;
    this.deck.setProps({ viewState: viewState(eye) as never });
    this.dirty = true;
  }

  private viewport(): Viewport | undefined {
    return this.deck.isInitialized ? this.deck.getViewports()[0] : undefined;
  }

  private shown = (track: Track): boolean => {
    if (this.view.kind === 'space') return true;
    const { roadway } = track.glide;
    const { plan } = this.feed.ground!;
    const level = track.fix.level ?? (roadway >= 0 ? plan.roadways[roadway]!.level : null);
    // In a plan of one level nothing can be on another.
    return level === null ? plan.levels.length <= 1 : level === this.view.level;
  };

  private drawnPoint(track: Track | undefined): Point | null {
    const ground = this.feed.ground;
    if (!track || !ground || Number.isNaN(track.glide.drawn[0]) || !this.shown(track)) return null;
    return drawing(ground.plan, this.view, this.stretch)(track.glide.drawn);
  }

  private readonly tick = (now: number): void => {
    this.frame = requestAnimationFrame(this.tick);
    const begun = performance.now();
    if (this.draw(now)) {
      this.cost.push(performance.now() - begun);
      if (this.cost.length > 600) this.cost.shift();
    }
  };

  /** Draws when something can be seen to have changed; true when it did. */
  private draw(now: number): boolean {
    const { ground, tracks } = this.feed;
    if (!ground || this.host.clientWidth === 0) return false;
    if (this.flying) {
      const share = Math.min(1, (now - this.flying.begun) / flight);
      this.look(betweenEyes(this.flying.from, this.flying.to, Math.max(0, share)));
      if (share >= 1) this.flying = null;
    }
    const pixelsPerMetre = 2 ** this.eye.zoom;
    const due = now - this.drawnAt > Math.max(this.breath, Math.min(250, (1000 * visibleStep) / (fastest * Math.max(1, this.feed.pace) * pixelsPerMetre)));
    if (!due && !this.dirty && !this.planDirty) return false;
    let moved = false;
    for (const track of tracks.list) moved = track.glide.advance(ground, now) || moved;
    if (!moved && !this.dirty && !this.planDirty && now - this.drawnAt < 500) return false;
    this.drawnAt = now;
    this.dirty = false;
    this.redrawPlan(pixelsPerMetre);
    if (this.destination !== null) this.departTo(this.destination);
    if (this.follow && !this.flying) this.keepInSight();
    const draw = drawing(ground.plan, this.view, this.stretch);
    this.tags.fill(tracks.list, this.feed.carriers, this.shown, draw, this.palette, this.feed.now(), pixelsPerMetre);
    const edge = fade(this.palette.rgba.ground, 0.85);
    this.deck.setProps({
      layers: [
        ...this.layers.plan,
        ...this.layers.coverage,
        ...this.layers.overlays,
        new MarkerLayer({ id: 'halos', data: asData(this.tags.halos) as never, edge, radiusUnits: 'common', parameters: flat }),
        this.layers.anchors,
        ...this.layers.survey,
        ...(this.beside?.({ plan: ground.plan, view: this.view, draw, palette: this.palette, shown: this.shown }) ?? []),
        new MarkerLayer({ id: 'tags', data: asData(this.tags.marks) as never, edge, radiusUnits: 'pixels', parameters: flat }),
      ] as never,
    });
    return true;
  }

  /** Softly: who is followed glides in the middle, the rock does not tremble around. */
  private keepInSight(): void {
    const tags = this.companions.length > 0 ? this.companions : this.selected ? [this.selected] : [];
    const places = tags.map(tag => this.drawnPoint(this.feed.tracks.byTag.get(tag))).filter(p => p !== null);
    if (places.length === 0) return;
    const wide = fitEye(this.view, places, this.host.clientWidth, this.host.clientHeight, this.eye);
    const at = places.length > 1 ? wide.target : places[0]!;
    const zoom = places.length > 1 ? Math.min(this.eye.zoom, wide.zoom) : this.eye.zoom;
    const gain = reducedMotion() ? 1 : 0.2;
    this.eye = { ...this.eye, target: this.eye.target.map((c, i) => c + gain * (at[i]! - c)) as Point, zoom: this.eye.zoom + gain * (zoom - this.eye.zoom) };
    this.deck.setProps({ viewState: viewState(this.eye) as never });
  }

  private redrawPlan(pixelsPerMetre: number): void {
    const { plan } = this.feed.ground!;
    if (this.planDirty || this.overlaysDirty) {
      if (this.planDirty) this.stretch = verticalStretch(plan);
      this.layers.overlays = this.overlaid ? overlayLayers(this.overlaid, plan, this.view, drawing(plan, this.view, this.stretch), this.palette) : [];
      this.overlaysDirty = false;
    }
    const near = pixelsPerMetre > 0.55;
    const stale = this.planDirty || near !== this.anchorsDrawn.near || this.anchorsDrawn.revision + 4 < this.feed.revision;
    if (!stale) return;
    if (this.planDirty) {
      this.layers.plan = planLayers(plan, this.feed.ground!.network, this.view, drawing(plan, this.view, this.stretch), this.palette);
      // A prediction for another version would colour what is not there.
      const surveyed = this.survey?.planVersion === plan.version ? this.survey : null;
      this.layers.survey = surveyed ? surveyLayers(surveyed, plan, this.view, drawing(plan, this.view, this.stretch), this.palette) : [];
      const fits = this.coverage?.planVersion === plan.version ? this.coverage : null;
      this.layers.coverage = fits ? coverageLayers(fits, plan, this.view, drawing(plan, this.view, this.stretch), this.palette) : [];
      if (!this.fitted) this.fit();
    }
    this.planDirty = false;
    this.anchorsDrawn = { revision: this.feed.revision, near };
    this.layers.anchors = anchorLayer(plan, this.view, drawing(plan, this.view, this.stretch), this.palette, this.feed.past && this.feed.tracks.anchors.size === 0 ? null : this.feed.tracks.anchors, pixelsPerMetre);
  }

  /** Lettering follows each rendered frame, so that no name lags behind its line. */
  private letter(): void {
    const begun = performance.now();
    const viewport = this.viewport();
    const { ground, tracks } = this.feed;
    this.sheet.begin(this.host.clientWidth, this.host.clientHeight);
    if (!viewport || !ground) return;
    letterMap(this.sheet, {
      ground, viewport, view: this.view, draw: drawing(ground.plan, this.view, this.stretch), stretch: this.stretch, pixelsPerMetre: 2 ** this.eye.zoom,
      tracks: tracks.list.filter(t => !Number.isNaN(t.glide.drawn[0]) && this.shown(t)), selected: this.selected, palette: this.palette, words: this.words,
    });
    const last = this.cost.length - 1;
    if (last >= 0) this.cost[last]! += performance.now() - begun;
  }
}
