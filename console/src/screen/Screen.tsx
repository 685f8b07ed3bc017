import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlarmBand } from '../alarms/AlarmBand';
import { tagOf, type AlarmRow } from '../alarms/board';
import { AlarmWatch } from '../alarms/AlarmWatch';
import { AnchorHealth } from '../anchors/AnchorHealth';
import { spotOf } from '../anchors/survey';
import { useSurvey } from '../anchors/useSurvey';
import { placeOf, type Suggestion } from '../coverage/coverage';
import { useCoverage } from '../coverage/useCoverage';
import { desks } from '../desks/desks';
import type { Overlay } from '../evacuation/overlays';
import { Events } from '../events/Events';
import type { MineFeed } from '../feed/mineFeed';
import { useMineFeed } from '../feed/useFeed';
import { Headcount } from '../headcount/Headcount';
import { KeySheet } from '../keys/KeySheet';
import { useKeys, type Command } from '../keys/keys';
import { chooseLanguage, nextLanguage } from '../language/language';
import { MapPane } from '../map/MapPane';
import type { Stage } from '../map/stage';
import type { View } from '../map/view';
import { useMines } from '../mines/useMines';
import { PeopleList } from '../people/PeopleList';
import { PersonPanel } from '../people/PersonPanel';
import { RestStrip } from '../rest/RestStrip';
import type { Opens } from '../rest/statements';
import { useTheme } from '../theme/theme';
import { isTraining } from '../training/training';
import { TrainingBanner } from '../training/TrainingBanner';
import { TrainingDesk } from '../training/TrainingDesk';
import { DrawnZones } from '../zones/DrawnZones';
import { readAddress, writeAddress } from './address';
import { TopBar } from './TopBar';

