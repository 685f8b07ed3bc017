/** What people at a desk are asked and told when they act. */
export const words = {
  en: { by: 'At this desk', byHint: 'your name', whoFirst: 'First say who sits at this desk: every act is recorded with a name.', failed: 'Not done: {{detail}}' },
  ru: { by: 'За этим местом', byHint: 'ваше имя', whoFirst: 'Сначала скажите, кто за этим местом: каждое действие записывается с именем.', failed: 'Не выполнено: {{detail}}' },
  kk: { by: 'Осы орында', byHint: 'атыңыз', whoFirst: 'Алдымен осы орында кім отырғанын айтыңыз: әр әрекет атпен жазылады.', failed: 'Орындалмады: {{detail}}' },
};
