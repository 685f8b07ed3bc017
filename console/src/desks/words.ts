/** Names of the desks. */
export const words = {
  en: { label: 'Desks', map: 'Map', evacuation: 'Emergency' },
  ru: { label: 'Рабочие места', map: 'Карта', evacuation: 'Авария' },
  kk: { label: 'Жұмыс орындары', map: 'Карта', evacuation: 'Апат' },
};