/** The whole console: wires what is chosen to what is shown, and keeps it in the address bar. */
export function Screen() {
  const { t } = useTranslation();
  const { mines, failure } = useMines();
  const [address, setAddress] = useState(() => readAddress(location.search));
  const [follow, setFollow] = useState(false);
  const [help, setHelp] = useState(false);
  const [alarm, setAlarm] = useState<number | null>(null);
  const [covered, setCovered] = useState(false);
  const [overlays, setOverlays] = useState<ReadonlySet<Overlay>>(new Set());
  const [theme, toggleTheme] = useTheme();
  const searchBox = useRef<HTMLInputElement>(null);
  const stage = useRef<Stage | null>(null);
  // A mine of training is shown when it is asked for, and never listed with the real ones.
  const real = mines?.filter(m => !isTraining(m.id));
  const mine = address.mine ?? real?.[0]?.id ?? null;
  // Without the list the zone of a mine without a plan is unknown; UTC is at least the same everywhere.
  const entry = mines?.find(m => m.id === mine);
  const feed = useMineFeed(mines ? mine : null, entry?.timeZone ?? 'UTC');

  const coverage = useCoverage(feed, covered);
  const survey = useSurvey(feed);

  // Once a mine is shown it stays, whatever others come before it in the list.
  const first = real?.[0]?.id ?? null;
  useEffect(() => {
    if (first !== null) setAddress(a => (a.mine === null ? { ...a, mine: first } : a));
  }, [first]);
  useEffect(() => {
    history.replaceState(null, '', location.pathname + writeAddress({ ...address, mine }));
  }, [address, mine]);
  useEffect(() => {
    const restore = (): void => setAddress(readAddress(location.search));
    addEventListener('popstate', restore);
    return () => removeEventListener('popstate', restore);
  }, []);

  const setDesk = (desk: string | null): void => setAddress(a => ({ ...a, desk }));
  const setView = (view: View): void => setAddress(a => ({ ...a, view }));
  const select = (tag: string | null): void => {
    if (tag === null) setFollow(false);
    setAddress(a => ({ ...a, tag }));
  };
  const goTo = (next: string): void => setAddress({ mine: next, view: { kind: 'space' }, tag: null, desk: null });
  /** Selects, goes to the level of the tag when another one is shown, and flies there. */
  const choose = (tag: string | null): void => {
    select(tag);
    if (tag === null || !feed) return;
    setDesk(null);
    const level = levelOf(feed, tag);
    const elsewhere = address.view.kind === 'level' && level !== null && level !== address.view.level;
    if (elsewhere) setView({ kind: 'level', level });
    // Who has no place cannot be flown to, and must not be later, when nobody expects it.
    if (feed.tracks.byTag.has(tag)) stage.current?.flyTo(tag);
  };

  const toggle = (overlay: Overlay): void => setOverlays(on => new Set(on.has(overlay) ? [...on].filter(o => o !== overlay) : [...on, overlay]));

  const show = (suggestion: Suggestion): void => {
    setFollow(false);
    if (address.view.kind === 'level' && suggestion.level !== address.view.level) setView({ kind: 'level', level: suggestion.level });
    stage.current?.flyTo(placeOf(suggestion));
  };

  const showAnchor = (of: { anchor: string }): void => {
    const spot = feed?.ground && spotOf(of, feed.ground.plan);
    if (!spot) return;
    setDesk(null);
    setFollow(false);
    if (address.view.kind === 'level' && spot.level !== address.view.level) setView({ kind: 'level', level: spot.level });
    stage.current?.flyTo(spot.at);
  };

  const showAlarm = (row: AlarmRow): void => {
    setAlarm(row.number);
    const tag = feed && tagOf(feed, row);
    if (tag) choose(tag);
  };
  const open = (where: NonNullable<Opens>): void => {
    if ('desk' in where) setDesk(where.desk);
    else if ('tag' in where) choose(where.tag);
    else showAnchor(where);
  };

  useFollowedLevel(feed, follow ? address.tag : null, address.view, setView);
  useKeys((command: Command) => {
    switch (command.kind) {
      case 'search': searchBox.current?.focus(); searchBox.current?.select(); break;
      case 'close': if (help) setHelp(false); else if (address.desk !== null) setDesk(null); else select(null); break;
      case 'desk': setDesk(command.desk === address.desk ? null : command.desk); break;
      case 'fit': stage.current?.fit(); break;
      case 'follow': if (address.tag !== null) setFollow(f => !f); break;
      case 'nearer': stage.current?.zoomBy(1); break;
      case 'farther': stage.current?.zoomBy(-1); break;
      case 'theme': toggleTheme(); break;
      case 'language': chooseLanguage(nextLanguage()); break;
      case 'coverage': setCovered(c => !c); break;
      case 'overlay': toggle(command.overlay); break;
      case 'help': setHelp(h => !h); break;
      case 'level': {
        const name = feed?.ground?.plan.levels[command.number - 1]?.name;
        if (command.number === 0) setView({ kind: 'space' });
        else if (name !== undefined) setView({ kind: 'level', level: name });
      }
    }
  });

  if (mine === null || !feed) {
    return (
      <div className="nothing" role="status">
        {failure !== null ? <p>{t('mine.failed', { detail: failure })}</p>
          : real?.length === 0 ? <><p><strong>{t('mine.none')}</strong></p><p><code>{t('mine.noneHow')}</code></p><TrainingDesk mine={null} timeZone="UTC" onMine={goTo} /></> : <p>{t('connection.connecting')}</p>}
      </div>
    );
  }
  // The desk lies over the map, which goes on beneath it: whoever comes back finds it as it was.
  const Page = desks.find(d => d.id === address.desk)?.Page;
  return (
    <div className="screen">
      <TopBar
        mines={isTraining(mine) && entry ? [entry, ...(real ?? [])] : real ?? []} mine={mine} feed={feed} theme={theme} onTheme={toggleTheme} onHelp={() => setHelp(true)} onChoose={choose} desk={address.desk} onDesk={setDesk}
        onMine={next => setAddress(a => ({ mine: next, view: { kind: 'space' }, tag: null, desk: a.desk }))} />
      <div className="glance">
        {isTraining(mine) && <TrainingBanner onDesk={() => setDesk('training')} />}
        <AlarmBand feed={feed} opened={alarm} onShow={showAlarm} onDone={() => setAlarm(null)} />
        <RestStrip feed={feed} survey={survey} onOpen={open} />
      </div>
      <div className="left">
        <Headcount feed={feed} view={address.view} onView={setView} onChoose={choose} />
        <PeopleList feed={feed} selected={address.tag} searchBox={searchBox} onChoose={choose} onClose={() => select(null)} />
      </div>
      <MapPane
        feed={feed} entry={entry} view={address.view} selected={address.tag} follow={follow} theme={theme} coverage={coverage} overlays={overlays} survey={survey} stage={stage}
        onPick={select} onChoose={choose} onWander={() => setFollow(false)} onCoverage={() => setCovered(c => !c)} onOverlay={toggle} onShow={show} />
      <div className="right">
        <AlarmWatch feed={feed} opened={alarm} onOpen={setAlarm} onChoose={tag => choose(tag)} onDesk={() => setDesk('alarms')} />
        {address.tag !== null && (
          <PersonPanel
            key={address.tag} feed={feed} tag={address.tag} following={follow} onClose={() => select(null)}
            onFollow={() => setFollow(f => !f)} onFly={() => choose(address.tag)} />
        )}
        <Events feed={feed} onChoose={choose} />
        <AnchorHealth feed={feed} survey={survey} onShow={showAnchor} />
      </div>
      {Page && <main className="desk" data-testid={`page-${address.desk}`}><Page feed={feed} onChoose={choose} mine={mine} timeZone={feed.timeZone} onMine={goTo} /></main>}
      <DrawnZones feed={feed} />
      {help && <KeySheet onClose={() => setHelp(false)} />}
    </div>
  );
}

function levelOf(feed: MineFeed, tag: string): string | null {
  const fix = feed.tracks.byTag.get(tag)?.fix;
  if (!fix) return null;
  return fix.level ?? (fix.roadway === null ? null : feed.ground?.plan.roadwayById.get(fix.roadway)?.level ?? null);
}

/** Changes the plan when the followed tag has gone to another level. */
function useFollowedLevel(feed: MineFeed | null, tag: string | null, view: View, setView: (view: View) => void): void {
  useEffect(() => feed?.subscribe(() => {
    const level = tag === null ? null : levelOf(feed, tag);
    if (view.kind === 'level' && level !== null && level !== view.level) setView({ kind: 'level', level });
  }), [feed, tag, view, setView]);
}
