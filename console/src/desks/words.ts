/** Names of the desks. */
export const words = {
  en: { label: 'Desks', map: 'Map' },
  ru: { label: 'Рабочие места', map: 'Карта' },
  kk: { label: 'Жұмыс орындары', map: 'Карта' },
};
