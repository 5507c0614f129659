import type { SandboxConfig } from './config.ts';
import type { Message, Status } from './message.ts';
import { twilioErrorMessage } from './twilio-errors.ts';
import { TWILIO_API_VERSION } from './twilio-webhooks.ts';

const NOT_SENT_YET: readonly Status[] = ['accepted', 'queued', 'sending'];
const GSM_7 = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;

/** A message as Twilio's API shows it. */
export function messageResource(
  config: Pick<SandboxConfig, 'TWILIO_ACCOUNT_SID'>,
  message: Message,
): Record<string, unknown> {
  const inbound = message.direction === 'inbound';
  const date = rfc2822(message.acceptedAt);
  const uri = `/${TWILIO_API_VERSION}/Accounts/${config.TWILIO_ACCOUNT_SID}/Messages/${message.id}`;
  return {
    sid: message.id,
    account_sid: config.TWILIO_ACCOUNT_SID,
    api_version: TWILIO_API_VERSION,
    messaging_service_sid: message.from.startsWith('MG') ? message.from : null,
    from: message.from,
    to: message.to,
    body: message.text,
    direction: inbound ? 'inbound' : message.isAutomatic === true ? 'outbound-reply' : 'outbound-api',
    status: inbound ? 'received' : message.status,
    error_code: message.errorCode === undefined ? null : Number(message.errorCode),
    error_message: message.errorCode === undefined ? null : twilioErrorMessage(message.errorCode),
    num_media: '0',
    num_segments: String(segments(message.text)),
    date_created: date,
    date_updated: date,
    date_sent: !inbound && NOT_SENT_YET.includes(message.status) ? null : date,
    price: null,
    price_unit: 'USD',
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}

function rfc2822(instant: string): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}

/** Roughly: the sandbox charges nobody by it. */
function segments(text: string): number {
  const [single, joined] = GSM_7.test(text) ? [160, 153] : [70, 67];
  return text.length <= single ? 1 : Math.ceil(text.length / joined);
}
