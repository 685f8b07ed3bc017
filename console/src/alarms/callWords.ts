/** Who is called because of an alarm, and who has answered. */
export const calls = {
  en: {
    title: 'Called', next: 'Call {{who}}', by: '{{who}}: called at {{time}} by {{by}}', byTime: '{{who}}: called at {{time}}, for nobody acknowledged', answered: 'knows since {{time}}, noted by {{by}}',
    waits: 'no answer for {{age}}', knows: '{{name}} knows', nobody: 'Nobody is on the list to be called', all: 'Everybody on the list has been called',
  },
  ru: {
    title: 'Вызваны', next: 'Вызвать: {{who}}', by: '{{who}}: в {{time}} вызвал {{by}}', byTime: '{{who}}: вызов в {{time}}, тревогу никто не принял', answered: 'знает с {{time}}, записал {{by}}',
    waits: 'нет ответа {{age}}', knows: '{{name}} знает', nobody: 'В списке вызова никого нет', all: 'Все из списка уже вызваны',
  },
  kk: {
    title: 'Шақырылғандар', next: 'Шақыру: {{who}}', by: '{{who}}: {{time}} шақырған {{by}}', byTime: '{{who}}: {{time}} шақырылды, дабылды ешкім қабылдамады', answered: '{{time}} бері біледі, жазған {{by}}',
    waits: '{{age}} жауап жоқ', knows: '{{name}} біледі', nobody: 'Шақыру тізімінде ешкім жоқ', all: 'Тізімдегілердің бәрі шақырылды',
  },
};
