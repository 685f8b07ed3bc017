/** What is said of gas and air. */
export const words = {
  en: {
    title: 'Gas and air', reading: 'Reading the sensors', none: 'The plan has no sensors, and no tag wears one',
    sensor: 'Sensor', where: 'Where', value: 'Value', limit: 'Limit', trend: 'In a minute', age: 'Age', state: 'State',
    states: { good: 'within limits', rising: 'rising', beyond: 'BEYOND LIMIT', notMeasuring: 'calibrated, warming up', faulty: 'no value', silent: 'silent', neverHeard: 'never heard' },
    airs: { intake: 'intake air', return: 'return air', neutral: 'neutral air', unknown: 'air unknown' },
    quantity: { ch4: 'CH₄', co: 'CO', o2: 'O₂', co2: 'CO₂', h2: 'H₂', dust: 'dust', airSpeed: 'air speed' },
    danger: 'In danger first', nobody: 'Nobody is at a sensor beyond its limit or downwind of one, as far as known', section: 'at the gas, {{metres}}', downwind: 'downwind, {{metres}}', possible: 'possibly there',
    unknownAir: 'Where the air goes from {{sensors}} the plan does not say: who is downwind is not known.', model: 'The way of the air follows from the plan, not from the fans.',
    set: 'Set a limit', low: 'not under', high: 'not over', save: 'Set', back: 'As built in', own: 'Limits of this mine', by: '{{name}}, {{time}}',
  },
  ru: {
    title: 'Газ и воздух', reading: 'Чтение датчиков', none: 'В плане нет датчиков, и ни одна метка их не несёт',
    sensor: 'Датчик', where: 'Где', value: 'Значение', limit: 'Предел', trend: 'За минуту', age: 'Давность', state: 'Состояние',
    states: { good: 'в норме', rising: 'растёт', beyond: 'ЗА ПРЕДЕЛОМ', notMeasuring: 'поверка, прогрев', faulty: 'нет показаний', silent: 'молчит', neverHeard: 'не слышан ни разу' },
    airs: { intake: 'свежая струя', return: 'исходящая струя', neutral: 'нейтральная', unknown: 'струя неизвестна' },
    quantity: { ch4: 'CH₄', co: 'CO', o2: 'O₂', co2: 'CO₂', h2: 'H₂', dust: 'пыль', airSpeed: 'скорость воздуха' },
    danger: 'Прежде всех в опасности', nobody: 'Насколько известно, у датчика за пределом и по струе за ним никого нет', section: 'у газа, {{metres}}', downwind: 'по струе, {{metres}}', possible: 'возможно, там',
    unknownAir: 'Куда идёт воздух от {{sensors}}, план не говорит: кто по струе, не известно.', model: 'Путь воздуха следует из плана, а не из работы вентиляторов.',
    set: 'Задать предел', low: 'не менее', high: 'не более', save: 'Задать', back: 'Как заложено', own: 'Пределы этой шахты', by: '{{name}}, {{time}}',
  },
  kk: {
    title: 'Газ және ауа', reading: 'Датчиктер оқылуда', none: 'Жоспарда датчик жоқ, белгілерде де жоқ',
    sensor: 'Датчик', where: 'Қайда', value: 'Мәні', limit: 'Шегі', trend: 'Минутына', age: 'Жасы', state: 'Күйі',
    states: { good: 'қалыпты', rising: 'өсуде', beyond: 'ШЕКТЕН ТЫС', notMeasuring: 'тексеруде, қызуда', faulty: 'көрсетпейді', silent: 'үнсіз', neverHeard: 'ешқашан естілмеген' },
    airs: { intake: 'таза ауа', return: 'шығатын ауа', neutral: 'бейтарап', unknown: 'ауасы белгісіз' },
    quantity: { ch4: 'CH₄', co: 'CO', o2: 'O₂', co2: 'CO₂', h2: 'H₂', dust: 'шаң', airSpeed: 'ауа жылдамдығы' },
    danger: 'Алдымен қауіпте', nobody: 'Белгілі дерек бойынша шектен тыс датчик жанында және одан ауа бағытында ешкім жоқ', section: 'газ жанында, {{metres}}', downwind: 'ауа бағытында, {{metres}}', possible: 'сонда болуы мүмкін',
    unknownAir: '{{sensors}} орнынан ауа қайда баратынын жоспар айтпайды: кім ауа бағытында екені белгісіз.', model: 'Ауа жолы желдеткіштен емес, жоспардан алынған.',
    set: 'Шек қою', low: 'кем емес', high: 'артық емес', save: 'Қою', back: 'Бастапқы', own: 'Осы шахтаның шектері', by: '{{name}}, {{time}}',
  },
};
