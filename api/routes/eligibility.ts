import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyReply } from 'fastify';
import { isSkill } from '../../db/accounts.ts';
import { getConsumerFacts } from '../../db/eligibility.ts';
import { findHandoff } from '../../db/handoffs.ts';
import type { Handoff } from '../../db/schema.ts';
import { parsePhone } from '../../domain/phone.ts';
import { reachableChannels } from '../reachable-channels.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { eligibilityAnswer, eligibilityError, eligibilityQuery, eligibilityRequest } from '../schemas/eligibility.ts';

/** contract.md section 4, and for a body that can't be read or lacks a field the public documents of Connect to Messaging. */
const CODES = { unreadable: 1000, number: 1001, skill: 1300, openConversation: 1400, handoff: 1500 } as const;

/** Whether a consumer can be reached with a handoff, behind `authenticate`. It sends and stores nothing. */
export function eligibilityRoutes(app: App, { db, now }: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/eligibility',
    schema: {
      operationId: 'checkEligibility',
      tags: ['Eligibility'],
      summary: 'Whether a consumer can be reached, and on which channels',
      description:
        'By what is known before any call: the channels of the handoff that are switched on and not paused, the kind of number, earlier refusals, opt-outs. Sends nothing.',
      params: accountParams,
      querystring: eligibilityQuery,
      body: eligibilityRequest,
      response: {
        200: jsonAnswer('Where the consumer can be reached. One who has opted out: nowhere.', eligibilityAnswer),
        ...accountErrors(413, 415),
        400: jsonAnswer('Why it cannot be told, with a code.', eligibilityError),
      },
    },
    errorHandler: (error, _request, reply) => {
      answerWithCode(error, reply);
    },
    handler: async (request) => {
      const { account } = request;
      const consumer = readNumber(request.body.consumerPhoneNumber);
      await checkSkill(account.id, request.body.skill);
      const handoff = await readHandoff(account.id, request.body.handoffId);
      const at = now();
      const facts = await getConsumerFacts(db, account.id, consumer, at);
      if (facts.openConversation) {
        throw new Refusal(CODES.openConversation, 'consumerPhoneNumber: the consumer has an open conversation');
      }
      const reachable = await reachableChannels(db, account, handoff, consumer, facts.refusals, at);
      const channels = reachable.filter((channel) => !facts.optedOut.has('all') && !facts.optedOut.has(channel));
      return {
        availableChannels: channels,
        recommendedChannelName: channels[0] ?? '',
        eligible: channels.length > 0,
        callId: randomUUID(),
      };
    },
  });

  async function checkSkill(accountId: string, skill: unknown): Promise<void> {
    if (typeof skill === 'string' && (await isSkill(db, accountId, skill))) return;
    throw new Refusal(CODES.skill, `skill: no engagement found for skill ${quote(skill)}`);
  }

  async function readHandoff(accountId: string, id: unknown): Promise<Handoff> {
    const handoff = typeof id === 'string' ? await findHandoff(db, accountId, id) : undefined;
    if (handoff) return handoff;
    throw new Refusal(CODES.handoff, `handoffId: the account has no handoff ${quote(id)}`);
  }
}

/** A refusal of this call, with its own code. */
class Refusal extends ApiError {
  readonly errorCode: number;

  constructor(errorCode: number, message: string) {
    super(400, message);
    this.errorCode = errorCode;
  }
}

function readNumber(value: unknown): string {
  const parsed = typeof value === 'string' || typeof value === 'number' ? parsePhone(value) : undefined;
  if (parsed?.ok) return parsed.phone.e164;
  throw new Refusal(CODES.number, `consumerPhoneNumber: it is not valid: ${parsed?.reason ?? 'not a phone number'}`);
}

/** This call's 400 has a shape of its own; any other error goes on to the one shape of all. */
function answerWithCode(error: FastifyError, reply: FastifyReply): void {
  if (error.statusCode !== 400) throw error;
  const errorCode = error instanceof Refusal ? error.errorCode : CODES.unreadable;
  void reply.code(400).send({ errorMessage: error.message, errorCode });
}

function quote(value: unknown): string {
  return JSON.stringify(value ?? '').slice(0, 300);
}
