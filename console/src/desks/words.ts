/** Names of the desks. */
export const words = {
  en: { label: 'Desks', map: 'Map', presence: 'Who is not out', lamps: 'Lamp room' },
  ru: { label: 'Рабочие места', map: 'Карта', presence: 'Кто не вышел', lamps: 'Ламповая' },
  kk: { label: 'Жұмыс орындары', map: 'Карта', presence: 'Кім шықпады', lamps: 'Шамхана' },
};
