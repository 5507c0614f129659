import type { FastifyInstance } from 'fastify';

const MESSAGES: Readonly<Record<string, string>> = {
  '20003': 'Authenticate',
  '20404': 'The requested resource was not found',
  '20429': 'Too Many Requests',
  '20500': 'Internal Server Error',
  '21211': "Invalid 'To' Phone Number",
  '21266': "'To' and 'From' number cannot be the same",
  '21408': "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
  '21602': 'Message body is required.',
  '21603': "A 'From' phone number is required.",
  '21604': "A 'To' phone number is required.",
  '21606': "The 'From' phone number provided is not a valid, SMS-capable phone number for your account.",
  '21609': "Invalid 'StatusCallback' URL",
  '21610': 'Attempt to send to unsubscribed recipient',
  '21611': "This 'From' number has exceeded the maximum number of queued messages",
  '21612': "The 'To' phone number is not currently reachable using the 'From' phone number via SMS.",
  '21614': "'To' number is not a valid mobile number",
  '21617': 'The concatenated message body exceeds the 1600 character limit.',
  '30001': 'Queue overflow',
  '30002': 'Account suspended',
  '30003': 'Unreachable destination handset',
  '30004': 'Message blocked',
  '30005': 'Unknown destination handset',
  '30006': 'Landline or unreachable carrier',
  '30007': 'Message filtered',
  '30008': 'Unknown error',
  '30036': 'Validity Period Expired',
};

/** What Twilio says of a code, where it is known here. */
export function twilioErrorMessage(code: string): string {
  return MESSAGES[code] ?? `Error ${code}`;
}

const STATUSES: Readonly<Record<string, number>> = { '20003': 401, '20404': 404, '20429': 429, '20500': 500 };

/** A refusal: its HTTP status and body, as Twilio writes them. */
export class TwilioError extends Error {
  readonly statusCode: number;
  readonly body: unknown;

  constructor(code: string) {
    super(twilioErrorMessage(code));
    this.statusCode = STATUSES[code] ?? 400;
    this.body = {
      code: Number(code),
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status: this.statusCode,
    };
  }
}

/** Has a plugin's routes answer in Twilio's way, whatever goes wrong. */
export function answerTwilioErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof TwilioError)) {
      request.log.error(error);
      return reply.code(500).send(new TwilioError('20500').body);
    }
    return reply.code(error.statusCode).send(error.body);
  });
}
