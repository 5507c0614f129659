import Fastify, { LogController } from 'fastify';
import { randomUUID } from 'node:crypto';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { authenticate } from './auth.ts';
import { parseBodies } from './body.ts';
import type { App, AppDeps } from './deps.ts';
import { documentApi } from './documentation.ts';
import { answerClientError, answerFrameworkError, handleErrors } from './errors.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { channelRoutes } from './routes/channels.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { healthRoutes } from './routes/health.ts';
import { jwksRoute, tokenRoutes } from './routes/tokens.ts';
import { twilioRoutes } from './routes/twilio.ts';
import { whatsAppRoutes } from './routes/whatsapp.ts';
import { createTokens } from './tokens.ts';
import { validatorCompiler } from './validation.ts';

/** The API, ready to listen or to be injected into. Closing it closes the outbox; the database stays open: it is the caller's. */
export function buildApp(options: AppDeps): App {
  const deps = { now: () => new Date(), ...options };
  const app = Fastify({
    ...(deps.logger ? { loggerInstance: deps.logger } : { logger: false }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // Health checks come every few seconds and say nothing.
    logController: new LogController({
      requestIdLogLabel: 'requestTraceId',
      disableRequestLogging: (request) => request.url.startsWith('/health/'),
    }),
    // Node takes no longer address than this: an id of any length is one that nothing has, and not an error of its own.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
    return503OnClosing: false,
  }).withTypeProvider<ZodTypeProvider>() as App;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app);
  parseBodies(app);
  documentApi(app, deps.config.PUBLIC_URL);

  const tokens = createTokens(deps.db, deps.config.PUBLIC_URL);
  plugin(app, '', (scope) => tokenRoutes(scope, deps, tokens));
  plugin(app, '', (scope) => {
    healthRoutes(scope, deps);
    jwksRoute(scope, tokens);
  });
  plugin(app, '/api/v2/account/:accountId', (scope) => {
    scope.addHook('onRequest', authenticate(deps, tokens));
    campaignRoutes(scope, deps);
    channelRoutes(scope, deps);
    conversationRoutes(scope, deps);
  });
  plugin(app, '/webhooks/twilio', (scope) => twilioRoutes(scope, deps));
  plugin(app, '/webhooks/whatsapp', (scope) => whatsAppRoutes(scope, deps));

  app.addHook('onClose', () => deps.outbox.close());
  return app;
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
