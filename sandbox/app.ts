import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { HeldAnswers } from './accept.ts';
import { startApns } from './apns-server.ts';
import { Behaviours } from './behaviours.ts';
import type { Carrier } from './carrier.ts';
import type { SandboxConfig } from './config.ts';
import { controlApi } from './control-api.ts';
import { fcmApi } from './fcm-api.ts';
import { Journal } from './journal.ts';
import { LineTypes } from './line-types.ts';
import { liveApi } from './live.ts';
import { livePersonApi } from './liveperson-api.ts';
import { livePersonControl } from './liveperson-control.ts';
import { LivePerson } from './liveperson.ts';
import { OUTBOX_DEFAULTS, Outbox, type OutboxOptions } from './outbox.ts';
import { pageFiles } from './page-files.ts';
import { pushControl } from './push-control.ts';
import { PushDesk } from './push.ts';
import { Receipts } from './receipts.ts';
import { Reviews } from './reviews.ts';
import { Store } from './store.ts';
import { twilioApi } from './twilio-api.ts';
import { twilioLookupApi } from './twilio-lookup.ts';
import { whatsAppApi } from './whatsapp-api.ts';
import { StatusBatches } from './whatsapp-webhooks.ts';

export type SandboxOptions = {
  logger?: FastifyServerOptions['logger'];
  /** Between one delivery status and the next. */
  stepMs?: number;
  /** The same of messages whose webhooks are asked to be late. */
  lateMs?: number;
  /** How long an answer that is never to come keeps its socket. */
  holdMs?: number;
  maxMessages?: number;
  /** The carrier's clock, epoch ms: a parameter, for tests whose time is another. */
  now?: () => number;
  outbox?: Partial<OutboxOptions>;
};

/**
 * The sandbox carrier, ready to listen, with its log loaded. Receipts that were under way when it last stopped go on once it
 * listens. Closing it lets the webhooks under way end and writes the log.
 */
export async function buildSandbox(config: SandboxConfig, options: SandboxOptions = {}): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
  });
  const carrier = createCarrier(config, options, app);
  await carrier.journal.load((entry) => carrier.store.apply(entry));

  let stopping = false;
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', (_request, reply) => {
    const problem = stopping ? 'stopping' : carrier.journal.failure;
    if (problem === undefined) return { status: 'ok' };
    return reply.code(503).send({ status: 'unavailable', problem });
  });
  await app.register(twilioApi, { carrier });
  await app.register(twilioLookupApi, { carrier });
  await app.register(whatsAppApi, { carrier });
  await app.register(fcmApi, { carrier });
  await app.register(livePersonApi, { carrier });
  await app.register(controlApi, { carrier });
  await app.register(livePersonControl, { carrier });
  await app.register(pushControl, { carrier });
  await app.register(liveApi, { carrier });
  await app.register(pageFiles);

  const { SANDBOX_HOST: host, SANDBOX_APNS_PORT: apnsPort } = config;
  app.addHook('onListen', () => carrier.receipts.resume());
  if (apnsPort !== undefined) {
    const apns = await startApns(carrier.push, host, apnsPort);
    app.get('/sandbox/push/apns', () => ({ host, port: apns.port }));
    app.addHook('onClose', () => apns.close());
  }
  app.addHook('preClose', () => {
    stopping = true;
    carrier.held.dropAll();
  });
  app.addHook('onClose', () => stop(carrier));
  return app;
}

function createCarrier(config: SandboxConfig, options: SandboxOptions, app: FastifyInstance): Carrier {
  const store = new Store(options.maxMessages ?? 50_000);
  const journal = new Journal(config.SANDBOX_DATA, app.log, () => store.snapshot());
  const outbox = new Outbox({ ...OUTBOX_DEFAULTS, ...options.outbox }, app.log);
  const now = options.now ?? Date.now;
  const batches = new StatusBatches(config, outbox, now);
  const pace = { stepMs: options.stepMs ?? 150, lateMs: options.lateMs ?? 30_000 };
  const receipts = new Receipts({ config, store, journal, outbox, batches, ...pace });
  const held = new HeldAnswers(options.holdMs ?? 60_000);
  const optOut = { handling: config.SANDBOX_TWILIO_OPT_OUT ?? 'off' };
  const [behaviours, lineTypes, reviews] = [new Behaviours(), new LineTypes(), new Reviews()];
  const asked = { behaviours, lineTypes, reviews, optOut, livePerson: new LivePerson() };
  const push = new PushDesk(config.SANDBOX_DATA);
  return { config, now, store, journal, outbox, receipts, held, push, ...asked };
}

async function stop({ receipts, outbox, journal }: Carrier): Promise<void> {
  receipts.stop();
  await outbox.close();
  await receipts.settled();
  await journal.close();
}
