import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fix } from '../feed/wire';
import { lengthText } from '../language/numbers';
import type { Ground } from '../motion/glide';
import { Reach } from '../plan/network';
import { areaAt, landmark, zonesAt } from '../plan/placeInWords';
import { nearestPlace, type Place, type SpotKind } from '../plan/plan';

/** A spot farther than this from every roadway cannot be walked to along the network, metres. */
const besideRoadway = 25;

/** The place in words, and the ways out of it along the plan. */
export function PlaceFacts({ ground, fix }: { ground: Ground; fix: Fix }) {
  const { t, i18n } = useTranslation();
  const exits = useMemo(() => reachOf(ground, 'exit'), [ground]);
  const refuges = useMemo(() => reachOf(ground, 'refuge'), [ground]);
  const roadway = fix.roadway === null ? undefined : ground.plan.roadwayById.get(fix.roadway);
  const length = (metres: number): string => lengthText(Math.round(metres), i18n.language, t);
  if (!roadway || fix.offset === null) {
    const area = areaAt(ground.plan, [fix.x, fix.y, fix.z]);
    const level = fix.level ?? area?.level;
    return (
      <>
        {area ? <Fact name={t('panel.area')} value={area.name} /> : <Fact name={t('panel.place')} value={t('panel.offNetwork')} />}
        {level && <Fact name={t('panel.level')} value={level} />}
      </>
    );
  }
  const place: Place = { roadway: roadway.index, offset: fix.offset };
  const mark = landmark(ground.plan, ground.network, place);
  const from = t('panel.from', { metres: length(mark.metres), landmark: mark.roadway ?? t('panel.deadEnd') });
  const zones = zonesAt(ground.plan, place);
  const way = (reach: Reach | null): string => {
    const metres = reach?.to(place) ?? Infinity;
    return Number.isFinite(metres) ? length(metres) : t('panel.noWay');
  };
  return (
    <>
      <div><dt>{t('panel.place')}</dt><dd><b>{roadway.name}</b><br />{from}</dd></div>
      <Fact name={t('panel.level')} value={fix.level ?? roadway.level} />
      {zones.length > 0 && <Fact name={t('panel.zone')} value={zones.map(z => z.name).join(', ')} />}
      {exits && <div><dt>{t('panel.exit')}</dt><dd>{way(exits)}<br /><small className="soft">{t('panel.wayNote')}</small></dd></div>}
      {refuges && <Fact name={t('panel.refuge')} value={way(refuges)} />}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return <div><dt>{name}</dt><dd>{value}</dd></div>;
}

/** Shortest ways from every spot of a kind; null when the plan has none beside a roadway. */
function reachOf({ plan, network }: Ground, kind: SpotKind): Reach | null {
  const places = plan.spots.filter(s => s.kind === kind).flatMap(s => {
    const near = nearestPlace(plan, s.at);
    return near && near.metres <= besideRoadway ? [near.place] : [];
  });
  return places.length > 0 ? new Reach(network, places) : null;
}
