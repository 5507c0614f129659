import { randomBytes } from 'node:crypto';

export type Channel = 'sms' | 'wa';

export const PROVIDERS = { sms: 'twilio', wa: 'whatsapp' } as const;

/** What a template adds to the text of a bubble. */
export type TemplateParts = {
  name: string;
  language: string;
  parameters: string[];
  header?: string;
  media?: { type: string; link: string };
  footer?: string;
  buttons?: { type: string; text: string; url?: string }[];
};

export type Status =
  | 'accepted'
  | 'queued'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'undelivered'
  | 'failed'
  /** Of a reply: on its way to the API, taken by it, or given up. */
  | 'sending'
  | 'taken'
  | 'lost';

/** One message, either way. Numbers are E.164; WhatsApp's phone-number-id is the brand's number without `+`. */
export type Message = {
  id: string;
  channel: Channel;
  direction: 'outbound' | 'inbound';
  from: string;
  to: string;
  /** As the phone shows it: a template with its parameters filled in. */
  text: string;
  template?: TemplateParts;
  /** WhatsApp: `biz_opaque_callback_data`. Twilio takes none: the last part of the status callback's path. */
  reference?: string;
  validityPeriod?: number;
  statusCallback?: string;
  acceptedAt: string;
  status: Status;
  errorCode?: string;
  /** Which status webhooks follow: all, none, those up to the phone until it is on again, or a failure with this code. */
  receipts: 'all' | 'none' | 'phone-off' | { fail: string };
  /** How its status webhooks come, where not each once, in their order and at once. */
  webhooks?: 'late' | 'doubled' | 'shuffled';
  /** A reply's: the message that it answers, whether by a button, and why it did not reach the API. */
  answers?: string;
  button?: boolean;
  /** What Twilio itself made of it, and whether its webhook is told. */
  keyword?: { type: 'STOP' | 'START' | 'HELP'; told: boolean };
  /** Twilio's own answer to a keyword. */
  isAutomatic?: boolean;
  problem?: string;
};

/** The digits of a number, whatever else it is written with: the key of a phone. */
export function digits(number: string): string {
  return number.replace(/\D/g, '');
}

export function e164(number: string): string {
  return `+${digits(number)}`;
}

/** The digits of the consumer's number: whose phone shows the message. */
export function phoneOf(message: Message): string {
  return digits(message.direction === 'outbound' ? message.to : message.from);
}

/** The brand's number, E.164; or a sender's name. */
export function brandOf(message: Message): string {
  return message.direction === 'outbound' ? message.from : message.to;
}

export function twilioId(): string {
  return `SM${randomBytes(16).toString('hex')}`;
}

export function whatsAppId(): string {
  return `wamid.${randomBytes(24).toString('base64url')}`;
}
