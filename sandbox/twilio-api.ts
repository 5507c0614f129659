import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Carrier } from './carrier.ts';
import { accept } from './accept.ts';
import { courseOf, type Outcome } from './behaviours.ts';
import { type Message, digits, e164, twilioId } from './message.ts';
import { authenticateTwilio } from './twilio-auth.ts';
import { type ListQuery, listMessages } from './twilio-list.ts';
import { answerTwilioErrors, TwilioError } from './twilio-errors.ts';
import { messageResource } from './twilio-resource.ts';

type Account = { Params: { account: string } };
type CreateForm = Partial<
  Record<'To' | 'From' | 'MessagingServiceSid' | 'Body' | 'StatusCallback' | 'ValidityPeriod', string>
>;

/** Twilio's Messages API: create, fetch, list. https://www.twilio.com/docs/messaging/api/message-resource */
export async function twilioApi(app: FastifyInstance, { carrier }: { carrier: Carrier }): Promise<void> {
  await app.register(formbody);
  app.addHook<Account>('preValidation', (request, _reply, done) => {
    authenticate(carrier, request);
    done();
  });
  answerTwilioErrors(app);

  const account = '/2010-04-01/Accounts/:account';
  app.post<Account & { Body: CreateForm | undefined }>(`${account}/Messages.json`, (request, reply) => {
    const form = request.body ?? {};
    const checked = check(form, carrier);
    const outcome = carrier.behaviours.take('sms', checked.to);
    if (outcome?.kind === 'refuse') return refuse(reply, outcome.code);
    const message = newMessage(form, checked, outcome, carrier.now());
    return accept(carrier, message, outcome, reply, 201, messageResource(carrier.config, message));
  });
  app.get<Account & { Querystring: ListQuery }>(`${account}/Messages.json`, (request) =>
    listMessages(carrier, request.query),
  );
  app.get<{ Params: { file: string } }>(`${account}/Messages/:file`, (request) => {
    const message = carrier.store.get(request.params.file.replace(/\.json$/, ''));
    if (message?.channel !== 'sms') throw new TwilioError('20404');
    return messageResource(carrier.config, message);
  });
}

function authenticate(carrier: Carrier, { headers, params }: FastifyRequest<Account>): void {
  authenticateTwilio(carrier, headers.authorization);
  if (params.account !== carrier.config.TWILIO_ACCOUNT_SID) throw new TwilioError('20003');
}

/** What Twilio puts before each message of a trial account. */
const TRIAL_PREFIX = 'Sent from your Twilio trial account - ';

type Checked = { to: string; from: string; body: string };

function check(form: CreateForm, carrier: Carrier): Checked {
  const sender = form.From ?? form.MessagingServiceSid;
  if (!form.To) throw new TwilioError('21604');
  if (!sender) throw new TwilioError('21603');
  if (!form.Body) throw new TwilioError('21602');
  if (!isNumber(form.To)) throw new TwilioError('21211');
  if (form.Body.length > 1_600) throw new TwilioError('21617');
  if (form.StatusCallback && !/^https?:$/.test(URL.parse(form.StatusCallback)?.protocol ?? ''))
    throw new TwilioError('21609');
  const to = e164(form.To);
  const from = isNumber(sender) ? e164(sender) : sender;
  if (to === from) throw new TwilioError('21266');
  if (carrier.store.isBlocked(from, to)) throw new TwilioError('21610');
  return { to, from, body: form.Body };
}

/** E.164, loosely written; a number of the North American plan has ten digits after the 1, of which the first two groups start at 2. */
function isNumber(text: string): boolean {
  if (!/^\+?[\d\s().-]+$/.test(text)) return false;
  const number = digits(text);
  return number.startsWith('1') ? /^1[2-9]\d\d[2-9]\d{6}$/.test(number) : /^[2-9]\d{6,14}$/.test(number);
}

function newMessage(
  form: CreateForm,
  { to, from, body }: Checked,
  outcome: Outcome | undefined,
  nowMs: number,
): Message {
  const callback = form.StatusCallback;
  const reference = callback === undefined ? undefined : new URL(callback).pathname.split('/').at(-1);
  return {
    id: twilioId(),
    channel: 'sms',
    direction: 'outbound',
    from,
    to,
    text: outcome?.kind === 'trial' ? `${TRIAL_PREFIX}${body}` : body,
    ...(reference ? { reference: decodeURIComponent(reference) } : {}),
    ...(form.ValidityPeriod === undefined ? {} : { validityPeriod: Number(form.ValidityPeriod) }),
    ...(callback === undefined ? {} : { statusCallback: callback }),
    acceptedAt: new Date(nowMs).toISOString(),
    status: form.From === undefined ? 'accepted' : 'queued',
    ...courseOf(outcome),
  };
}

function refuse(reply: FastifyReply, code: string): FastifyReply {
  if (code.startsWith('http_')) return reply.code(Number(code.slice(5))).send('');
  throw new TwilioError(code);
}
