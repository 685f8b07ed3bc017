/** What happened, by the kinds of occurrences that no other feature names. */
export const words = {
  en: {
    emergencyPrepared: 'emergency: step 1', emergencyDeclared: 'EMERGENCY', emergencyCancelled: 'emergency taken back', emergencyEnded: 'emergency over', emergencyPlanPut: 'emergency plan', muster: 'muster',
    orderGiven: 'order', orderRepeated: 'order repeated', orderWithdrawn: 'order withdrawn', marked: 'by hand', markContradicted: 'mark contradicted by the tag', unmarked: 'by hand: taken back', sectionClosed: 'section closed', sectionOpened: 'section opened', gasClosed: 'closed by gas', gasOpened: 'opened again after gas',
    teamIn: 'team goes in', teamRecalled: 'team recalled', recallAcknowledged: 'recall acknowledged', teamBack: 'team is back', stated: 'statement', confirmation: 'statement: one confirmation', statementConfirmed: 'statement confirmed', statementWithdrawn: 'statement taken back',
    exported: 'taken out of the record', trimmed: 'past its time, taken out of the history', versionKept: 'another version of the past kept',
  },
  ru: {
    emergencyPrepared: 'авария: шаг 1', emergencyDeclared: 'АВАРИЯ', emergencyCancelled: 'авария отменена', emergencyEnded: 'авария окончена', emergencyPlanPut: 'план ликвидации аварий', muster: 'перекличка',
    orderGiven: 'приказ', orderRepeated: 'приказ повторён', orderWithdrawn: 'приказ отозван', marked: 'вручную', markContradicted: 'отметку опровергла метка', unmarked: 'вручную: отменено', sectionClosed: 'участок закрыт', sectionOpened: 'участок открыт', gasClosed: 'закрыто по газу', gasOpened: 'открыто после газа',
    teamIn: 'отделение пошло', teamRecalled: 'отделение отозвано', recallAcknowledged: 'отзыв подтверждён', teamBack: 'отделение вернулось', stated: 'сообщение', confirmation: 'сообщение: одно подтверждение', statementConfirmed: 'сообщение подтверждено', statementWithdrawn: 'сообщение взято назад',
    exported: 'выгружено из журнала', trimmed: 'срок хранения истёк, удалено из истории', versionKept: 'сохранена другая версия прошлого',
  },
  kk: {
    emergencyPrepared: 'апат: 1-қадам', emergencyDeclared: 'АПАТ', emergencyCancelled: 'апат қайтарылды', emergencyEnded: 'апат аяқталды', emergencyPlanPut: 'апатты жою жоспары', muster: 'түгендеу',
    orderGiven: 'бұйрық', orderRepeated: 'бұйрық қайталанды', orderWithdrawn: 'бұйрық қайтарылды', marked: 'қолмен', markContradicted: 'белгілеуді таңба жоққа шығарды', unmarked: 'қолмен: қайтарылды', sectionClosed: 'бөлік жабылды', sectionOpened: 'бөлік ашылды', gasClosed: 'газ бойынша жабылды', gasOpened: 'газдан кейін ашылды',
    teamIn: 'жасақ кетті', teamRecalled: 'жасақ шақырылды', recallAcknowledged: 'шақыру расталды', teamBack: 'жасақ оралды', stated: 'хабар', confirmation: 'хабар: бір растау', statementConfirmed: 'хабар расталды', statementWithdrawn: 'хабар қайтарылды',
    exported: 'журналдан шығарып алынды', trimmed: 'сақтау мерзімі өтті, тарихтан алынды', versionKept: 'өткеннің басқа нұсқасы сақталды',
  },
};
