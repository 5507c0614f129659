import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Config } from '../config.ts';
import type { ConversationFeed } from '../db/conversation-feed.ts';
import type { Db } from '../db/connect.ts';
import type { InAppFeed } from '../db/in-app-feed.ts';
import type { Outbox } from '../temporal/outbox.ts';
import type { Limits } from './limits.ts';
import type { Phase } from './phase.ts';

type OidcVariable = Extract<keyof Config, `OIDC_${string}`>;

/** What the API stands on. */
export type AppDeps = {
  db: Db;
  outbox: Outbox;
  config: Pick<
    Config,
    | 'PUBLIC_URL'
    | 'TEMPORAL_NAMESPACE'
    | 'TEMPORAL_UI_URL'
    | 'TWILIO_AUTH_TOKEN'
    | 'WHATSAPP_APP_SECRET'
    | 'WHATSAPP_VERIFY_TOKEN'
    | 'TRUST_PROXY'
  > &
    Partial<Pick<Config, 'ALLOW_PRIVATE_WEBHOOKS' | OidcVariable>>;
  /** News of In-App inboxes; absent: streams are answered 503. */
  inAppFeed?: InAppFeed;
  /** Which conversations change; absent: as above. */
  conversationFeed?: ConversationFeed;
  /** The clock: tests set it. */
  now?: () => Date;
  /** Whether the process starts, serves or ends; it serves where nothing is said. */
  phase?: () => Phase;
  /** Whether Temporal answers; only reported. */
  isTemporalUp?: () => Promise<boolean>;
  /** Between two signs of life of a stream, 15,000 by default: tests do not wait for so long. */
  streamHeartbeatMs?: number;
  /** The stretch in which an account's calls are counted, 1 by default: tests take one that no busy machine outlasts. */
  callWindowSeconds?: number;
  /** The folder of the web tool as it is built, by default where `npm run web:build` puts it. */
  webTool?: string;
  logger?: FastifyBaseLogger;
};

/** The same with nothing left out: what routes get. */
export type RouteDeps = AppDeps & { now: () => Date; phase: () => Phase; limits: Limits };

/** A Fastify instance whose routes take their types from their zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
