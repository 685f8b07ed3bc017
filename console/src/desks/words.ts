/** Names of the desks. */
export const words = {
  en: { label: 'Desks', map: 'Map', zones: 'Zones' },
  ru: { label: 'Рабочие места', map: 'Карта', zones: 'Зоны' },
  kk: { label: 'Жұмыс орындары', map: 'Карта', zones: 'Аймақтар' },
};
