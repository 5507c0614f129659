import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../../dev/ports.ts';

/** A server's address that can be shut and opened: shut, nobody listens there and every connection through it is gone, as when the server is down. */
export type Gate = Awaited<ReturnType<typeof createGate>>;

export async function createGate(host: string, target: number) {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let server: Server | undefined;

  function forward(socket: Socket): void {
    const upstream = connect(target, host);
    for (const one of [socket, upstream]) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        sockets.delete(one);
        socket.destroy();
        upstream.destroy();
      });
    }
    socket.pipe(upstream).pipe(socket);
  }

  return {
    port,
    open: async (): Promise<void> => {
      const opened = createServer(forward);
      await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve));
      server = opened;
    },
    shut: async (): Promise<void> => {
      const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
      for (const socket of sockets) socket.destroy();
      await closed;
      server = undefined;
    },
  };
}

/** The same for a database's address; `url` goes through it. */
export async function createDatabaseGate(databaseUrl: string) {
  const url = new URL(databaseUrl);
  const gate = await createGate(url.hostname, Number(url.port));
  url.hostname = '127.0.0.1';
  url.port = String(gate.port);
  return { ...gate, url: url.href };
}
