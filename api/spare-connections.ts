import type { Socket } from 'node:net';
import type { App } from './deps.ts';

/**
 * Ends connections on which nothing is asked when the app closes, and later. Browsers open some in advance, on which nothing ever was: Node counts
 * them as busy and would wait a minute for each. And it leaves open what becomes idle after the close has begun, for as long as it keeps any.
 */
export function endSpareConnections(app: App): void {
  const spare = new Set<Socket>();
  let closing = false;
  app.server.on('connection', (socket) => {
    spare.add(socket);
    socket.once('close', () => spare.delete(socket));
  });
  app.server.on('request', ({ socket }, response) => {
    spare.delete(socket);
    response.once('close', () => {
      if (closing) setImmediate(() => app.server.closeIdleConnections());
    });
  });
  app.addHook('preClose', (done) => {
    closing = true;
    for (const socket of spare) socket.destroy();
    done();
  });
}
