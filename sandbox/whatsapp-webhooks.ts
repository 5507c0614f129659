import { createHmac } from 'node:crypto';
import type { SandboxConfig } from './config.ts';
import { type Message, digits } from './message.ts';
import type { Delivery, Outbox, Webhook } from './outbox.ts';
import type { TemplateDefinition } from './templates.ts';
import { whatsAppErrorTitle } from './whatsapp-errors.ts';

type WhatsAppConfig = Pick<SandboxConfig, 'WHATSAPP_APP_SECRET' | 'PUBLIC_URL'>;

/** The WhatsApp Business Account that the sandbox's numbers belong to. */
export const SANDBOX_WABA_ID = '100000000000001';

const BATCH_MS = 20;
const BATCH_SIZE = 100;

/** Collects status updates per phone number and sends them together, as WhatsApp does. */
export class StatusBatches {
  readonly #config: WhatsAppConfig;
  readonly #outbox: Outbox;
  readonly #now: () => number;
  readonly #open = new Map<
    string,
    { statuses: unknown[]; timer: NodeJS.Timeout; sent: PromiseWithResolvers<Delivery> }
  >();

  constructor(config: WhatsAppConfig, outbox: Outbox, now: () => number) {
    this.#config = config;
    this.#outbox = outbox;
    this.#now = now;
  }

  /** Sends one status with its batch. Resolves when the batch was taken or given up. */
  add(message: Message, status: 'sent' | 'delivered' | 'read' | 'failed', errorCode?: string): Promise<Delivery> {
    const phoneNumberId = digits(message.from);
    let batch = this.#open.get(phoneNumberId);
    if (!batch) {
      const timer = setTimeout(() => this.#send(phoneNumberId), BATCH_MS);
      batch = { statuses: [], timer, sent: Promise.withResolvers() };
      this.#open.set(phoneNumberId, batch);
    }
    batch.statuses.push(statusObject(message, status, errorCode, this.#now()));
    if (batch.statuses.length >= BATCH_SIZE) this.#send(phoneNumberId);
    return batch.sent.promise;
  }

  /** Sends what is collected now. */
  flush(): void {
    for (const phoneNumberId of [...this.#open.keys()]) this.#send(phoneNumberId);
  }

  #send(phoneNumberId: string): void {
    const batch = this.#open.get(phoneNumberId);
    if (!batch) return;
    clearTimeout(batch.timer);
    this.#open.delete(phoneNumberId);
    const value = { ...phoneEnvelope(phoneNumberId), statuses: batch.statuses };
    batch.sent.resolve(this.#outbox.deliver(signed(this.#config, 'messages', value)));
  }
}

/** A consumer's message, as WhatsApp posts it. */
export function whatsAppInboundWebhook(config: WhatsAppConfig, message: Message): Webhook {
  const from = digits(message.from);
  return signed(config, 'messages', {
    ...phoneEnvelope(digits(message.to)),
    contacts: [{ profile: { name: message.from }, wa_id: from }],
    messages: [
      {
        from,
        id: message.id,
        timestamp: unixSeconds(message.acceptedAt),
        ...(message.answers === undefined ? {} : { context: { from: digits(message.to), id: message.answers } }),
        ...(message.button
          ? { type: 'button', button: { payload: message.text, text: message.text } }
          : { type: 'text', text: { body: message.text } }),
      },
    ],
  });
}

/** Tells what a template's status is now. */
export function templateStatusWebhook(config: WhatsAppConfig, template: TemplateDefinition): Webhook {
  return signed(
    config,
    'message_template_status_update',
    {
      event: template.status,
      message_template_id: Number(template.id),
      message_template_name: template.name,
      message_template_language: template.language,
      reason: template.reason ?? 'NONE',
    },
    template.accountId,
  );
}

function phoneEnvelope(phoneNumberId: string): Record<string, unknown> {
  return {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: phoneNumberId, phone_number_id: phoneNumberId },
  };
}

function statusObject(
  message: Message,
  status: string,
  errorCode: string | undefined,
  nowMs: number,
): Record<string, unknown> {
  return {
    id: message.id,
    status,
    timestamp: unixSeconds(new Date(nowMs).toISOString()),
    recipient_id: digits(message.to),
    ...(message.reference === undefined ? {} : { biz_opaque_callback_data: message.reference }),
    ...(errorCode === undefined ? {} : { errors: [errorObject(errorCode)] }),
  };
}

function errorObject(code: string): Record<string, unknown> {
  const title = whatsAppErrorTitle(code);
  return { code: Number(code), title, message: title, error_data: { details: title } };
}

function unixSeconds(instant: string): string {
  return String(Math.floor(Date.parse(instant) / 1_000));
}

function signed(config: WhatsAppConfig, field: string, value: unknown, accountId = SANDBOX_WABA_ID): Webhook {
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: accountId, time: Math.floor(Date.now() / 1_000), changes: [{ field, value }] }],
  });
  return {
    url: `${config.PUBLIC_URL}/webhooks/whatsapp`,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      'x-hub-signature-256': `sha256=${createHmac('sha256', config.WHATSAPP_APP_SECRET).update(body).digest('hex')}`,
    },
    body,
  };
}

/**
 * Asks the API whether it is the one that the webhook belongs to, as WhatsApp does when a webhook is set up: it must know the
 * verify token and give the challenge back. Returns what is wrong; undefined when all is well.
 */
export async function verifyWebhook(
  config: Pick<SandboxConfig, 'WHATSAPP_VERIFY_TOKEN' | 'PUBLIC_URL'>,
): Promise<string | undefined> {
  const challenge = String(Math.trunc(Math.random() * 1e9));
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': config.WHATSAPP_VERIFY_TOKEN,
    'hub.challenge': challenge,
  });
  const url = `${config.PUBLIC_URL}/webhooks/whatsapp`;
  try {
    const response = await fetch(`${url}?${query.toString()}`, { signal: AbortSignal.timeout(10_000) });
    const answer = await response.text();
    if (!response.ok) return `The API at ${url} answered ${response.status}`;
    return answer === challenge ? undefined : `The API at ${url} did not give the challenge back`;
  } catch (error) {
    return `The API at ${url} could not be reached: ${error instanceof Error ? error.message : String(error)}`;
  }
}
