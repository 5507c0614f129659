/** Every operation of the OpenAPI document, with values that it allows and values that are out to break it: what is answered is what is documented. */
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import querystring from 'node:querystring';
import { text as textOfStream } from 'node:stream/consumers';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc, { type Arbitrary } from 'fast-check';
import type { InjectOptions, Response } from 'light-my-request';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillDemo } from '../../dev/demo-api.ts';
import { DEMO } from '../../dev/seed.ts';
import { arbitraryOf, type JsonSchema } from '../support/arbitrary.ts';
import { startDemoApi, type DemoApi } from '../support/demo-api.ts';
import { hostileText, hostileValue, withOnePartBroken } from '../support/hostile.ts';

/** What the providers send, whose own documents say it. */
const WEBHOOKS: Record<string, unknown> = {
  twilioInbound: { MessageSid: 'SM2', From: '+12025550174', To: DEMO.smsNumber, Body: 'Hello?', NumMedia: '0' },
  twilioStatus: { MessageSid: 'SM3', MessageStatus: 'undelivered', ErrorCode: '30003' },
  whatsAppWebhook: {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: {
              metadata: { phone_number_id: DEMO.phoneNumberId },
              messages: [
                { from: '12025550174', id: 'wamid.1', timestamp: '1768402800', type: 'text', text: { body: 'Hi' } },
              ],
              statuses: [{ id: 'wamid.2', status: 'failed', timestamp: '1768402800', errors: [{ code: 131026 }] }],
            },
          },
        ],
      },
    ],
  },
};

const RUNS = 40;
const SEED = 20_260_114;
const NOW = new Date('2026-01-14T15:00:00.000Z');

type Media = { schema?: JsonSchema; example?: unknown };
type Answer = { content?: Record<string, Media>; headers?: Record<string, { required?: boolean }> };
type Operation = {
  operationId: string;
  parameters?: { in: string; name: string; required?: boolean; schema?: JsonSchema; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer & { $ref?: string }>;
};
type Document = { paths: Record<string, Record<string, Operation>> };

const file = path.join(import.meta.dirname, '../../docs/openapi.json');
const document = JSON.parse(await readFile(file, 'utf8')) as Document;
const operations = Object.entries(document.paths).flatMap(([route, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ id: operation.operationId, method, route, operation })),
);
type Target = (typeof operations)[number];

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ ...document, $id: 'openapi' });

let api: DemoApi;
let token: string;
let known: Record<string, string>;

beforeAll(async () => {
  api = await startDemoApi({ now: () => NOW });
  ({ token, known } = await fillDemo(api, NOW));
});
afterAll(() => api.stop());

function resolve(reference: string): object {
  const steps = reference.replace('#/', '').split('/');
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document) as object;
}

/** Mostly as the schema says, and now and then not at all. */
function valueOf(schema: JsonSchema = {}, example?: unknown): Arbitrary<unknown> {
  return fc.oneof(
    { weight: 3, arbitrary: arbitraryOf(schema, resolve) },
    ...(example === undefined ? [] : [{ weight: 2, arbitrary: fc.constant(example) }]),
    { weight: 2, arbitrary: hostileText },
  );
}

function paramsOf({ operation }: Target, place: string): Arbitrary<Record<string, string>> {
  const named = (operation.parameters ?? []).filter((parameter) => parameter.in === place);
  const values = named.map(({ name, schema, example, required }) => {
    const real = known[name];
    const made = valueOf(schema, example).map(textOf);
    const value = real === undefined ? made : fc.oneof({ weight: 4, arbitrary: fc.constant(real) }, made);
    return [name, required === true ? value : fc.option(value, { nil: undefined })];
  });
  return fc
    .record(Object.fromEntries(values) as Record<string, Arbitrary<string | undefined>>)
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as never);
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? null)).toWellFormed();

type Payload = { type: string; payload: string | undefined } | undefined;

function payloadOf({ operation }: Target): Arbitrary<Payload> {
  const media = Object.entries(operation.requestBody?.content ?? { 'application/json': {} });
  return fc.oneof(
    { weight: 8, arbitrary: fc.oneof(...media.map(([type, each]) => contentOf(operation, type, each))) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constantFrom(...media.map(([type]) => type), 'text/plain', 'application/xml', 'x'),
        payload: hostileText,
      }),
    },
    fc.constant(undefined),
  );
}

function contentOf({ operationId }: Operation, type: string, { schema = {}, example }: Media): Arbitrary<Payload> {
  const sample = example ?? WEBHOOKS[operationId];
  const shaped = arbitraryOf(schema, resolve);
  const value = fc.oneof(
    { weight: 4, arbitrary: shaped },
    { weight: 4, arbitrary: shaped.chain(withOnePartBroken) },
    { weight: sample === undefined ? 0 : 4, arbitrary: withOnePartBroken(sample) },
    { weight: sample === undefined ? 0 : 1, arbitrary: fc.constant(sample) },
    { weight: 2, arbitrary: hostileValue },
  );
  return value.map((each) => ({ type, payload: bodyOf(type, each) }));
}

