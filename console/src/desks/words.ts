/** Names of the desks. */
export const words = {
  en: { label: 'Desks', map: 'Map', presence: 'Who is not out', lamps: 'Lamp room', registry: 'Registry', gas: 'Gas', alarms: 'Alarms', zones: 'Zones', evacuation: 'Emergency', reports: 'Reports', training: 'Training' },
  ru: { label: 'Рабочие места', map: 'Карта', presence: 'Кто не вышел', lamps: 'Ламповая', registry: 'Реестр', gas: 'Газ', alarms: 'Тревоги', zones: 'Зоны', evacuation: 'Авария', reports: 'Отчёты', training: 'Учёба' },
  kk: { label: 'Жұмыс орындары', map: 'Карта', presence: 'Кім шықпады', lamps: 'Шамхана', registry: 'Тізілім', gas: 'Газ', alarms: 'Дабылдар', zones: 'Аймақтар', evacuation: 'Апат', reports: 'Есептер', training: 'Оқу' },
};
