import { z } from 'zod';
import { accountParams, instantAnswer } from './common.ts';

const PHONE_CHANNELS = ['wa', 'sms'] as const;

export const outboundNumberParams = accountParams.extend({
  channel: z.enum(PHONE_CHANNELS),
  number: z.string().meta({ description: 'In any notation, `+` optional.', examples: ['12025550100'] }),
});

const number = z.union([z.string(), z.number()], { error: 'must be a phone number' }).meta({
  description: 'In international form; `+`, spaces, brackets and dashes do not count.',
  examples: ['+1 (202) 555-0102'],
});

/** It becomes part of addresses at WhatsApp. */
const metaId = z.string().regex(/^[\w-]{1,64}$/, 'must be an id of WhatsApp, as its manager shows it');

export const OUTBOUND_NUMBER_EXAMPLE = { channel: 'sms', number: '+1 (202) 555-0102' };

export const outboundNumberRequest = z
  .discriminatedUnion(
    'channel',
    [
      z.object({ channel: z.literal('sms'), number }).meta({ title: 'SMS' }),
      z
        .object({
          channel: z.literal('wa'),
          number,
          phoneNumberId: metaId.describe("WhatsApp's phone-number-id."),
          wabaId: metaId.nullish().describe('The WhatsApp Business Account that the number belongs to.'),
        })
        .meta({ title: 'WhatsApp' }),
    ],
    { error: 'must be sms or wa' },
  )
  .meta({ id: 'OutboundNumberRequest', examples: [OUTBOUND_NUMBER_EXAMPLE] });

const example = {
  channel: 'wa',
  number: '+12025550101',
  phoneNumberId: '100000000000001',
  wabaId: '200000000000001',
  createdAt: '2026-03-02T16:20:11.000Z',
};

export const outboundNumberAnswer = z
  .object({
    channel: z.enum(PHONE_CHANNELS),
    number: z.string().describe('E.164.'),
    phoneNumberId: z.string().nullable().describe('Null for SMS.'),
    wabaId: z.string().nullable(),
    createdAt: instantAnswer,
  })
  .meta({ id: 'OutboundNumber', examples: [example] });

export const outboundNumberList = z
  .object({
    outboundNumbers: z
      .array(outboundNumberAnswer)
      .describe('Oldest first: the first of a channel serves where a campaign names none.'),
  })
  .meta({ id: 'OutboundNumberList', examples: [{ outboundNumbers: [example] }] });
