/** Names of the desks. */
export const words = {
  en: { label: 'Desks', map: 'Map', gas: 'Gas', alarms: 'Alarms' },
  ru: { label: 'Рабочие места', map: 'Карта', gas: 'Газ', alarms: 'Тревоги' },
  kk: { label: 'Жұмыс орындары', map: 'Карта', gas: 'Газ', alarms: 'Дабылдар' },
};
