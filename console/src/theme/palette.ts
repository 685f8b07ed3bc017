/** Red, green, blue, alpha, 0 to 255. */
export type Rgba = [number, number, number, number];

const names = [
  'ground', 'panel', 'line', 'ink', 'ink-soft', 'ink-faint', 'person', 'vehicle', 'unsure', 'sos', 'stale',
  'alive', 'silent', 'never', 'intake', 'return', 'neutral', 'roadway-core', 'area', 'zone', 'safety', 'selected', 'past',
  'cover-0', 'cover-1', 'cover-2', 'cover-3', 'cover-4', 'cover-5',
] as const;
export type ColourName = (typeof names)[number];

/** The colours of the theme in force, for what is drawn outside CSS. */
export interface Palette {
  css: Record<ColourName, string>;
  rgba: Record<ColourName, Rgba>;
}

/** Reads the custom properties of `colours.css`, so that each colour is written once. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const css = Object.fromEntries(names.map(n => [n, style.getPropertyValue(`--${n}`).trim()])) as Palette['css'];
  const rgba = Object.fromEntries(names.map(n => [n, parseHex(css[n])])) as Palette['rgba'];
  return { css, rgba };
}

/** `#rrggbb` or `#rgb` (the bundler shortens) as numbers; anything else is black. */
export function parseHex(hex: string): Rgba {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex)?.[1] ?? '000';
  const n = Number.parseInt(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits, 16);
  return [n >> 16, (n >> 8) & 255, n & 255, 255];
}

/** The same colour with another opacity, 0 to 1. */
export function fade(color: Rgba, opacity: number): Rgba {
  return [color[0], color[1], color[2], Math.round(color[3] * opacity)];
}
