import { listOutboundNumbers } from '../../db/accounts.ts';
import {
  deleteOutboundNumber,
  findCampaignSendingFrom,
  insertOutboundNumber,
  type OutboundNumber,
} from '../../db/outbound-numbers.ts';
import { CHANNEL_NAMES } from '../../domain/channel.ts';
import { parsePhone } from '../../domain/phone.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import {
  outboundNumberAnswer,
  outboundNumberList,
  outboundNumberParams,
  outboundNumberRequest,
} from '../schemas/outbound-numbers.ts';

/** The numbers that the account sends from, behind `authenticate`. */
export function outboundNumberRoutes(app: App, { db, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/outbound-numbers',
    schema: {
      operationId: 'listOutboundNumbers',
      tags: ['Settings'],
      summary: 'The numbers that the account sends from',
      params: accountParams,
      response: { 200: jsonAnswer('All of them.', outboundNumberList), ...accountErrors() },
    },
    handler: (request) => list(request.account.id),
  });

  app.route({
    method: 'POST',
    url: '/outbound-numbers',
    schema: {
      operationId: 'addOutboundNumber',
      tags: ['Settings'],
      summary: 'Add a number to send from',
      params: accountParams,
      body: outboundNumberRequest,
      response: { 201: jsonAnswer('The number.', outboundNumberAnswer), ...accountErrors(409, 413, 415) },
    },
    handler: async (request, reply) => {
      const { body } = request;
      const parsed = parsePhone(body.number);
      if (!parsed.ok) throw new ApiError(400, `number: it is not valid: ${parsed.reason}`);
      const number = parsed.phone.e164;
      const whatsApp = body.channel === 'wa' ? body : undefined;
      const columns = { provider_ref: whatsApp?.phoneNumberId ?? null, waba_id: whatsApp?.wabaId ?? null };
      const stored = await insertOutboundNumber(
        db,
        { account_id: request.account.id, channel: body.channel, number, ...columns },
        now(),
      );
      if (!stored) {
        const which = whatsApp ? `or phoneNumberId: ${number} or ${whatsApp.phoneNumberId}` : `: ${number}`;
        throw new ApiError(
          409,
          `number${whatsApp ? ' ' : ''}${which} is in use already for ${CHANNEL_NAMES[body.channel]}`,
        );
      }
      return reply.code(201).send(toWire(stored));
    },
  });

  app.route({
    method: 'DELETE',
    url: '/outbound-numbers/:channel/:number',
    schema: {
      operationId: 'removeOutboundNumber',
      tags: ['Settings'],
      summary: 'Take a number away',
      description:
        'Refused while a campaign still sends from it. Afterwards handoffs that name it launch no campaign, and what consumers write to it reaches nobody.',
      params: outboundNumberParams,
      response: {
        200: jsonAnswer('The numbers that remain.', outboundNumberList),
        ...accountErrors(404, 409, 413, 415),
      },
    },
    handler: async (request) => {
      const { channel, number: written } = request.params;
      const parsed = parsePhone(written);
      // One that was stored before it stopped being valid can be taken away all the same.
      const number = parsed.ok ? parsed.phone.e164 : `+${written.replace(/\D/g, '')}`;
      const { id } = request.account;
      const campaign = await findCampaignSendingFrom(db, id, channel, number);
      if (campaign !== undefined) {
        throw new ApiError(
          409,
          `number: campaign ${campaign} still sends from ${number}; cancel it, or wait for its end`,
        );
      }
      if (!(await deleteOutboundNumber(db, id, channel, number))) {
        throw new ApiError(404, `The account has no ${CHANNEL_NAMES[channel]} number ${number}`);
      }
      return list(id);
    },
  });

  async function list(accountId: string) {
    return { outboundNumbers: (await listOutboundNumbers(db, accountId)).map(toWire) };
  }
}

function toWire(row: OutboundNumber) {
  return {
    channel: row.channel,
    number: row.number,
    phoneNumberId: row.provider_ref,
    wabaId: row.waba_id,
    createdAt: row.created_at.toISOString(),
  };
}
