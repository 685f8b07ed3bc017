import type { AnchorState } from '../feed/wire';

/** The mark of an anchor as the map draws it: whole, struck through, or a cross. */
export function AnchorMark({ state }: { state: AnchorState }) {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" className="mark">
      {state === 'alive' && <path d="M8 3l5 10H3z" fill="var(--alive)" />}
      {state === 'silent' && <path d="M8 3l5 10H3zM2 14 14 2" fill="none" stroke="var(--silent)" strokeWidth="1.6" />}
      {state === 'neverHeard' && <path d="M3 3l10 10M13 3 3 13" stroke="var(--never)" strokeWidth="2" />}
    </svg>
  );
}
