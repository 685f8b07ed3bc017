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
import { Barred } from '../acts/Acts';
import { PastAlarms } from '../replay/PastAlarms';
import type { PastFeed } from '../replay/pastFeed';
import { PastPane } from '../replay/PastPane';
import { usePastPicture } from '../replay/usePastPicture';
import { GoToThen } from '../replay/Then';
import { useHasRecord, usePast } from '../replay/usePast';
import { RecordBand } from '../record/RecordBand';
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

  const past = usePast(feed, address.at, at => setAddress(a => (a.at === null ? a : { ...a, at })));
  const hasRecord = useHasRecord(feed);
  /** What is shown: the mine as it is now, or as it was. */
  const shown: MineFeed | null = past ?? feed;
  const picture = usePastPicture(past);
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
  const toPast = (at: number | null): void => setAddress(a => ({ ...a, at }));
  const select = (tag: string | null): void => {
    if (tag === null) setFollow(false);
    setAddress(a => ({ ...a, tag }));
  };
  const goTo = (next: string): void => setAddress({ mine: next, view: { kind: 'space' }, tag: null, desk: null, at: null });
  /** Selects, goes to the level of the tag when another one is shown, and flies there. */
  const choose = (tag: string | null, where = shown): void => {
    select(tag);
    if (tag === null || !where) return;
    setDesk(null);
    const level = levelOf(where, tag);
    const elsewhere = address.view.kind === 'level' && level !== null && level !== address.view.level;
    if (elsewhere) setView({ kind: 'level', level });
    // Who has no place cannot be flown to, and must not be later, when nobody expects it.
    if (where.tracks.byTag.has(tag)) stage.current?.flyTo(tag);
  };

  /** What wants a person now is shown as it is now. */
  const chooseNow = (tag: string): void => {
    toPast(null);
    choose(tag, feed);
  };

  const goToThen = (time: number, tag: string | null): void => setAddress(a => ({ ...a, at: time - lead, tag: tag ?? a.tag, desk: null }));

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
    if (tag) chooseNow(tag);
    else toPast(null);
  };
  const open = (where: NonNullable<Opens>): void => {
    toPast(null);
    if ('desk' in where) setDesk(where.desk);
    else if ('tag' in where) chooseNow(where.tag);
    else showAnchor(where);
  };

  /** In the past several are followed at a time. */
  const followSelected = (): void => {
    if (!past) setFollow(f => !f);
    else if (address.tag !== null) {
      picture.follow(address.tag);
      setFollow(true);
    }
  };

  useFollowedLevel(shown, follow ? address.tag : null, address.view, setView);
  useKeys((command: Command) => {
    switch (command.kind) {
      case 'search': searchBox.current?.focus(); searchBox.current?.select(); break;
      case 'close': if (help) setHelp(false); else if (address.desk !== null) setDesk(null); else if (past) toPast(null); else select(null); break;
      case 'desk': setDesk(command.desk === address.desk ? null : command.desk); break;
      case 'fit': stage.current?.fit(); break;
      case 'follow': if (address.tag !== null) followSelected(); break;
      case 'past': if (past) toPast(null); else if (hasRecord && feed) toPast(feed.now() - justBefore); break;
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

  if (mine === null || !feed || !shown) {
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
    <GoToThen value={hasRecord && !past ? goToThen : null}><div className={past ? 'screen past' : 'screen'}>
      <TopBar
        mines={isTraining(mine) && entry ? [entry, ...(real ?? [])] : real ?? []} mine={mine} feed={feed} theme={theme} onTheme={toggleTheme} onHelp={() => setHelp(true)} onChoose={chooseNow} past={past} onPast={past ? () => toPast(null) : hasRecord ? () => toPast(feed.now() - justBefore) : null} desk={address.desk} onDesk={setDesk}
        onMine={next => setAddress(a => ({ mine: next, view: { kind: 'space' }, tag: null, desk: a.desk, at: null }))} />
      <div className="glance">
        {past && <span className="now-word">{t('replay.now')}</span>}
        {isTraining(mine) && <TrainingBanner onDesk={() => setDesk('training')} />}
        <RecordBand feed={feed} />
        <AlarmBand feed={feed} opened={alarm} onShow={showAlarm} onDone={() => setAlarm(null)} />
        <RestStrip feed={feed} survey={survey} onOpen={open} />
      </div>
      <div className="left">
        <Headcount feed={shown} view={address.view} onView={setView} onChoose={choose} />
        <PeopleList feed={shown} selected={address.tag} searchBox={searchBox} onChoose={choose} onClose={() => select(null)} />
      </div>
      <MapPane
        feed={shown} entry={entry} view={address.view} selected={address.tag} follow={follow} companions={past ? picture.followed : nobody} beside={picture.beside} theme={theme} coverage={coverage} overlays={overlays} survey={past ? null : survey} stage={stage}
        onPick={select} onChoose={choose} onWander={() => setFollow(false)} onCoverage={() => setCovered(c => !c)} onOverlay={toggle} onShow={show} />
      {past && <PastPane feed={past} now={feed} selected={address.tag} inView={follow} picture={picture} onInView={() => setFollow(f => !f)} onBack={() => toPast(null)} />}
      <div className="right">
        <AlarmWatch feed={feed} opened={alarm} isShort={past !== null} onOpen={setAlarm} onChoose={chooseNow} onDesk={() => { toPast(null); setDesk('alarms'); }} />
        {past && <Barred value={t('replay.barred')}><PastAlarms feed={past} onChoose={choose} /></Barred>}
        {address.tag !== null && (
          <PersonPanel
            key={address.tag} feed={shown} tag={address.tag} following={past ? picture.followed.includes(address.tag) : follow} onClose={() => select(null)}
            onFollow={followSelected} onFly={() => choose(address.tag)} />
        )}
        <Events feed={shown} onChoose={choose} />
        <AnchorHealth feed={shown} survey={past ? null : survey} onShow={showAnchor} />
      </div>
      {Page && address.desk !== null && (
        <main key={past ? 'past' : 'now'} className="desk" data-testid={`page-${address.desk}`}>
          <Barred value={past ? t('replay.barred') : null}>
            {past && !inRecord(past, address.desk) ? <p className="past-note" role="status">{t(desksKept.has(address.desk) ? (past.reads || !past.hasRead(address.desk) ? 'replay.reading' : 'replay.notKept') : 'replay.notInPast')}</p>
              : <Page feed={shown} onChoose={choose} mine={mine} timeZone={shown.timeZone} onMine={goTo} />}
          </Barred>
        </main>
      )}
      {!past && <DrawnZones feed={feed} />}
      {help && <KeySheet onClose={() => setHelp(false)} />}
    </div></GoToThen>
  );
}

/** Whoever turns to the past begins this long before now, milliseconds: what has just happened is what is looked for. */
const justBefore = 120_000;
/** Whoever looks at how something came about sees the seconds before it, milliseconds. */
const lead = 5000;
const nobody: readonly string[] = [];
/** Desks whose boards are in the record. */
const desksKept: ReadonlySet<string> = new Set(['presence', 'alarms', 'gas', 'evacuation']);
const inRecord = (past: PastFeed, desk: string): boolean => desksKept.has(desk) && past.board(desk) !== null;

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
