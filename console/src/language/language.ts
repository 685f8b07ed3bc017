import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { kk } from './kk';
import { ru } from './ru';

export const languages = ['ru', 'kk', 'en'] as const;
export type Language = (typeof languages)[number];
const kept = 'shyraq.language';

/** The language chosen last, otherwise the first of the browser's that the console speaks, otherwise Russian. */
function firstLanguage(): Language {
  const wishes = [localStorage.getItem(kept) ?? '', ...navigator.languages.map(l => l.slice(0, 2))];
  return wishes.map(w => languages.find(l => l === w)).find(l => l !== undefined) ?? 'ru';
}

/** Makes texts ready; everything is in the bundle, so that it is done at once. */
export function startLanguage(): void {
  void i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: 'ru',
    resources: { ru: { translation: ru }, kk: { translation: kk }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  document.documentElement.lang = i18next.language;
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(kept, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

/** The language after the one in force, for the key that steps through them. */
export function nextLanguage(): Language {
  const i = languages.findIndex(l => l === i18next.language);
  return languages[(i + 1) % languages.length]!;
}
