import { useEffect, useMemo, useRef, useState, type PointerEvent as Pointer } from 'react';
import { useTranslation } from 'react-i18next';
import type { MineFeed } from '../feed/mineFeed';
import { useRenewal } from '../feed/useFeed';
import { boundsOf } from '../plan/readPlan';
import { stretch, type Plan } from '../plan/plan';
import type { Stretch, ZoneRow, ZoneShape } from './board';
import { svgPoints } from './drawing';

interface Props {
  feed: MineFeed;
  plan: Plan;
  level: string;
  zones: readonly ZoneRow[];
  chosen: string | null;
  /** What is being drawn; null when nothing is. */
  drawn: ZoneShape | null;
  /** Where a stretch begins that has no end yet. */
  begun: [number, number] | null;
  onZone: (id: string) => void;
  /** A click while something is drawn, metres of the mine's grid. */
  onPoint: (x: number, y: number) => void;
}

/** A level seen from above, flat and quiet: to draw zones on and to see where they lie. */
export function PlanSketch({ feed, plan, level, zones, chosen, drawn, begun, onZone, onPoint }: Props) {
  const { t } = useTranslation();
  useRenewal(feed);
  const roadways = useMemo(() => plan.roadways.filter(r => r.level === level), [plan, level]);
  const areas = useMemo(() => plan.areas.filter(a => a.level === level), [plan, level]);
  const whole = useMemo(() => {
    const { min, max } = boundsOf([...roadways.flatMap(r => r.points), ...areas.flatMap(a => a.ring)]);
    const rim = Math.max(max[0] - min[0], max[1] - min[1], 20) * 0.06;
    return { x: min[0] - rim, y: -max[1] - rim, width: max[0] - min[0] + 2 * rim, height: max[1] - min[1] + 2 * rim };
  }, [roadways, areas]);
  const [box, setBox] = useState(whole);
  useEffect(() => setBox(whole), [whole]);
  const svg = useRef<SVGSVGElement>(null);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);

  const scale = (factor: number): void => setBox(b => ({ x: b.x + b.width * (1 - factor) / 2, y: b.y + b.height * (1 - factor) / 2, width: b.width * factor, height: b.height * factor }));
  const onGrid = (e: { clientX: number; clientY: number }): [number, number] => {
    const at = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.current!.getScreenCTM()!.inverse());
    return [at.x, -at.y];
  };
  useEffect(() => {
    const here = svg.current!;
    const turn = (e: WheelEvent): void => { e.preventDefault(); scale(e.deltaY > 0 ? 1.2 : 1 / 1.2); };
    here.addEventListener('wheel', turn, { passive: false });
    return () => here.removeEventListener('wheel', turn);
  }, []);
  const move = (e: Pointer): void => {
    if (!drag.current) return;
    const metres = 1 / (svg.current!.getScreenCTM()!.a);
    const [dx, dy] = [e.clientX - drag.current.x, e.clientY - drag.current.y];
    if (!drag.current.moved && Math.hypot(dx, dy) < 5) return;
    drag.current = { x: e.clientX, y: e.clientY, moved: true };
    setBox(b => ({ ...b, x: b.x - dx * metres, y: b.y - dy * metres }));
  };
  const up = (e: Pointer): void => {
    if (drag.current && !drag.current.moved && drawn) onPoint(...onGrid(e));
    drag.current = null;
  };

  const paths = (sections: readonly Stretch[], className: string, id?: string) => sections.flatMap((s, i) => {
    const roadway = plan.roadwayById.get(s.roadway);
    if (!roadway || roadway.level !== level) return [];
    return <polyline key={`${id}${i}`} className={className} points={svgPoints(stretch(roadway, s.from, s.to))} onClick={id === undefined || drawn ? undefined : () => onZone(id)} />;
  });
  return (
    <div className="sketch">
      <svg
        ref={svg} viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`} className={drawn ? 'drawing' : ''} role="img" aria-label={t('zones.map')} data-testid="plan-sketch"
        onPointerDown={e => { drag.current = { x: e.clientX, y: e.clientY, moved: false }; }} onPointerMove={move} onPointerUp={up} onPointerLeave={() => { drag.current = null; }}>
        {areas.map(a => <polygon key={a.id} className="sketch-area" points={svgPoints(a.ring)} />)}
        {zones.map(z => paths(z.sections, z.id === chosen ? 'sketch-zone chosen' : 'sketch-zone', z.id))}
        {zones.map(z => z.shape && z.shape.outline.length > 2 && (z.shape.levels.length === 0 || z.shape.levels.includes(level))
          && <polygon key={z.id} className={z.id === chosen ? 'sketch-outline chosen' : 'sketch-outline'} points={svgPoints(z.shape.outline.map(c => [c.x, c.y]))} onClick={drawn ? undefined : () => onZone(z.id)} />)}
        {roadways.map(r => <polyline key={r.id} className="sketch-roadway" points={svgPoints(r.points)}><title>{r.name}</title></polyline>)}
        {drawn && paths(drawn.sections, 'sketch-drawn')}
        {drawn && drawn.outline.length > 0 && <polygon className="sketch-drawn-outline" points={svgPoints(drawn.outline.map(c => [c.x, c.y]))} />}
        {drawn?.outline.map((c, i) => <path key={i} className="sketch-point" d={`M${c.x} ${-c.y}h0`} />)}
        {begun && <path className="sketch-point" d={`M${begun[0]} ${-begun[1]}h0`} />}
        {feed.tracks.list.filter(({ fix }) => fix.level === level).map(({ fix }) => (
          <path key={fix.tag} className={feed.carriers.get(fix.tag)?.carrier === 'vehicle' ? 'sketch-tag vehicle' : 'sketch-tag'} d={`M${fix.x} ${-fix.y}h0`} />
        ))}
      </svg>
      <div className="sketch-buttons">
        <button type="button" aria-label={t('zones.nearer')} onClick={() => scale(1 / 1.5)}>+</button>
        <button type="button" aria-label={t('zones.farther')} onClick={() => scale(1.5)}>−</button>
        <button type="button" onClick={() => setBox(whole)}>{t('zones.fit')}</button>
      </div>
    </div>
  );
}
