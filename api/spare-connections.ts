import type { Socket } from 'node:net';
import type { App } from './deps.ts';

/**
 * Ends connections on which nothing was ever asked when the app closes. Browsers open some in advance; Node counts them as busy and would wait
 * a minute for each.
 */
export function endSpareConnections(app: App): void {
  const spare = new Set<Socket>();
  app.server.on('connection', (socket) => {
    spare.add(socket);
    socket.once('close', () => spare.delete(socket));
  });
  app.server.on('request', ({ socket }) => void spare.delete(socket));
  app.addHook('preClose', (done) => {
    for (const socket of spare) socket.destroy();
    done();
  });
}
