import type { Clip } from './clip';

const indices = new WeakMap<Clip, Map<string, number>>();

/** The place of a tag in the columns of a clip; undefined when it has no fix there. */
export function tagIndex(clip: Clip, tag: string): number | undefined {
  let index = indices.get(clip);
  if (!index) indices.set(clip, (index = new Map(clip.tags.map((t, i) => [t.tag, i]))));
  return index.get(tag);
}
