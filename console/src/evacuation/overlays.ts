import type { Plan, Point } from '../plan/plan';
import { stretch } from '../plan/plan';
import type { RescueBoard, Section } from '../rescue/board';
import type { EvacuationBoard, Row } from './board';

/** What can be laid over the map in an emergency, with the place on the keyboard of the letter that does it. */
export const overlays = { routes: 'KeyR', closures: 'KeyX', reach: 'KeyH', teams: 'KeyK' } as const;
export type Overlay = keyof typeof overlays;

/** What is laid over the map. */
export interface Overlaid {
  shown: ReadonlySet<Overlay>;
  evacuation: EvacuationBoard | null;
  rescue: RescueBoard | null;
  /** A tag: its bearer alone is shown where people are. */
  selected: string | null;
}

/** A stretch of a way out, and how many go there. */
export interface Way extends Section {
  people: number;
}

/** Whose ways are shown: those of the selected person, else those of everybody who has to walk. */
export const walkers = (board: EvacuationBoard, selected: string | null): Row[] => {
  const all = board.rows.filter(r => r.status !== 'out' && r.escape.legs.length > 0);
  const one = all.filter(r => selected !== null && r.tag === selected);
  return one.length > 0 ? one : all;
};

/** Ways out put together: each piece of roadway once, with everybody who goes there. */
export function waysOf(rows: readonly Row[]): Way[] {
  const byRoadway = new Map<string, { from: number; to: number }[]>();
  for (const row of rows) {
    for (const leg of row.escape.legs) {
      if (leg.roadway === null || leg.from === leg.to) continue;
      const legs = byRoadway.get(leg.roadway) ?? [];
      legs.push({ from: Math.min(leg.from, leg.to), to: Math.max(leg.from, leg.to) });
      byRoadway.set(leg.roadway, legs);
    }
  }
  return [...byRoadway].flatMap(([roadway, legs]) => {
    const cuts = [...new Set(legs.flatMap(l => [l.from, l.to]))].sort((a, b) => a - b);
    const ways: Way[] = [];
    for (let i = 1; i < cuts.length; i++) {
      const [from, to] = [cuts[i - 1]!, cuts[i]!];
      const people = legs.filter(l => l.from <= from && l.to >= to).length;
      const last = ways.at(-1);
      if (people === 0) continue;
      if (last && last.people === people && last.to === from) last.to = to;
      else ways.push({ roadway, from, to, people });
    }
    return ways;
  });
}

/** Who is looked for and shown: the selected, when they are among them. */
export function lost(board: RescueBoard, selected: string | null): RescueBoard['missing'] {
  const one = board.missing.filter(m => selected !== null && m.tag === selected);
  return one.length > 0 ? one : board.missing;
}

/** A section as a line in the mine's grid; null where the plan in force does not have it or another level is shown. */
export function lineOf(section: Section, plan: Plan, level: string | null): Point[] | null {
  const roadway = plan.roadwayById.get(section.roadway);
  return roadway && (level === null || roadway.level === level) && section.to > section.from ? stretch(roadway, section.from, section.to) : null;
}
