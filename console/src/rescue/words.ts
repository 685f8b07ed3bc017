/** Teams, statements and what is known of the mine. */
export const words = {
  en: {
    teams: 'Rescue teams', team: 'Team', members: 'Tags of its members', air: 'Air, min', goesIn: 'Goes in', left: '{{minutes}} min of air', recall: 'Recall', notAcknowledged: 'recalled, no answer', acknowledged: 'acknowledged', byVoice: 'by voice', back: 'Is back',
    statements: 'Who said what', about: 'Whom or where about', text: 'What', write: 'Write down', confirm: 'Confirm', confirmed: 'confirmed', unconfirmed: 'not confirmed', withdrawn: 'taken back',
    claim: { foundAlive: 'found alive', foundDead: 'found dead', seen: 'seen', heard: 'heard', other: '—' },
    information: 'What is known, km', state: { live: 'live', stale: 'nobody heard', radiosDead: 'radios dead', neverCovered: 'never covered' },
  },
  ru: {
    teams: 'Отделения', team: 'Отделение', members: 'Метки членов', air: 'Воздух, мин', goesIn: 'Пошло', left: 'воздуха на {{minutes}} мин', recall: 'Отозвать', notAcknowledged: 'отозвано, ответа нет', acknowledged: 'подтвердили', byVoice: 'голосом', back: 'Вернулось',
    statements: 'Кто что сказал', about: 'О ком или о чём', text: 'Что', write: 'Записать', confirm: 'Подтвердить', confirmed: 'подтверждено', unconfirmed: 'не подтверждено', withdrawn: 'взято назад',
    claim: { foundAlive: 'найден живым', foundDead: 'найден мёртвым', seen: 'видели', heard: 'слышали', other: '—' },
    information: 'Что известно, км', state: { live: 'на связи', stale: 'никого не слышно', radiosDead: 'радио не отвечает', neverCovered: 'никогда не слышно' },
  },
  kk: {
    teams: 'Жасақтар', team: 'Жасақ', members: 'Мүшелерінің белгілері', air: 'Ауа, мин', goesIn: 'Кетті', left: 'ауа {{minutes}} минутқа', recall: 'Кері шақыру', notAcknowledged: 'шақырылды, жауап жоқ', acknowledged: 'растады', byVoice: 'дауыспен', back: 'Оралды',
    statements: 'Кім не айтты', about: 'Кім немесе не туралы', text: 'Не', write: 'Жазу', confirm: 'Растау', confirmed: 'расталды', unconfirmed: 'расталмаған', withdrawn: 'қайтарып алынды',
    claim: { foundAlive: 'тірі табылды', foundDead: 'өлі табылды', seen: 'көрді', heard: 'естіді', other: '—' },
    information: 'Не белгілі, км', state: { live: 'байланыста', stale: 'ешкім естілмейді', radiosDead: 'радио үнсіз', neverCovered: 'ешқашан естілмеген' },
  },
};
