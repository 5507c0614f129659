import type { App } from './deps.ts';
import { ApiError } from './errors.ts';

/** Where a process is between its start and its end. */
export type Phase = 'starting' | 'serving' | 'ending';

/**
 * While it starts, calls are told to come again: what they need is not there yet. Once it ends, each is answered, and is the last on its connection:
 * the caller's next one goes to another process. Its health can be asked for all the while.
 */
export function keepToPhase(app: App, phase: () => Phase): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const isStarting = phase() === 'starting' && !request.url.startsWith('/health/');
    done(isStarting ? new ApiError(503, 'The API is starting; try again') : undefined);
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (phase() === 'ending') reply.header('connection', 'close');
    done(null, payload);
  });
}
