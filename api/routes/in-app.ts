import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { recordInbound } from '../../db/inbound.ts';
import { insertInAppReply, listInbox, recordInAppReceipt } from '../../db/in-app-messages.ts';
import { registerByApp } from '../../db/in-app-users.ts';
import { applyReceipt } from '../../db/receipts.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { authenticateAppUser } from '../in-app-auth.ts';
import { createInAppStreams } from '../in-app-streams.ts';
import { userAnswer } from '../schemas/apps.ts';
import { isUuid, jsonAnswer } from '../schemas/common.ts';
import {
  inAppErrors,
  inAppMessageParams,
  inAppParams,
  inboxAnswer,
  inboxMessage,
  inboxQuery,
  messageAnswer,
  replyRequest,
  streamHeaders,
  streamQuery,
} from '../schemas/in-app.ts';
import { userToWire } from './apps.ts';
import { inAppDeviceRoutes } from './in-app-devices.ts';

const CLIENT = readFileSync(new URL('../../inapp/client.js', import.meta.url));

const tags = ['In-App'];
const security = [{ appToken: [] }];

const RECEIPTS = [
  ['delivered', 'DELIVERED', 'A message has come to the device'],
  ['read', 'READ', 'The user has read a message'],
] as const;

/** Web apps call from the brand's own origin. No cookie counts here, only tokens: any origin may ask. */
function allowAnyOrigin(app: App): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('access-control-allow-origin', '*');
    done();
  });
  app.options('/*', { schema: { hide: true } }, (_request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'GET, POST, PUT, DELETE',
        'access-control-allow-headers': 'authorization, content-type, last-event-id',
        'access-control-max-age': '7200',
      })
      .code(204)
      .send(),
  );
}

/** What the brand's app calls for its user. Each call has a token that the brand's backend signed: docs/in-app.md. */
export function inAppRoutes(app: App, deps: RouteDeps): void {
  const { db, outbox, now } = deps;
  const streams = createInAppStreams(db, deps.inAppFeed, now);
  app.addHook('preClose', (done) => {
    streams.close();
    done();
  });
  allowAnyOrigin(app);

  app.get('/client.js', { schema: { hide: true } }, (_request, reply) =>
    reply
      .headers({ 'content-type': 'text/javascript; charset=utf-8', 'x-content-type-options': 'nosniff' })
      .header('cache-control', 'public, max-age=300')
      .send(CLIENT),
  );

  app.route({
    method: 'POST',
    url: '/:accountId/:app/register',
    onRequest: authenticateAppUser(deps, { unregistered: true }),
    schema: {
      operationId: 'registerDevice',
      tags,
      summary: 'Register the user with the app',
      description: 'When the user signs in. Every later call keeps the registration alive.',
      security,
      params: inAppParams,
      response: { 200: jsonAnswer('The registration.', userAnswer), ...inAppErrors(413, 415) },
    },
    handler: async (request) => {
      const user = await registerByApp(db, request.appUser, request.appUser.registrationDays, now());
      if (!user) throw new ApiError(401, 'jwt invalid');
      return userToWire(user);
    },
  });

  app.route({
    method: 'GET',
    url: '/:accountId/:app/messages',
    onRequest: authenticateAppUser(deps),
    schema: {
      operationId: 'listInbox',
      tags,
      summary: 'The inbox',
      description: 'The newest messages, or those after or before a place.',
      security,
      params: inAppParams,
      querystring: inboxQuery,
      response: { 200: jsonAnswer('A part of the inbox.', inboxAnswer), ...inAppErrors() },
    },
    handler: async (request) => {
      const { after, before, limit } = request.query;
      if (after !== undefined && before !== undefined) throw new ApiError(400, 'before: not together with after');
      const rows = await listInbox(db, request.appUser, { after, before, limit });
      return { messages: rows.map(inboxMessage), place: rows.at(-1)?.seq ?? after ?? 0 };
    },
  });

  app.route({
    method: 'GET',
    url: '/:accountId/:app/stream',
    onRequest: authenticateAppUser(deps, { inQuery: true }),
    schema: {
      operationId: 'streamInbox',
      tags,
      summary: 'New messages at once, as server-sent events',
      description:
        'First an event `ready`; then an event `message` for each, its data as in the inbox and its id the place. After a break a browser sends `Last-Event-ID` and gets what it missed. It ends with the token.',
      security,
      params: inAppParams,
      querystring: streamQuery,
      headers: streamHeaders,
      response: {
        200: {
          description: 'Events, for as long as it lasts.',
          content: { 'text/event-stream': { schema: z.string() } },
        },
        ...inAppErrors(429),
      },
    },
    handler: async (request, reply) => {
      const { appUser: reader, log } = request;
      const after = placeOf(request.headers['last-event-id']) ?? request.query.after;
      const { tokenEndsAt } = reader;
      // For a refusal: an open stream writes its own headers.
      reply.header('retry-after', '60');
      await streams.open({ reader, after, tokenEndsAt, raw: reply.raw, log }, () => void reply.hijack());
    },
  });

  inAppDeviceRoutes(app, deps);

  for (const [name, state, summary] of RECEIPTS) {
    app.route({
      method: 'POST',
      url: `/:accountId/:app/messages/:messageId/${name}`,
      onRequest: authenticateAppUser(deps),
      schema: {
        operationId: `message${name === 'read' ? 'Read' : 'Delivered'}`,
        tags,
        summary,
        description: 'Said again, it changes nothing. What is read is delivered too.',
        security,
        params: inAppMessageParams,
        response: { 200: jsonAnswer('The message as it is now.', messageAnswer), ...inAppErrors(404, 413, 415) },
      },
      handler: async (request) => {
        const { messageId: id } = request.params;
        const message = isUuid(id) ? await recordInAppReceipt(db, request.appUser, id, state, now()) : undefined;
        if (!message) throw new ApiError(404, `The inbox has no message ${JSON.stringify(id)} from the brand`);
        const receipt = { channel: 'inapp', attemptId: message.id, providerMessageId: message.id, state } as const;
        if (await applyReceipt(db, receipt, now())) outbox.kick();
        return inboxMessage(message);
      },
    });
  }

  app.route({
    method: 'POST',
    url: '/:accountId/:app/messages',
    onRequest: authenticateAppUser(deps),
    schema: {
      operationId: 'replyInApp',
      tags,
      summary: 'Write to the brand',
      description:
        'It goes the way of every answer: to the campaign’s skill, to the open conversation, or, as STOP, nowhere.',
      security,
      params: inAppParams,
      body: replyRequest,
      response: { 201: jsonAnswer('The message in the inbox.', messageAnswer), ...inAppErrors(409, 413, 415) },
    },
    handler: async (request, response) => {
      const { accountId, app: to, userId: from } = request.appUser;
      const { id, text } = request.body;
      // Ids are the devices' own: one user's must not stand in another's way.
      const providerMessageId = `${accountId}/${to}/${from}/${id.toLowerCase()}`;
      const message = await insertInAppReply(db, request.appUser, { id, text }, now());
      if (!message) throw new ApiError(409, 'id: another message has it; make a new one for each');
      const reply = { channel: 'inapp', accountId, providerMessageId, from, to, text: message.text } as const;
      if (!(await recordInbound(db, reply, now()))) throw new ApiError(401, 'jwt invalid');
      outbox.kick();
      return response.code(201).send(inboxMessage(message));
    },
  });
}

function placeOf(lastEventId: string | undefined): number | undefined {
  if (lastEventId === undefined || !/^\d{1,15}$/.test(lastEventId)) return undefined;
  return Number(lastEventId);
}
