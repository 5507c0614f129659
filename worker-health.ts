import { once } from 'node:events';
import { createServer } from 'node:http';

export type WorkerHealth = {
  /** It is not ready: what it waits for is said. */
  waits(forWhat: string): void;
  ready(): void;
  /** It takes no more work, and finishes what it has. */
  ending(): void;
  close(): void;
};

type Said = { status: 'starting'; waitsFor: string } | { status: 'ready' } | { status: 'ending' };

/**
 * Answers for a worker, which is asked nothing else: `/health/live` while the process runs, to its very end, and `/health/ready` while it polls for
 * work, else 503 with the reason. Without a port it answers nowhere. Throws where the port is taken.
 */
export async function serveHealth(host: string, port: number | undefined): Promise<WorkerHealth> {
  let said: Said = { status: 'starting', waitsFor: 'the database' };
  const say = (next: Said) => void (said = next);
  const server = createServer(({ url }, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url === '/health/live') answer(200, { status: 'live' });
    else if (url === '/health/ready') answer(said.status === 'ready' ? 200 : 503, said);
    else answer(404, { message: 'There are /health/live and /health/ready here' });
  });
  if (port !== undefined) {
    server.listen(port, host);
    await once(server, 'listening').catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`The worker cannot answer on ${host}:${port} (WORKER_HEALTH_PORT): ${why}`, { cause: error });
    });
  }
  return {
    waits: (waitsFor) => say({ status: 'starting', waitsFor }),
    ready: () => say({ status: 'ready' }),
    ending: () => say({ status: 'ending' }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
