import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Carrier } from './carrier.ts';
import { type Message, brandOf, digits, phoneOf } from './message.ts';

const BATCH_MS = 100;
const MAX_VIEWERS = 50;
const SHOWN_PER_PHONE = 50;
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

/** What the page shows of a message. */
function view(message: Message): Record<string, unknown> {
  const { id, channel, direction, text, template, acceptedAt, status, errorCode, problem } = message;
  return { id, channel, direction, text, template, acceptedAt, status, errorCode, problem, brand: brandOf(message) };
}

/** The phones as the page asks for them, and a stream of what changes. */
export function liveApi(app: FastifyInstance, { carrier }: { carrier: Carrier }): void {
  const { store } = carrier;

  app.get<{ Querystring: { find?: string; limit?: string } }>('/sandbox/phones', (request) => {
    const find = digits(request.query.find ?? '');
    const limit = Math.min(Math.max(Number(request.query.limit ?? 30) || 30, 1), 500);
    const matching = store.phones().filter((phone) => phone.includes(find));
    return {
      total: store.phoneCount,
      matching: matching.length,
      phones: matching.slice(0, limit).map((phone) => ({
        phone,
        messages: store.ofPhone(phone).slice(-SHOWN_PER_PHONE).map(view),
      })),
    };
  });

  const viewers = new Set<FastifyReply['raw']>();
  const changed = new Map<string, Message>();
  let timer: NodeJS.Timeout | undefined;

  const send = () => {
    timer = undefined;
    const changes = [...changed.values()].map((message) => ({ phone: phoneOf(message), ...view(message) }));
    changed.clear();
    const data = `data: ${JSON.stringify({ total: store.phoneCount, changes })}\n\n`;
    for (const viewer of viewers) {
      // One who can't keep up reconnects, and reads the phones anew.
      if (viewer.writableLength > MAX_BUFFERED_BYTES) viewer.destroy();
      else viewer.write(data);
    }
  };
  const unsubscribe = store.subscribe((message) => {
    if (viewers.size === 0) return;
    changed.set(message.id, message);
    timer ??= setTimeout(send, BATCH_MS);
  });

  app.get('/sandbox/events', (_request, reply) => {
    if (viewers.size >= MAX_VIEWERS) return reply.code(503).send({ error: 'too_many', message: 'Too many open pages' });
    reply.hijack();
    const viewer = reply.raw;
    viewer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    viewer.write(': here\n\n');
    viewers.add(viewer);
    viewer.once('close', () => viewers.delete(viewer));
    return reply;
  });

  app.addHook('preClose', () => {
    unsubscribe();
    clearTimeout(timer);
    for (const viewer of viewers) viewer.end();
  });
}
