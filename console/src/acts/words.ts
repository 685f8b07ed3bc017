/** What people at a desk are asked and told when they act. */
export const words = {
  en: { by: 'At this desk', byHint: 'your name: it goes with every act', failed: 'Not done: {{detail}}' },
  ru: { by: 'За этим местом', byHint: 'ваше имя: оно пишется к каждому действию', failed: 'Не выполнено: {{detail}}' },
  kk: { by: 'Осы орында', byHint: 'атыңыз: ол әр әрекетке жазылады', failed: 'Орындалмады: {{detail}}' },
};
