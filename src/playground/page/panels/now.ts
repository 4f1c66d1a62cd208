import { createContext, useContext, useEffect, useState } from 'react';

/** Milliseconds of this machine's clock, the same for all ages that are shown together. */
export const NowContext = createContext(0);

export function useNow(): number {
  return useContext(NowContext);
}

const SECOND_MS = 1_000;

/** The time, anew each second. */
export function useClock(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
