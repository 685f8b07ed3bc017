import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepPhoto, smaller } from './photo';

interface Props {
  mine: string;
  name: string;
  address: string;
  onKept: (address: string) => void;
}

/** The picture of a person, and a file to take another from. It is theirs once the entry is put. */
export function Photo({ mine, name, address, onKept }: Props) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<string | null>(null);
  const take = async (file: File): Promise<void> => {
    try {
      onKept(await keepPhoto(mine, await smaller(file)));
      setFailure(null);
    } catch (error) {
      setFailure(t('acts.failed', { detail: error instanceof Error ? error.message : String(error) }));
    }
  };
  return (
    <div className="photo">
      {address.startsWith('/') && <img src={address} alt={name} data-testid="entry-picture" />}
      <label><span>{t('registry.picture')}</span><input type="file" accept="image/*" data-testid="entry-photo-file" onChange={e => { const file = e.target.files?.[0]; if (file) void take(file); }} /></label>
      {failure !== null && <span className="warn" role="alert">{failure}</span>}
    </div>
  );
}
