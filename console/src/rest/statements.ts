import { isOpen, priorities, type AlarmBoard } from '../alarms/board';
import { shown, type Survey } from '../anchors/survey';
import type { EvacuationBoard } from '../evacuation/board';
import type { Connection } from '../feed/connection';
import type { AnchorHealth } from '../feed/wire';
import { limitText, type GasBoard } from '../gas/board';
import { ageText, clockText, type Say } from '../language/time';
import type { PresenceBoard } from '../presence/board';

/** How a statement stands: it is so, it is not so, or nobody can say. */
export type Standing = 'well' | 'amiss' | 'unknown';

/** Where a statement is looked into: at a desk, at a tag or an anchor on the map; null when there is nothing to open. */
export type Opens = { desk: string } | { tag: string } | { anchor: string } | null;

/** One sentence of why all is well, or what is not, with the evidence in it. */
export interface Statement {
  about: 'connection' | 'emergency' | 'alarms' | 'people' | 'presence' | 'anchors' | 'gas' | 'record';
  standing: Standing;
  text: string;
  opens: Opens;
}

/** Somebody underground whom no radio hears: only remembered, or heard without a place. */
export interface Lost {
  tag: string;
  name: string;
}

/** What this screen knows at one moment. A board is null until it was read. Times are the server's, milliseconds since the Unix epoch. */
export interface Known {
  now: number;
  zone: string;
  connection: Connection;
  /** When the newest block of the journal came; null before the first. */
  recorded: number | null;
  /** People underground by how their place is known; `quietest` is the longest silence of those that are live, milliseconds. */
  below: { live: number; inferred: number; quietest: number; lost: readonly Lost[] };
  anchors: readonly AnchorHealth[];
  survey: Survey | null;
  alarms: AlarmBoard | null;
  presence: PresenceBoard | null;
  gas: GasBoard | null;
  evacuation: EvacuationBoard | null;
}

/** A board that is older speaks of the past, milliseconds: each is read every five seconds at the latest. */
const boardAge = 20_000;
/** A mine writes a block each second, be it only the tick; milliseconds without one that are too many. */
const recordAge = 5000;
/** Names that fit into a statement. */
const named = 2;

/** All statements, always in the same order, so that each has its place. Without a live feed there is one: that nothing is known. */
export function statementsOf(known: Known, t: Say): Statement[] {
  const { connection } = known;
  if (connection.state === 'connecting') return [{ about: 'connection', standing: 'unknown', text: t('rest.connection.connecting'), opens: null }];
  if (connection.state === 'stale') return [{ about: 'connection', standing: 'amiss', text: t('rest.connection.stale', { time: clockText(connection.since, known.zone) }), opens: null }];
  return [...emergency(known, t), alarms(known, t), people(known, t), presence(known, t), anchors(known, t), gas(known, t), record(known, t)];
}

/** All is well only when every statement is: one that nobody can make is not silently left out. */
export function standingOf(statements: readonly Statement[]): Standing {
  if (statements.some(s => s.standing === 'amiss')) return 'amiss';
  return statements.length === 0 || statements.some(s => s.standing === 'unknown') ? 'unknown' : 'well';
}

/** There is nothing to say while no emergency stands; whether one does has to be known, and known of now. One that was declared stands until its end was read. */
function emergency({ evacuation, now, zone }: Known, t: Say): Statement[] {
  const declared = evacuation?.emergency;
  if (!evacuation || !declared || declared.ended !== null)
    return isFresh(evacuation, now) ? [] : [{ about: 'emergency', standing: 'unknown', text: t('rest.emergencyUnread'), opens: { desk: 'evacuation' } }];
  const { people: all, out } = evacuation.counts;
  return [{ about: 'emergency', standing: 'amiss', text: t('rest.emergency', { time: clockText(Date.parse(declared.t0), zone), n: all - out, all }), opens: { desk: 'evacuation' } }];
}

function alarms({ alarms: board, now }: Known, t: Say): Statement {
  const opens = { desk: 'alarms' };
  if (!isFresh(board, now)) return unread('alarms', opens, t);
  const open = board.alarms.filter(isOpen);
  const standing = board.alarms.filter(row => row.state === 'acknowledged').length;
  const gravest = priorities.find(p => open.some(row => row.priority === p));
  if (gravest === undefined) return { about: 'alarms', standing: 'well', text: standing === 0 ? t('rest.alarms.none') : t('rest.alarms.acknowledged', { count: standing }), opens };
  return { about: 'alarms', standing: 'amiss', text: t('rest.alarms.open', { count: open.length, priority: t(`alarms.priority.${gravest}`) }), opens };
}

function people({ below: { live, inferred, quietest, lost } }: Known, t: Say): Statement {
  const n = live + inferred + lost.length;
  const opens = { desk: 'presence' };
  if (lost.length > 0) return { about: 'people', standing: 'amiss', text: t('rest.people.lost', { n: lost.length, all: n, names: names(lost.map(l => l.name)) }), opens: { tag: lost[0]!.tag } };
  // That no radio hears anybody may as well mean that no radio hears: the list decides it.
  if (n === 0) return { about: 'people', standing: 'unknown', text: t('rest.people.nobody'), opens };
  const age = ageText(Math.ceil(quietest / 1000) * 1000, t);
  return { about: 'people', standing: 'well', text: inferred === 0 ? t('rest.people.heard', { n, age }) : t('rest.people.inferred', { n, live, inferred, age }), opens };
}

