import { useEffect } from 'react';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import type { Plan, Zone } from '../plan/plan';
import type { ZoneRow, ZonesBoard } from './board';

/** Puts the zones that people drew on the map beside those of the plan, whenever others have gone live. Shows nothing itself. */
export function DrawnZones({ feed }: { feed: MineFeed }) {
  useRenewal(feed);
  const live = feed.tracks.events.find(e => (e.kind as string) === 'zonesActivated')?.what;
  const version = feed.ground?.plan.version;
  useEffect(() => {
    if (version === undefined) return;
    const gone = new AbortController();
    fetch(`/api/mines/${encodeURIComponent(feed.mine)}/zones`, { signal: gone.signal })
      .then(async answer => {
        const plan = feed.ground?.plan;
        if (!answer.ok || !plan) return;
        const board = (await answer.json()) as ZonesBoard;
        const drawn = board.zones.filter(z => z.drawn && !z.lost).map(z => onMap(plan, z));
        if (drawn.length > 0 || plan.zones.some(z => z.rule === ruled)) feed.drawZones([...plan.zones.filter(z => z.rule !== ruled), ...drawn]);
      })
      .catch(() => undefined);
    return () => gone.abort();
  }, [feed, live, version]);
  return null;
}

/** Stands for the rule of a drawn zone on the map. */
const ruled = 'ruled';

function onMap(plan: Plan, row: ZoneRow): Zone {
  const sections = row.sections.flatMap(s => {
    const roadway = plan.roadwayById.get(s.roadway);
    return roadway ? [{ roadway: roadway.index, from: s.from, to: s.to }] : [];
  });
  const first = sections[0];
  return {
    id: row.id, name: row.name, rule: ruled, sections, level: first ? plan.roadways[first.roadway]!.level : row.shape?.levels[0] ?? '—',
    ring: (row.shape?.outline ?? []).map(c => [c.x, c.y, first ? plan.roadways[first.roadway]!.points[0]![2] : 0]),
  };
}
