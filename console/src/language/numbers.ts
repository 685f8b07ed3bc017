import type { Say } from './time';

/** Kazakh writes numbers as Russian does; not every browser build carries the Kazakh locale. */
const locale = (language: string): string => (language === 'en' ? 'en-GB' : 'ru-RU');
const formats = new Map<string, Intl.NumberFormat>();

/** A number with the given count of decimals, in the manner of the language. */
export function numberText(value: number, language: string, decimals = 0): string {
  const key = `${language} ${decimals}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale(language), { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(key, format);
  }
  return format.format(value);
}

/** A probability in whole percent; what is possible but below a half percent is not rounded to nothing. */
export function percentText(probability: number, language: string): string {
  return probability > 0 && probability < 0.005 ? '< 1 %' : `${numberText(100 * probability, language)} %`;
}

/** A length: metres below ten kilometres (with a decimal below ten metres), then kilometres. */
export function lengthText(metres: number, language: string, say: Say): string {
  if (metres >= 10_000) return say('unit.kilometres', { n: numberText(metres / 1000, language, 1) });
  return say('unit.metres', { n: numberText(metres, language, metres < 9.95 && metres % 1 !== 0 ? 1 : 0) });
}
