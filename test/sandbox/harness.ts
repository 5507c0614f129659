import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import { type SandboxOptions, buildSandbox } from '../../sandbox/app.ts';
import type { SandboxConfig } from '../../sandbox/config.ts';

export const ACCOUNT_SID = 'AC00000000000000000000000000000001';
export const AUTH_TOKEN = 'twilio-token';
export const ACCESS_TOKEN = 'whatsapp-token';
export const APP_SECRET = 'whatsapp-secret';
export const LIVEPERSON_APP_KEY = 'liveperson-app';
export const LIVEPERSON_APP_SECRET = 'liveperson-secret';
export const SMS_NUMBER = '+12025550100';
export const WHATSAPP_NUMBER = '+12025550101';
export const PHONE_NUMBER_ID = '12025550101';

/** A webhook as the API would get it. */
export type Received = {
  path: string;
  headers: Record<string, unknown>;
  rawBody: string;
  form: Record<string, string>;
};

/** Stands where the API stands: takes webhooks, and lets a test wait for one. */
export class Receiver {
  readonly received: Received[] = [];
  /** Answered to every webhook while it is set. */
  statusCode = 200;
  readonly #app: FastifyInstance = Fastify({ forceCloseConnections: true });
  readonly #waiters = new Set<() => void>();

  async start(port = 0): Promise<void> {
    this.#app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    await this.#app.register(formbody);
    this.#app.post('/webhooks/*', (request, reply) => {
      const { body } = request;
      this.received.push({
        path: request.url,
        headers: request.headers,
        rawBody: typeof body === 'string' ? body : '',
        form: typeof body === 'string' ? {} : { ...(body as Record<string, string>) },
      });
      for (const wake of this.#waiters) wake();
      return reply.code(this.statusCode).send('<Response/>');
    });
    this.#app.get<{ Querystring: Record<string, string> }>('/webhooks/whatsapp', ({ query }, reply) =>
      query['hub.verify_token'] === 'verify' ? query['hub.challenge'] : reply.code(403).send(),
    );
    await this.#app.listen({ host: '127.0.0.1', port });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#app.server.address() as AddressInfo).port}`;
  }

  /** The first webhook that fits, as soon as it is there. */
  async next<T>(find: (received: Received) => T | undefined): Promise<T> {
    for (;;) {
      for (const each of this.received) {
        const found = find(each);
        if (found !== undefined) return found;
      }
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const wake = () => resolve(undefined);
      this.#waiters.add(wake);
      await promise;
      this.#waiters.delete(wake);
    }
  }

  close(): Promise<void> {
    return this.#app.close();
  }
}

export type Sandbox = {
  url: string;
  config: SandboxConfig;
  /** Asks the sandbox itself. */
  ask: (path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;
  close: () => Promise<void>;
};

export function sandboxConfig(folder: string, publicUrl: string): SandboxConfig {
  return {
    SANDBOX_HOST: '127.0.0.1',
    SANDBOX_PORT: 8090,
    SANDBOX_DATA: folder,
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    WHATSAPP_ACCESS_TOKEN: ACCESS_TOKEN,
    WHATSAPP_APP_SECRET: APP_SECRET,
    LIVEPERSON_APP_KEY,
    LIVEPERSON_APP_SECRET,
    WHATSAPP_VERIFY_TOKEN: 'verify',
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'silent',
  };
}

/** A sandbox in this process, on a free port. */
export async function startSandbox(config: SandboxConfig, options: SandboxOptions = {}): Promise<Sandbox> {
  const app = await buildSandbox(config, { stepMs: 1, ...options });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    url,
    config,
    ask: async (path, body) => {
      const request =
        body === undefined
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await fetch(url + path, request);
      return { status: response.status, body: await response.json() };
    },
    close: () => app.close(),
  };
}

export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The demo account's template, as it is created over WhatsApp's API. */
export const ORDER_UPDATE = {
  name: 'order_update',
  language: 'en_US',
  category: 'UTILITY',
  components: [
    {
      type: 'BODY',
      text: 'Hello {{1}}, your order {{2}} is on its way.',
      example: { body_text: [['Ada', 'A-17']] },
    },
  ],
};

/** Creates a template by WhatsApp's own API. */
export async function createTemplate(sandbox: Sandbox, template: unknown = ORDER_UPDATE): Promise<Response> {
  return fetch(`${sandbox.url}/v23.0/100000000000001/message_templates`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ACCESS_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(template),
  });
}

/** Sends an SMS by Twilio's own API. */
export async function sendSms(
  sandbox: Sandbox,
  to: string,
  text: string,
  statusCallback?: string,
): Promise<{ status: number; body: { sid: string; code?: number } }> {
  const form = { To: to, From: SMS_NUMBER, Body: text, ...(statusCallback ? { StatusCallback: statusCallback } : {}) };
  const response = await fetch(`${sandbox.url}/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}` },
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as { sid: string } };
}

/** Sends the demo account's template by WhatsApp's own API. Returns the message's id. */
export async function sendTemplate(sandbox: Sandbox, to: string, reference: string): Promise<string> {
  const response = await fetch(`${sandbox.url}/v23.0/${PHONE_NUMBER_ID}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ACCESS_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      to,
      type: 'template',
      biz_opaque_callback_data: reference,
      template: {
        name: ORDER_UPDATE.name,
        language: { code: ORDER_UPDATE.language },
        components: [{ type: 'body', parameters: ['Ada', 'A-17'].map((text) => ({ type: 'text', text })) }],
      },
    }),
  });
  const answer = (await response.json()) as { messages: [{ id: string }] };
  return answer.messages[0].id;
}