function presence({ presence: board, now, below }: Known, t: Say): Statement {
  const opens = { desk: 'presence' };
  if (!isFresh(board, now)) return unread('presence', opens, t);
  const isKept = board.lamps.length > 0 || board.lampLog.length > 0 || board.people.some(p => p.sources.some(s => !s.source.startsWith('tag')));
  if (!isKept) return { about: 'presence', standing: 'unknown', text: t('rest.presence.unused'), opens };
  const wrong = board.people.filter(p => p.state === 'unaccounted' || p.disagreements.length > 0);
  const heard = below.live + below.inferred;
  // Somebody has just gone down, or the list leaves somebody out: until it says so itself the two do not agree.
  if (wrong.length === 0 && heard > board.counts.notOut) return { about: 'presence', standing: 'unknown', text: t('rest.presence.behind', { n: board.counts.notOut, heard }), opens };
  if (wrong.length === 0) return { about: 'presence', standing: 'well', text: t('rest.presence.agrees', { n: board.counts.notOut }), opens };
  const unaccounted = wrong.filter(p => p.state === 'unaccounted');
  const about = (unaccounted.length > 0 ? unaccounted : wrong).map(p => p.name || p.id);
  return { about: 'presence', standing: 'amiss', text: t(unaccounted.length > 0 ? 'rest.presence.unaccounted' : 'rest.presence.disagrees', { n: about.length, names: names(about) }), opens };
}

/** An anchor that hears nobody may have nobody near it; whether it is at fault the survey says. Of one that never heard anybody nothing is known. */
function anchors({ anchors: all, survey }: Known, t: Say): Statement {
  const heard = all.filter(a => a.state === 'alive').length;
  const faulty = survey ? [...new Set(shown(survey).map(f => f.anchor))] : [];
  if (all.length === 0) return { about: 'anchors', standing: 'unknown', text: t('rest.anchors.none'), opens: null };
  if (heard === 0) return { about: 'anchors', standing: 'amiss', text: t('rest.anchors.deaf', { all: all.length }), opens: { anchor: all[0]!.anchor } };
  if (faulty.length > 0) return { about: 'anchors', standing: 'amiss', text: t('rest.anchors.faulty', { n: faulty.length, all: all.length, names: names(faulty) }), opens: { anchor: faulty[0]! } };
  const never = all.filter(a => a.state === 'neverHeard').length;
  if (never > 0) return { about: 'anchors', standing: 'unknown', text: t('rest.anchors.never', { n: heard, all: all.length, never }), opens: null };
  return { about: 'anchors', standing: survey ? 'well' : 'unknown', text: t(survey ? 'rest.anchors.well' : 'rest.anchors.unjudged', { n: heard, all: all.length }), opens: null };
}

function gas({ gas: board, now }: Known, t: Say): Statement {
  const opens = { desk: 'gas' };
  if (!isFresh(board, now)) return unread('gas', opens, t);
  const { sensors } = board;
  if (sensors.length === 0) return { about: 'gas', standing: 'unknown', text: t('rest.gas.none'), opens };
  const all = sensors.length;
  const said = (key: string, rows: typeof sensors, standing: Standing): Statement =>
    ({ about: 'gas', standing, text: t(`rest.gas.${key}`, { n: rows.length, all, names: names(rows.map(r => r.subject)) }), opens });
  const over = sensors.filter(s => s.state === 'beyond' || s.state === 'rising');
  if (over.length > 0) return said('beyond', over, 'amiss');
  const blind = sensors.filter(s => s.state === 'faulty' || s.state === 'silent' || s.state === 'notMeasuring');
  if (blind.length > 0) return said('blind', blind, 'amiss');
  const never = sensors.filter(s => s.state === 'neverHeard');
  if (never.length > 0) return said('never', never, 'unknown');
  const judged = sensors.filter(s => limitText(s.limit) !== '');
  return said(judged.length === 0 ? 'unlimited' : judged.length < all ? 'partly' : 'well', judged, judged.length === 0 ? 'unknown' : 'well');
}

function record({ recorded, now }: Known, t: Say): Statement {
  if (recorded === null) return { about: 'record', standing: 'unknown', text: t('rest.record.unknown'), opens: null };
  const late = now - recorded > recordAge;
  return { about: 'record', standing: late ? 'amiss' : 'well', text: t(late ? 'rest.record.late' : 'rest.record.written', { age: ageText(now - recorded, t) }), opens: null };
}

const isFresh = <B extends { time: string } | { at: string }>(board: B | null, now: number): board is B => board !== null && now - Date.parse('time' in board ? board.time : board.at) <= boardAge;

const unread = (about: 'alarms' | 'presence' | 'gas', opens: Opens, t: Say): Statement => ({ about, standing: 'unknown', text: t(`rest.${about}.unread`), opens });

const names = (all: readonly string[]): string => all.slice(0, named).join(', ') + (all.length > named ? ' …' : '');
