import { useTranslation } from 'react-i18next';
import { desks } from './desks';
import { useTraining } from '../training/training';
import './desks.css';

/** Goes from the map to a desk and back. */
export function DeskTabs({ desk, onDesk }: { desk: string | null; onDesk: (desk: string | null) => void }) {
  const { t } = useTranslation();
  const training = useTraining(false)?.offered ?? false;
  return (
    <nav className="desks" aria-label={t('desks.label')}>
      <button type="button" aria-current={desk === null ? 'page' : undefined} onClick={() => onDesk(null)}>{t('desks.map')}</button>
      {desks.filter(d => d.id !== 'training' || training).map(({ id, code }) => (
        <button key={id} type="button" data-testid={`desk-${id}`} aria-current={desk === id ? 'page' : undefined} title={code.slice(-1)} onClick={() => onDesk(id)}>{t(`desks.${id}`)}</button>
      ))}
    </nav>
  );
}
