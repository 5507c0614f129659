import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import type { Db } from '../../db/connect.ts';
import { findConsumerOfMessage, findConsumerOfUser, recordInbound, recordPreference } from '../../db/inbound.ts';
import { applyReceipt, type Receipt } from '../../db/receipts.ts';
import { applyTemplateCategory, applyTemplateStatus } from '../../db/templates.ts';
import { TEMPLATE_CATEGORIES, templateLanguageOf, templateStatusOf } from '../../domain/template-status.ts';
import {
  isWhatsAppSignature,
  parseWhatsAppWebhook,
  type WhatsAppCategoryEvent,
  type WhatsAppEvent,
  type WhatsAppMessageEvent,
  type WhatsAppPreferenceEvent,
  type WhatsAppStatusEvent,
  type WhatsAppTemplateEvent,
} from '../../domain/webhooks/whatsapp.ts';
import { parseJson } from '../body.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { errorAnswers, isUuid, jsonAnswer } from '../schemas/common.ts';

const STATES: Record<WhatsAppStatusEvent['status'], Receipt['state']> = {
  sent: 'ACCEPTED',
  delivered: 'DELIVERED',
  read: 'READ',
  failed: 'FAILED',
};

/** WhatsApp batches up to 3 MB: https://developers.facebook.com/docs/graph-api/webhooks/getting-started */
const BATCH_LIMIT = 4 * 1024 * 1024;

/** They belong to a message or to the chat; they are no message of the consumer's. */
const NO_MESSAGES = new Set(['reaction', 'system', 'unsupported', 'unknown', 'ephemeral']);

const verification = z.looseObject({
  'hub.mode': z.string().optional(),
  'hub.verify_token': z.string().optional(),
  'hub.challenge': z.string().optional(),
});

/** What WhatsApp calls: channels.md section 3. */
export function whatsAppRoutes(app: App, { db, outbox, config, now }: RouteDeps): void {
  // The signature is over the bytes as they came.
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.route({
    method: 'GET',
    url: '',
    schema: {
      operationId: 'verifyWhatsAppWebhook',
      tags: ['Webhooks'],
      summary: 'WhatsApp: proves that this address is ours',
      security: [],
      querystring: verification,
      response: {
        200: { description: 'The challenge.', content: { 'text/plain': { schema: z.string() } } },
        ...errorAnswers(403),
      },
    },
    handler: async (request, reply) => {
      const { 'hub.mode': mode, 'hub.verify_token': token = '', 'hub.challenge': challenge = '' } = request.query;
      if (mode !== 'subscribe' || !isSame(token, config.WHATSAPP_VERIFY_TOKEN)) {
        throw new ApiError(403, 'hub.verify_token: it is not the one that was agreed on');
      }
      return reply.type('text/plain').send(challenge);
    },
  });

  app.route({
    method: 'POST',
    url: '',
    bodyLimit: BATCH_LIMIT,
    schema: {
      operationId: 'whatsAppWebhook',
      tags: ['Webhooks'],
      summary: "WhatsApp: consumers' messages, and the statuses of ours",
      security: [],
      body: z.unknown().describe("WhatsApp's own: https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks"),
      response: {
        200: jsonAnswer('Taken, or of no interest.', z.object({ received: z.number().int() })),
        ...errorAnswers(403, 413, 415),
      },
    },
    handler: async (request) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const signature = request.headers['x-hub-signature-256'];
      if (!isWhatsAppSignature(config.WHATSAPP_APP_SECRET, String(signature), body)) {
        throw new ApiError(403, 'X-Hub-Signature-256: it is not that of this body');
      }
      const passedOver = new Set<string>();
      const events = parseWhatsAppWebhook(parseJson(body.toString()), (what) => void passedOver.add(what));
      if (passedOver.size > 0) {
        request.log.warn(
          { passedOver: [...passedOver].slice(0, 20) },
          'Parts of a WhatsApp webhook are not known here',
        );
      }
      await takeAll(db, events, now(), request.log);
      outbox.kick();
      return { received: events.length };
    },
  });
}

