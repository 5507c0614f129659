import webhooks from 'twilio/lib/webhooks/webhooks.js';

/** The fields of a form-encoded webhook, as the body parser leaves them. */
export type TwilioForm = Readonly<Record<string, unknown>>;

export type TwilioStatus =
  'accepted' | 'scheduled' | 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'canceled';

export type TwilioStatusEvent = {
  providerMessageId: string;
  status: TwilioStatus;
  errorCode: string | undefined;
  /** E.164. */
  to: string | undefined;
  from: string | undefined;
};

export type TwilioInboundMessage = {
  providerMessageId: string;
  /** The consumer, E.164. */
  from: string;
  /** The brand's number, E.164. */
  to: string;
  /** Empty for a message of pictures only. */
  text: string;
  /** What Twilio made of a keyword, where the sender has its advanced opt-out. */
  optOutType: 'STOP' | 'START' | 'HELP' | undefined;
  mediaCount: number;
};

const STATUSES: readonly TwilioStatus[] = [
  'accepted',
  'scheduled',
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'canceled',
];

/**
 * Whether a webhook comes from Twilio: HMAC-SHA1 over the URL and the sorted fields, under the account's auth token. `url` is made
 * from the configured public URL, never from the Host header, which the caller chooses.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function isTwilioSignature(
  authToken: string,
  signature: string | undefined,
  url: string,
  form: TwilioForm,
): boolean {
  return signature !== undefined && webhooks.validateRequest(authToken, signature, url, { ...form });
}

/** A status callback, or undefined when it is none that this product knows. Twilio may add fields and statuses at any time. */
export function parseTwilioStatus(form: TwilioForm): TwilioStatusEvent | undefined {
  const providerMessageId = field(form, 'MessageSid') ?? field(form, 'SmsSid');
  const named = field(form, 'MessageStatus') ?? field(form, 'SmsStatus');
  const status = STATUSES.find((known) => known === named);
  if (providerMessageId === undefined || status === undefined) return undefined;
  const errorCode = field(form, 'ErrorCode');
  return {
    providerMessageId,
    status,
    errorCode: errorCode === '0' ? undefined : errorCode,
    to: field(form, 'To'),
    from: field(form, 'From'),
  };
}

/** An inbound message, or undefined when it lacks its id, its sender or its receiver. */
export function parseTwilioInbound(form: TwilioForm): TwilioInboundMessage | undefined {
  const providerMessageId = field(form, 'MessageSid') ?? field(form, 'SmsSid');
  const from = field(form, 'From');
  const to = field(form, 'To');
  if (providerMessageId === undefined || from === undefined || to === undefined) return undefined;
  const optOut = field(form, 'OptOutType')?.toUpperCase();
  const mediaCount = Number(field(form, 'NumMedia') ?? 0);
  return {
    providerMessageId,
    from,
    to,
    text: field(form, 'Body') ?? '',
    optOutType: optOut === 'STOP' || optOut === 'START' || optOut === 'HELP' ? optOut : undefined,
    mediaCount: Number.isInteger(mediaCount) && mediaCount > 0 ? mediaCount : 0,
  };
}

function field(form: TwilioForm, name: string): string | undefined {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
