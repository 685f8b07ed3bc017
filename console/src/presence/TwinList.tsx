import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { act } from '../acts/act';
import { lengthText, percentText } from '../language/numbers';
import type { PresenceBoard } from './board';

/** Pairs of tags that are always together, with the evidence; somebody who has looked settles it. */
export function TwinList({ twins, mine }: { twins: PresenceBoard['twins']; mine: string }) {
  const { t, i18n } = useTranslation();
  const told = twins.filter(p => p.isTold);
  if (told.length === 0) return null;
  const metres = (m: number): string => lengthText(m, i18n.language, t);
  return (
    <section className="twins">
      <h3>{t('presence.twins')}</h3>
      {told.map(p => <Pair key={`${p.a}/${p.b}`} text={t('presence.twinsText', { a: p.a, b: p.b, way: metres(p.way), farthest: metres(p.farthest), chance: percentText(p.chance, i18n.language) })} onSettle={why => act(mine, { kind: 'settleTwins', a: p.a, b: p.b, why })} />)}
    </section>
  );
}

function Pair({ text, onSettle }: { text: string; onSettle: (why: string) => Promise<void> }) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  const [failed, setFailed] = useState('');
  return (
    <form className="by-hand" onSubmit={e => { e.preventDefault(); onSettle(why).catch((error: unknown) => setFailed(error instanceof Error ? error.message : String(error))); }}>
      <span>{text}</span>
      <input className="no-print" value={why} placeholder={t('presence.whySettle')} aria-label={t('presence.whySettle')} onChange={e => setWhy(e.target.value)} />
      <button type="submit" className="no-print" disabled={why.trim() === ''}>{t('presence.settle')}</button>
      {failed !== '' && <span className="warn" role="alert">{failed}</span>}
    </form>
  );
}
