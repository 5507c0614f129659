import formbody from '@fastify/formbody';
import { z } from 'zod';
import { recordInbound } from '../../db/inbound.ts';
import { applyReceipt, type Receipt } from '../../db/receipts.ts';
import {
  isTwilioSignature,
  parseTwilioInbound,
  parseTwilioStatus,
  type TwilioForm,
} from '../../domain/webhooks/twilio.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { errorAnswers, isUuid } from '../schemas/common.ts';

/** No words of ours go back: Twilio sends what a response says as a message. */
const EMPTY_RESPONSE = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

const answer = {
  200: { description: 'Taken, or of no interest.', content: { 'text/xml': { schema: z.string() } } },
  ...errorAnswers(403, 413, 415),
};

const form = z
  .looseObject({})
  .nullish()
  .describe("Twilio's own fields: https://www.twilio.com/docs/messaging/guides/webhook-request");

/** Twilio's statuses that say something of a message: channels.md section 2. */
const STATES: Record<string, Receipt['state']> = {
  sent: 'ACCEPTED',
  delivered: 'DELIVERED',
  read: 'READ',
  undelivered: 'FAILED',
  failed: 'FAILED',
};

/**
 * What Twilio calls: a consumer's message, and the statuses of ours. What can't be stored now is answered 5xx, so that Twilio tries
 * its fallback or again; what is unknown is logged and taken, for no retry would change it.
 */
export function twilioRoutes(app: App, { db, outbox, config, now }: RouteDeps): void {
  app.register(formbody);
  app.addHook('preHandler', (request, _reply, done) => {
    const signature = request.headers['x-twilio-signature'];
    const url = `${config.PUBLIC_URL}${request.originalUrl}`;
    const given = typeof signature === 'string' ? signature : undefined;
    const isTwilio = isTwilioSignature(config.TWILIO_AUTH_TOKEN, given, url, formOf(request.body));
    done(isTwilio ? undefined : new ApiError(403, 'X-Twilio-Signature: it is not that of this call'));
  });

  app.route({
    method: 'POST',
    url: '/inbound',
    schema: {
      operationId: 'twilioInbound',
      tags: ['Webhooks'],
      summary: "Twilio: a consumer's message",
      security: [],
      consumes: ['application/x-www-form-urlencoded'],
      body: form,
      response: answer,
    },
    handler: async (request, reply) => {
      const message = parseTwilioInbound(formOf(request.body));
      if (!message) {
        request.log.warn('A Twilio message lacks its id, its sender or its receiver');
        return reply.type('text/xml').send(EMPTY_RESPONSE);
      }
      const { optOutType: keyword, providerMessageId, from, to, text } = message;
      const known = await recordInbound(db, { channel: 'sms', providerMessageId, from, to, text, keyword }, now());
      if (known) outbox.kick();
      else request.log.warn({ providerMessageId }, 'A Twilio message came to a number that is no account’s');
      return reply.type('text/xml').send(EMPTY_RESPONSE);
    },
  });

  app.route({
    method: 'POST',
    url: '/status/:attemptId',
    schema: {
      operationId: 'twilioStatus',
      tags: ['Webhooks'],
      summary: 'Twilio: the status of a message of ours',
      security: [],
      consumes: ['application/x-www-form-urlencoded'],
      params: z.object({ attemptId: z.string().describe('Our reference, from the status callback’s address.') }),
      body: form,
      response: answer,
    },
    handler: async (request, reply) => {
      const { attemptId } = request.params;
      const receipt = receiptOf(attemptId, formOf(request.body));
      if (receipt && (await applyReceipt(db, receipt, now()))) outbox.kick();
      else if (receipt) request.log.warn({ attemptId }, 'A Twilio status is of no attempt of ours');
      return reply.type('text/xml').send(EMPTY_RESPONSE);
    },
  });
}

/** Undefined for a status that says nothing of the outcome: queued, sending… */
function receiptOf(attemptId: string, fields: TwilioForm): Receipt | undefined {
  const event = parseTwilioStatus(fields);
  const state = event && STATES[event.status];
  if (!event || !state) return undefined;
  const { providerMessageId, errorCode: code } = event;
  return { channel: 'sms', attemptId: isUuid(attemptId) ? attemptId : undefined, providerMessageId, state, code };
}

function formOf(body: unknown): TwilioForm {
  return typeof body === 'object' && body !== null ? (body as TwilioForm) : {};
}