/** One event that can't be stored holds up none of the others; but then WhatsApp must bring the batch again, and what is stored stays so. */
async function takeAll(db: Db, events: WhatsAppEvent[], now: Date, log: FastifyBaseLogger): Promise<void> {
  const failures: unknown[] = [];
  for (const event of events) {
    try {
      await take(db, event, now, log);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function take(db: Db, event: WhatsAppEvent, now: Date, log: FastifyBaseLogger): Promise<void> {
  const at = instantOf(event.timestamp, now);
  switch (event.kind) {
    case 'status': {
      const known = await applyReceipt(db, receiptOf(event), at);
      if (!known)
        log.warn({ providerMessageId: event.providerMessageId }, 'A WhatsApp status is of no attempt of ours');
      return;
    }
    case 'message':
      return takeMessage(db, event, at, log);
    case 'preference':
      return takePreference(db, event, at, log);
    case 'template-status':
      return takeTemplateStatus(db, event, at, log);
    case 'template-category':
      return takeTemplateCategory(db, event, at, log);
  }
}

async function takeMessage(db: Db, event: WhatsAppMessageEvent, at: Date, log: FastifyBaseLogger): Promise<void> {
  const { providerMessageId, phoneNumberId: to, type } = event;
  if (NO_MESSAGES.has(type)) return;
  const consumer = to === undefined ? undefined : await consumerOf(db, event, to);
  if (consumer === undefined || to === undefined) {
    log.warn({ providerMessageId }, 'A WhatsApp message says neither from whom nor to whom');
    return;
  }
  const text = event.text ?? `[${type}]`;
  const known = await recordInbound(db, { channel: 'wa', providerMessageId, from: consumer, to, text }, at);
  if (!known) log.warn({ providerMessageId }, 'A WhatsApp message came to a number that is no account’s');
}

type Named = { from: string | undefined; userId: string | undefined; contextId?: string | undefined };

/**
 * Since 2026 WhatsApp may name a user by an id alone: then the message that they answer says who it is, or one that went to that id before;
 * else the id stands for them. `to`: the brand's number.
 */
async function consumerOf(db: Db, { from, userId, contextId }: Named, to: string): Promise<string | undefined> {
  if (from !== undefined) return `+${from}`;
  const answered = contextId === undefined ? undefined : await findConsumerOfMessage(db, 'wa', contextId);
  if (answered !== undefined || userId === undefined) return answered;
  return (await findConsumerOfUser(db, to, userId)) ?? userId;
}

async function takePreference(db: Db, event: WhatsAppPreferenceEvent, at: Date, log: FastifyBaseLogger): Promise<void> {
  const { waId: from, userId, phoneNumberId: to, preference } = event;
  const consumer = to === undefined ? undefined : await consumerOf(db, { from, userId }, to);
  if (consumer === undefined || to === undefined) {
    log.warn({ preference }, 'A WhatsApp preference has nobody to it');
    return;
  }
  const known = await recordPreference(db, { from: consumer, to, preference }, at);
  if (!known) log.warn({ preference }, 'A WhatsApp preference came to a number that is no account’s');
}

async function takeTemplateCategory(
  db: Db,
  event: WhatsAppCategoryEvent,
  at: Date,
  log: FastifyBaseLogger,
): Promise<void> {
  const { accountId: wabaId, name, language, templateId: providerTemplateId } = event;
  const category = TEMPLATE_CATEGORIES.find((known) => known === event.category);
  if (category === undefined || wabaId === undefined || language === undefined) {
    log.warn({ name, language, category: event.category }, 'A WhatsApp template has a category that is not known here');
    return;
  }
  const word = { wabaId, name, language: templateLanguageOf(language), providerTemplateId, category };
  const known = await applyTemplateCategory(db, word, at);
  if (!known) log.warn({ wabaId, name, language }, 'A WhatsApp template category is of no template of ours');
}

async function takeTemplateStatus(
  db: Db,
  event: WhatsAppTemplateEvent,
  at: Date,
  log: FastifyBaseLogger,
): Promise<void> {
  const { accountId: wabaId, name, language, templateId: providerTemplateId, reason = null } = event;
  const status = templateStatusOf(event.status);
  if (status === undefined || wabaId === undefined || language === undefined) {
    log.info({ name, language, status: event.status }, 'A WhatsApp template has a status that nothing here acts on');
    return;
  }
  const word = { wabaId, name, language: templateLanguageOf(language), providerTemplateId, status, reason };
  const known = await applyTemplateStatus(db, word, at);
  if (!known) log.warn({ wabaId, name, language }, 'A WhatsApp template status is of no template of ours');
}

function receiptOf(event: WhatsAppStatusEvent): Receipt {
  const { reference, providerMessageId, status, errors, recipientUserId } = event;
  const [error] = errors;
  return {
    channel: 'wa',
    attemptId: reference !== undefined && isUuid(reference) ? reference : undefined,
    providerMessageId,
    state: STATES[status],
    code: error?.code,
    message: error?.title,
    userId: recipientUserId,
  };
}

/** WhatsApp tries a webhook again for seven days. */
const BROUGHT_WITHIN_MS = 8 * 86_400_000;

/**
 * When it happened, which is what counts: WhatsApp tries for days. A clock of theirs that is ahead, or behind by more than that, is not believed: a STOP
 * of 1970 would be older than any consent.
 */
function instantOf(timestamp: string | undefined, now: Date): Date {
  const at = timestamp === undefined ? now : new Date(timestamp);
  return at < now && now.getTime() - at.getTime() <= BROUGHT_WITHIN_MS ? at : now;
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
