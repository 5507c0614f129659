import { QueryClient } from '@tanstack/react-query';
import { DaybreakError } from '../../client/errors.ts';

const MOST_ATTEMPTS = 3;

/** What is worth asking for again: too many calls, a restart, a connection that broke. A refusal stays one. */
function isWorthRepeating(failures: number, error: Error): boolean {
  if (failures >= MOST_ATTEMPTS) return false;
  return error instanceof DaybreakError ? error.status === 429 || error.status >= 502 : error instanceof TypeError;
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: isWorthRepeating, staleTime: 5_000 } },
});