function bodyOf(type: string, value: unknown): string | undefined {
  if (type.includes('form')) return formOf(value);
  return type.includes('json') || typeof value !== 'string' ? jsonOf(value) : value;
}

/** Nothing at all for undefined. */
const jsonOf = (value: unknown) => JSON.stringify(value) as string | undefined;

function formOf(value: unknown): string {
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new URLSearchParams(fields.map(([name, field]) => [name, textOf(field)] as [string, string])).toString();
}

function requestOf(target: Target): Arbitrary<InjectOptions> {
  const hasBody = target.method !== 'get';
  const payload = hasBody ? payloadOf(target) : fc.constant(undefined);
  return fc
    .record({
      inPath: paramsOf(target, 'path'),
      query: paramsOf(target, 'query'),
      unknown: fc.dictionary(hostileText, hostileText, { maxKeys: 1 }),
      headers: paramsOf(target, 'header'),
      payload,
    })
    .map(({ inPath, query, unknown, headers, payload: body }) => {
      const address = target.route.replace(/\{(\w+)\}/g, (_, name: string) => inAddress(inPath[name] ?? ''));
      const search = new URLSearchParams([...Object.entries(query), ...Object.entries(unknown)]).toString();
      return {
        method: target.method.toUpperCase() as 'GET',
        url: `${address}?${search}`,
        headers: { ...latin(headers), ...(body && { 'content-type': body.type }) },
        ...(body && { payload: body.payload ?? '' }),
      };
    });
}

/** A webhook is refused for its signature before anything else is looked at. */
function signatureOf({ url, payload }: InjectOptions): Record<string, string> {
  const body = typeof payload === 'string' ? payload : '';
  if (url === undefined || typeof url !== 'string' || !url.startsWith('/webhooks/')) return {};
  if (url.startsWith('/webhooks/whatsapp')) {
    const digest = createHmac('sha256', api.config.WHATSAPP_APP_SECRET).update(body).digest('hex');
    return { 'x-hub-signature-256': `sha256=${digest}` };
  }
  const { TWILIO_AUTH_TOKEN: secret, PUBLIC_URL: base } = api.config;
  const form = querystring.parse(body);
  return { 'x-twilio-signature': webhooks.getExpectedTwilioSignature(secret, `${base}${url}`, form) };
}

/** Nothing, one dot and two dots make it the address of something else. */
function inAddress(value: string): string {
  return encodeURIComponent(/^\.{0,2}$/.test(value) ? 'x' : value);
}

/** What no HTTP client could put into a header is left out. */
function latin(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => /^[\x20-\x7e]*$/.test(value)));
}

/** A stream of events has no end: what is open is left again. */
async function bodyOfAnswer(response: Response): Promise<string> {
  if (String(response.headers['content-type']).startsWith('text/event-stream')) {
    response.stream().destroy();
    return '';
  }
  return textOfStream(response.stream());
}

function expectDocumented({ id, operation }: Target, response: Response, body: string): void {
  const status = String(response.statusCode);
  const said = `${status} ${body.slice(0, 300)}`;
  expect(response.statusCode, said).toBeLessThan(500);
  const given = operation.responses[status];
  if (!given) throw new Error(`${id} answered what is not documented: ${said}`);
  const at = given.$ref ?? `#/paths/${escaped(routeOf(id))}/${methodOf(id)}/responses/${status}`;
  const answer = given.$ref === undefined ? given : (resolve(given.$ref) as Answer);
  for (const [name, header] of Object.entries(answer.headers ?? {})) {
    if (header.required === true) expect(response.headers, said).toHaveProperty([name.toLowerCase()]);
  }
  if (!answer.content) {
    expect(body, said).toBe('');
    return;
  }
  const type = String(response.headers['content-type']).split(';')[0] ?? '';
  expect(Object.keys(answer.content), said).toContain(type);
  if (type !== 'application/json' || !answer.content[type]?.schema) return;
  const validate = validatorAt(`openapi${at}/content/${escaped(type)}/schema`);
  if (!validate(JSON.parse(body))) throw new Error(`${id}: ${ajv.errorsText(validate.errors)} in ${said}`);
}

const routeOf = (id: string) => operations.find((each) => each.id === id)?.route ?? '';
const methodOf = (id: string) => operations.find((each) => each.id === id)?.method ?? '';
const escaped = (step: string) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));

function validatorAt(reference: string) {
  return ajv.getSchema(reference) ?? ajv.compile({ $ref: reference });
}

describe('whatever is sent, the answer is a documented one', () => {
  test.each(operations)('$id', async (target) => {
    await fc.assert(
      fc.asyncProperty(requestOf(target), async (request) => {
        const authorization = `Bearer ${token}`;
        const headers = { authorization, ...signatureOf(request), ...request.headers };
        const response = await api.app.inject({ ...request, headers, payloadAsStream: true });
        expectDocumented(target, response, await bodyOfAnswer(response));
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
  });

  test('and the account can still be called after all of it', async () => {
    const url = `/api/v2/account/${DEMO.accountId}/conversations`;
    const response = await api.app.inject({ url, headers: { authorization: `Bearer ${token}` } });
    expect(response.statusCode).toBe(200);
  });
});
