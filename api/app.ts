import cookie from '@fastify/cookie';
import Fastify, { LogController } from 'fastify';
import { randomUUID } from 'node:crypto';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { auditChanges } from './audit.ts';
import { authenticate } from './auth.ts';
import { parseBodies } from './body.ts';
import type { App, AppDeps } from './deps.ts';
import { documentApi } from './documentation.ts';
import { answerClientError, answerFrameworkError, handleErrors } from './errors.ts';
import { campaignChangeRoutes } from './routes/campaign-changes.ts';
import { campaignListRoutes } from './routes/campaign-list.ts';
import { createLimits } from './limits.ts';
import { apiClientRoutes } from './routes/api-clients.ts';
import { appRoutes } from './routes/apps.ts';
import { auditRoutes } from './routes/audit-events.ts';
import { authRoutes } from './routes/auth.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { channelRoutes } from './routes/channels.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { conversationSettingsRoutes } from './routes/conversation-settings.ts';
import { draftRoutes } from './routes/drafts.ts';
import { eligibilityRoutes } from './routes/eligibility.ts';
import { handoffListRoutes } from './routes/handoff-list.ts';
import { handoffRoutes } from './routes/handoffs.ts';
import { healthRoutes } from './routes/health.ts';
import { livePersonRoutes } from './routes/liveperson.ts';
import { numberRoutes } from './routes/numbers.ts';
import { recipientListRoutes } from './routes/recipient-lists.ts';
import { recipientRoutes } from './routes/recipients.ts';
import { mediaHostRoutes } from './routes/media-hosts.ts';
import { outboundNumberRoutes } from './routes/outbound-numbers.ts';
import { ruleSetRoutes } from './routes/rule-sets.ts';
import { simulationRoutes } from './routes/simulations.ts';
import { settingsRoutes } from './routes/settings.ts';
import { setupRoutes } from './routes/setup.ts';
import { skillRoutes } from './routes/skills.ts';
import { reportRoutes } from './routes/reports.ts';
import { inAppSettingsRoutes } from './routes/in-app-settings.ts';
import { inAppRoutes } from './routes/in-app.ts';
import { templateRoutes } from './routes/templates.ts';
import { jwksRoute, tokenRoutes } from './routes/tokens.ts';
import { noticeRoutes } from './routes/notices.ts';
import { optOutRoutes } from './routes/opt-outs.ts';
import { twilioRoutes } from './routes/twilio.ts';
import { watchingRoutes } from './routes/watching.ts';
import { whatsAppRoutes } from './routes/whatsapp.ts';
import { keepToPhase } from './phase.ts';
import { endSpareConnections } from './spare-connections.ts';
import { createTokens } from './tokens.ts';
import { validatorCompiler } from './validation.ts';
import { WEB_TOOL, webToolRoutes } from './web-tool.ts';

/**
 * A request has come whole by then: the largest, a file of 100 MB, over 3 Mbit/s. Whoever sends a byte now and then holds no connection for
 * longer. Working on it has no time-out of its own: each statement has (db/connect.ts).
 */
const REQUEST_TIMEOUT_MS = 5 * 60_000;
/** Longer than the minute for which load balancers keep a connection: who closes first must be the one who would use it next. */
const KEEP_ALIVE_MS = 72_000;

/** The API, ready to listen or to be injected into. Closing it closes the outbox and the feed; the database stays open: it is the caller's. */
export function buildApp(options: AppDeps): App {
  const limits = createLimits(options.db, options.callWindowSeconds ?? 1);
  const deps = { now: () => new Date(), phase: () => 'serving' as const, ...options, limits };
  const app = Fastify({
    ...(deps.logger ? { loggerInstance: deps.logger } : { logger: false }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: deps.config.TRUST_PROXY ?? false,
    // Health checks come every few seconds and say nothing.
    logController: new LogController({
      requestIdLogLabel: 'requestTraceId',
      disableRequestLogging: (request) => request.url.startsWith('/health/'),
    }),
    // Node takes no longer address than this: an id of any length is one that nothing has, and not an error of its own.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    return503OnClosing: false,
  }).withTypeProvider<ZodTypeProvider>() as App;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app);
  parseBodies(app);
  keepToPhase(app, deps.phase);
  endSpareConnections(app);
  documentApi(app, deps.config.PUBLIC_URL);
  webToolRoutes(app, deps.webTool ?? WEB_TOOL);
  app.register(cookie);

  const tokens = createTokens(deps.db, deps.config.PUBLIC_URL);
  plugin(app, '', (scope) => tokenRoutes(scope, deps, tokens));
  plugin(app, '', (scope) => {
    healthRoutes(scope, deps);
    jwksRoute(scope, tokens);
  });
  plugin(app, '/auth', (scope) => authRoutes(scope, deps));
  plugin(app, '/api/v2/account/:accountId', (scope) => {
    scope.addHook('onRequest', authenticate(deps, tokens));
    auditChanges(scope, deps);
    campaignRoutes(scope, deps);
    campaignListRoutes(scope, deps);
    campaignChangeRoutes(scope, deps);
    watchingRoutes(scope, deps);
    channelRoutes(scope, deps);
    conversationRoutes(scope, deps);
    numberRoutes(scope, deps);
    recipientRoutes(scope, deps);
    recipientListRoutes(scope, deps);
    simulationRoutes(scope, deps);
    draftRoutes(scope, deps);
    handoffRoutes(scope, deps);
    settingsRoutes(scope, deps);
    setupRoutes(scope, deps);
    ruleSetRoutes(scope, deps);
    conversationSettingsRoutes(scope, deps);
    skillRoutes(scope, deps);
    outboundNumberRoutes(scope, deps);
    mediaHostRoutes(scope, deps);
    optOutRoutes(scope, deps);
    noticeRoutes(scope, deps);
    appRoutes(scope, deps);
    inAppSettingsRoutes(scope, deps);
    templateRoutes(scope, deps);
    apiClientRoutes(scope, deps);
    auditRoutes(scope, deps);
  });
  // contract.md sections 4 and 5: the original serves these with and without the leading /api.
  for (const prefix of ['/api/account/:accountId', '/account/:accountId']) {
    plugin(app, prefix, (scope) => {
      scope.addHook('onRequest', authenticate(deps, tokens));
      auditChanges(scope, deps);
      if (!prefix.startsWith('/api')) hideFromDocuments(scope);
      handoffListRoutes(scope, deps);
      eligibilityRoutes(scope, deps);
      reportRoutes(scope, deps);
    });
  }
  plugin(app, '/inapp/v1', (scope) => inAppRoutes(scope, deps));
  plugin(app, '/webhooks/twilio', (scope) => twilioRoutes(scope, deps));
  plugin(app, '/webhooks/whatsapp', (scope) => whatsAppRoutes(scope, deps));
  plugin(app, '/webhooks/liveperson', (scope) => livePersonRoutes(scope, deps));

  app.addHook('onClose', async () => {
    await Promise.all([deps.outbox.close(), deps.inAppFeed?.close(), deps.conversationFeed?.close()]);
  });
  return app;
}

/** The scope's calls are there a second time: the documents show them once. */
function hideFromDocuments(scope: App): void {
  scope.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true };
  });
}

/** A scope of its own: its hooks and body parsers are its routes' alone. */
function plugin(app: App, prefix: string, routes: (scope: App) => void): void {
  app.register(
    (scope, _options, done) => {
      routes(scope);
      done();
    },
    { prefix },
  );
}
