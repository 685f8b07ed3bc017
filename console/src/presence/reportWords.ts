/** The printed clearance of the shaft. */
export const words = {
  en: { open: 'Report to print', back: 'Back', asOf: 'As known at', signedBy: 'Signed by', newest: 'Newest sign', signature: 'Signature', date: 'Date' },
  ru: { open: 'Акт для печати', back: 'Назад', asOf: 'Состояние на', signedBy: 'Подписал', newest: 'Последний признак', signature: 'Подпись', date: 'Дата' },
  kk: { open: 'Басып шығаратын акт', back: 'Артқа', asOf: 'Күйі', signedBy: 'Қол қойған', newest: 'Соңғы белгі', signature: 'Қолы', date: 'Күні' },
};
