import type { State } from '../feed/wire';

/** The mark of a tag as the map draws it: shape and filling tell the state, colour only helps. */
export function Mark({ state, vehicle, sos = false, ambiguous = false }: { state: State | 'unplaced'; vehicle: boolean; sos?: boolean; ambiguous?: boolean }) {
  if (state === 'unplaced' && !sos) return <Question />;
  const colour = sos ? 'var(--sos)' : state === 'lastKnown' ? 'var(--unsure)' : vehicle ? 'var(--vehicle)' : 'var(--person)';
  const half = state === 'live' && ambiguous && !sos;
  const look = state === 'live' && !half
    ? { fill: colour }
    : { fill: 'none', stroke: colour, strokeWidth: 2, ...(state === 'lastKnown' ? { strokeDasharray: '3 2.3' } : {}) };
  return (
    <svg className="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {half && <path d={vehicle ? 'M3 3h5v10H3z' : 'M8 2.6a5.4 5.4 0 0 0 0 10.8z'} fill={colour} />}
      {sos ? <><path d="M8 0l8 8-8 8-8-8z" fill="none" stroke={colour} strokeWidth="1.6" /><path d="M8 4l4 4-4 4-4-4z" fill={colour} /></>
        : vehicle ? <rect x="3" y="3" width="10" height="10" {...look} /> : <circle cx="8" cy="8" r="5.4" {...look} />}
    </svg>
  );
}

/** No place: no shape that the map draws. */
function Question() {
  return (
    <svg className="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M4.6 5.4a3.4 3.4 0 1 1 4.9 3c-1 .6-1.5 1.1-1.5 2.2" fill="none" stroke="var(--stale)" strokeWidth="2" /><circle cx="8" cy="13.6" r="1.4" fill="var(--stale)" />
    </svg>
  );
}
