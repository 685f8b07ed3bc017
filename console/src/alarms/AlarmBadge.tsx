import { useTranslation } from 'react-i18next';
import { useBoard } from '../acts/useBoard';
import type { MineFeed } from '../feed/mineFeed';
import { isOpen, priorities, type AlarmBoard } from './board';
import { PriorityMark } from './PriorityMark';

/** How many alarms nobody has acknowledged, and how grave the gravest is: at the top whatever desk is open. */
export function AlarmBadge({ feed, onDesk }: { feed: MineFeed; onDesk: () => void }) {
  const { t } = useTranslation();
  const open = (useBoard<AlarmBoard>(feed, 'alarms')?.alarms ?? []).filter(isOpen);
  const gravest = priorities.find(p => open.some(row => row.priority === p));
  if (gravest === undefined) return null;
  return (
    <button type="button" className={`alarm-badge ${gravest}`} data-testid="alarm-badge" data-count={open.length} onClick={onDesk} aria-label={`${t('alarms.title')}: ${open.length}, ${t(`alarms.priority.${gravest}`)}`}>
      <PriorityMark priority={gravest} /> {open.length}
    </button>
  );
}
