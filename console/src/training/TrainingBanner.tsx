import { useTranslation } from 'react-i18next';
import './training.css';

/** Says on every page of a training mine that nothing here is true. */
export function TrainingBanner({ onDesk }: { onDesk: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="training-banner" role="status" data-testid="training-banner">
      <strong>{t('training.banner')}</strong> <span>{t('training.bannerNote')}</span> <button type="button" onClick={onDesk}>{t('training.toDesk')}</button>
    </div>
  );
}
