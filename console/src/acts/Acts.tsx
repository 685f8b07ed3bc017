import { createContext, useContext, type ReactNode } from 'react';

/** Why nothing can be done here; null where acts are possible. Around a picture of the past it says so. */
export const Barred = createContext<string | null>(null);

/** Controls that do something: all of them off, with the reason, where acts are barred. */
export function Acts({ children }: { children: ReactNode }) {
  const why = useContext(Barred);
  return why === null ? <>{children}</> : <fieldset className="acts-barred" disabled title={why} aria-label={why}>{children}</fieldset>;
}
