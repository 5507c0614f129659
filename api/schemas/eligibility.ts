import { z } from 'zod';

/** Any JSON in each field's place: what is wrong with one has a code of its own. */
const given = (description: string, example: string) =>
  z.unknown().meta({ type: 'string', description, examples: [example] } as Record<string, unknown>);

/** One that the demo account answers. */
export const ELIGIBILITY_EXAMPLE = {
  skill: 'sales',
  consumerPhoneNumber: '+12025550173',
  handoffId: 'H100000002',
  sdes: [{ type: 'ctmrinfo', info: { customerId: '138' } }],
  templateVariables: { 1: 'Ada', 2: 'A-1207' },
};

export const eligibilityRequest = z
  .object({
    skill: given('An onboarded skill.', 'sales'),
    consumerPhoneNumber: given('E.164; as everywhere, other notations are read too.', '+12025550173'),
    handoffId: given('Its channels are looked at, in their order.', 'H100000002'),
    sdes: z.unknown().optional().meta({ description: 'Context for the agent. Not looked at.' }),
    templateVariables: z.unknown().optional().meta({ description: 'Not looked at.' }),
  })
  .meta({ id: 'EligibilityRequest', examples: [ELIGIBILITY_EXAMPLE] });

export const eligibilityQuery = z.looseObject({
  v: z.string().optional().describe('The version, 2.0. Not looked at.'),
});

export const eligibilityAnswer = z
  .object({
    availableChannels: z.array(z.enum(['wa', 'sms'])).describe("In the handoff's order."),
    recommendedChannelName: z.string().describe('The first of them; empty where there is none.'),
    eligible: z.boolean(),
    callId: z.uuid().describe('Names this call.'),
  })
  .meta({
    id: 'Eligibility',
    examples: [
      {
        availableChannels: ['wa', 'sms'],
        recommendedChannelName: 'wa',
        eligible: true,
        callId: 'b1f6c2f1-7d8e-4f0e-9a57-0c2f5f3f6a11',
      },
    ],
  });

export const eligibilityError = z
  .object({
    errorMessage: z.string(),
    errorCode: z
      .number()
      .int()
      .describe(
        '1000 the body cannot be read or lacks a field, 1001 invalid number, 1300 no engagement for the skill, 1400 an open conversation exists, 1500 no such handoff.',
      ),
  })
  .meta({
    id: 'EligibilityError',
    examples: [{ errorMessage: 'consumerPhoneNumber: it is not valid: too short', errorCode: 1001 }],
  });
