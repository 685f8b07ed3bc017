import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import './keys.css';

const rows: [string, string][] = [
  ['/', 'search'], ['↑ ↓', 'move'], ['Enter', 'choose'], ['Esc', 'close'], ['0 1 2 … 9', 'levels'], ['F', 'fit'], ['G', 'follow'],
  ['+ −', 'zoom'], ['T', 'theme'], ['L', 'language'], ['C', 'coverage'], ['W X H K', 'overlays'], ['A', 'alarm'], ['M', 'mute'], ['J', 'callSecond'], ['?', 'help'],
];
const pastRows: [string, string][] = [['Y', 'pastOpen'], ['␣', 'play'], ['← →', 'second'], ['⇧ ← →', 'minute'], ['Home End', 'ends'], ['+ −', 'speed'], ['PgUp PgDn', 'alarm']];

/** The sheet of keys. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => sheet.current?.showModal(), []);
  return (
    <dialog ref={sheet} className="keys" aria-label={t('keys.title')} onClose={onClose} onClick={onClose}>
      <h2>{t('keys.title')}</h2>
      <dl>{rows.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{t(`keys.${what}`)}</dd></div>)}{pastRows.map(([key, what]) => <div key={what}><dt><kbd>{key}</kbd></dt><dd>{t(`replay.keys.${what}`)}</dd></div>)}</dl>
    </dialog>
  );
}
