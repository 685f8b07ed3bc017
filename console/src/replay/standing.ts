import type { AlarmBoard } from '../alarms/board';

/** The tags of which an alarm of a kind stood on a board that was kept; a subject may name something beside the tag. */
export function tagsOf(board: AlarmBoard | undefined | null, kind: string): string[] {
  return [...new Set((board?.alarms ?? []).filter(row => row.kind === kind && row.stands).map(row => row.subject.split('/')[0]!))];
}
