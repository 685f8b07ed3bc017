import { useEffect, useState } from 'react';

export type Theme = 'dark' | 'light';
const kept = 'shyraq.theme';

/** The theme: what was chosen last, otherwise what the system prefers. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const chosen = localStorage.getItem(kept);
    if (chosen === 'dark' || chosen === 'light') return apply(chosen);
    return apply(matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');
  });
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: light)');
    const follow = (): void => {
      if (!localStorage.getItem(kept)) setTheme(apply(system.matches ? 'light' : 'dark'));
    };
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, []);
  const toggle = (): void => {
    const next = theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(kept, next);
    setTheme(apply(next));
  };
  return [theme, toggle];
}

// The attribute is set at once, not in an effect: the map reads its colours from it.
function apply(theme: Theme): Theme {
  document.documentElement.dataset.theme = theme;
  return theme;
}

export const reducedMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
