import { createHmac } from 'node:crypto';
import type { SandboxConfig } from './config.ts';
import type { Message, Status } from './message.ts';
import type { Webhook } from './outbox.ts';

export const TWILIO_API_VERSION = '2010-04-01';

type TwilioConfig = Pick<SandboxConfig, 'TWILIO_ACCOUNT_SID' | 'TWILIO_AUTH_TOKEN' | 'PUBLIC_URL'>;

/** The status callback of a message, as Twilio posts it. */
export function twilioStatusWebhook(
  config: TwilioConfig,
  url: string,
  message: Message,
  status: Status,
  errorCode?: string,
): Webhook {
  return signed(config, url, {
    AccountSid: config.TWILIO_ACCOUNT_SID,
    ApiVersion: TWILIO_API_VERSION,
    From: message.from,
    To: message.to,
    MessageSid: message.id,
    SmsSid: message.id,
    MessageStatus: status,
    SmsStatus: status,
    ...(errorCode === undefined ? {} : { ErrorCode: errorCode }),
  });
}

/** A consumer's message, as Twilio posts it to the number's webhook. */
export function twilioInboundWebhook(config: TwilioConfig, message: Message): Webhook {
  return signed(config, `${config.PUBLIC_URL}/webhooks/twilio/inbound`, {
    AccountSid: config.TWILIO_ACCOUNT_SID,
    ApiVersion: TWILIO_API_VERSION,
    Body: message.text,
    From: message.from,
    To: message.to,
    MessageSid: message.id,
    SmsMessageSid: message.id,
    SmsSid: message.id,
    SmsStatus: 'received',
    NumMedia: '0',
    NumSegments: '1',
    ...(message.keyword?.told ? { OptOutType: message.keyword.type } : {}),
  });
}

/** https://www.twilio.com/docs/usage/webhooks/webhooks-security: the URL, then each field's name and value, sorted by name. */
function signed(config: TwilioConfig, url: string, fields: Record<string, string>): Webhook {
  const base = Object.keys(fields)
    .sort()
    .reduce((text, name) => text + name + (fields[name] ?? ''), url);
  return {
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent': 'TwilioProxy/1.1',
      'x-twilio-signature': createHmac('sha1', config.TWILIO_AUTH_TOKEN).update(base, 'utf8').digest('base64'),
    },
    body: new URLSearchParams(fields).toString(),
  };
}
