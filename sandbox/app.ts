import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { HeldAnswers } from './accept.ts';
import { startApns } from './apns-server.ts';
import { Behaviours } from './behaviours.ts';
import type { Carrier } from './carrier.ts';
import type { SandboxConfig } from './config.ts';
import { controlApi } from './control-api.ts';
import { fcmApi } from './fcm-api.ts';
import { Journal } from './journal.ts';
import { liveApi } from './live.ts';
import { OUTBOX_DEFAULTS, Outbox, type OutboxOptions } from './outbox.ts';
import { pageFiles } from './page-files.ts';
import { pushControl } from './push-control.ts';
import { PushDesk } from './push.ts';
import { Receipts } from './receipts.ts';
import { Reviews } from './reviews.ts';
import { Store } from './store.ts';
import { twilioApi } from './twilio-api.ts';
import { whatsAppApi } from './whatsapp-api.ts';
import { StatusBatches } from './whatsapp-webhooks.ts';

export type SandboxOptions = {
  logger?: FastifyServerOptions['logger'];
  /** Between one delivery status and the next. */
  stepMs?: number;
  /** How long an answer that is never to come keeps its socket. */
  holdMs?: number;
  maxMessages?: number;
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
  await app.register(whatsAppApi, { carrier });
  await app.register(fcmApi, { carrier });
  await app.register(controlApi, { carrier });
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
  const batches = new StatusBatches(config, outbox);
  const receipts = new Receipts({ config, store, journal, outbox, batches, stepMs: options.stepMs ?? 150 });
  const held = new HeldAnswers(options.holdMs ?? 60_000);
  const push = new PushDesk(config.SANDBOX_DATA);
  return { config, store, journal, behaviours: new Behaviours(), reviews: new Reviews(), outbox, receipts, held, push };
}

async function stop({ receipts, outbox, journal }: Carrier): Promise<void> {
  receipts.stop();
  await outbox.close();
  await receipts.settled();
  await journal.close();
}
