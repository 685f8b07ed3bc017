import { useEffect, useState } from 'react';
import { getTag, type TagDetail } from '../mines/api';

/** How often an open panel asks for what the feed does not carry, milliseconds. */
const period = 2000;

/** The server's details of a tag, kept fresh (none of no tag); `failed` when the last question had no answer. */
export function useTagDetail(mine: string, tag: string | null): { detail: TagDetail | null; failed: boolean } {
  const [answer, setAnswer] = useState<{ tag: string | null; detail: TagDetail | null; failed: boolean }>({ tag, detail: null, failed: false });
  useEffect(() => {
    if (tag === null) return undefined;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      try {
        const detail = await getTag(mine, tag, stop.signal);
        setAnswer({ tag, detail, failed: false });
      } catch {
        if (!stop.signal.aborted) setAnswer(old => ({ tag, detail: old.tag === tag ? old.detail : null, failed: true }));
      }
      if (!stop.signal.aborted) timer = setTimeout(() => void ask(), period);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [mine, tag]);
  // An answer about another tag is never shown under this one's name.
  return answer.tag === tag ? answer : { detail: null, failed: false };
}
