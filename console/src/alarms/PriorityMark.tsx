import type { Priority } from './board';

/** How each priority is drawn; the digit is its rank. */
export const looks: Record<Priority, { shape: string; fill: string; stroke: string; ink: string; digit: string }> = {
  critical: { shape: 'M10 0.8l9.2 17.4H0.8z', fill: 'var(--critical)', stroke: 'var(--critical)', ink: 'var(--on-critical)', digit: '1' },
  high: { shape: 'M2 2h16v16H2z', fill: 'var(--high)', stroke: 'var(--high)', ink: 'var(--on-high)', digit: '2' },
  medium: { shape: 'M10 1.6a8.4 8.4 0 1 0 0 16.8a8.4 8.4 0 1 0 0-16.8z', fill: 'none', stroke: 'var(--medium)', ink: 'var(--ink)', digit: '3' },
  low: { shape: 'M10 1.4l8.6 8.6l-8.6 8.6l-8.6-8.6z', fill: 'none', stroke: 'var(--low)', ink: 'var(--ink-soft)', digit: '4' },
};

/** The priority of an alarm: shape and digit tell it, filling says how grave; colour only helps. */
export function PriorityMark({ priority, seen = false }: { priority: Priority; seen?: boolean }) {
  const { shape, fill, stroke, ink, digit } = looks[priority];
  return (
    <svg className="priority" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={shape} fill={seen ? 'none' : fill} stroke={stroke} strokeWidth="2" strokeLinejoin="round" />
      <text x="10" y={priority === 'critical' ? 16.2 : 14.4} textAnchor="middle" fontSize="12" fontWeight="600" fill={seen ? 'var(--ink)' : ink}>{digit}</text>
    </svg>
  );
}
