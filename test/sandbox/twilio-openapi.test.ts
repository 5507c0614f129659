/** What the sandbox answers in Twilio's place, against Twilio's own description of its API. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TwilioTransport } from '../../channels/twilio-transport.ts';
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  SMS_NUMBER,
  sandboxConfig,
  startSandbox,
  temporaryFolder,
  type Sandbox,
} from './harness.ts';

type Schema = { properties?: Record<string, Schema>; $ref?: string; items?: Schema };
type Operation = { responses: Record<string, { content?: { 'application/json': { schema: Schema } } }> };
type OpenApi = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

const MESSAGES = '/2010-04-01/Accounts/{AccountSid}/Messages.json';
const MESSAGE = '/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json';
const LOOKUP = '/v2/PhoneNumbers/{PhoneNumber}';
const BASE = `/2010-04-01/Accounts/${ACCOUNT_SID}`;

let sandbox: Sandbox;
let removeFolder: () => Promise<void>;
let api: OpenApi;
let lookups: OpenApi;

async function load(file: string): Promise<OpenApi> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@twilio/cli-core/package.json'));
  return JSON.parse(await readFile(path.join(folder, 'src/services/twilio-api', file), 'utf8')) as OpenApi;
}

beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  removeFolder = remove;
  api = await load('twilio_api_v2010.json');
  lookups = await load('twilio_lookups_v2.json');
  sandbox = await startSandbox(sandboxConfig(folder, 'http://127.0.0.1:9'));
});

afterAll(async () => {
  await sandbox.close();
  await removeFolder();
});

/** Twilio's formats that no library knows. Its `uri` is a relative one. */
const FORMATS = {
  'phone-number': /^(\+?\d+|[\w ]+)$/,
  'date-time-rfc-2822': /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/,
  currency: /^[A-Za-z]{3}$/,
  uri: /^(https:\/\/|\/)\S+$/,
  'uri-map': true,
  double: true,
  'date-time': /^\d{4}-\d\d-\d\dT/,
  'iso-country-code': /^[A-Z]{2}$/,
} as const;

function validator(document: OpenApi, where: string, method: string, status: string): ValidateFunction {
  const schema = document.paths[where]?.[method]?.responses[status]?.content?.['application/json'].schema;
  if (!schema) throw new Error(`Twilio describes no ${method} ${where} ${status}`);
  const ajv = new Ajv({ strict: false, allErrors: true, formats: FORMATS });
  return ajv.compile({ ...schema, components: document.components });
}

function expectValid(validate: ValidateFunction, body: unknown): void {
  validate(body);
  expect(validate.errors ?? []).toEqual([]);
}

function expectSameFields(body: unknown, schema: Schema | undefined): void {
  expect(Object.keys(body as object).sort()).toEqual(Object.keys(schema?.properties ?? {}).sort());
}

function withoutNulls(fields: object): object {
  return Object.fromEntries(Object.entries(fields as Record<string, unknown>).filter(([, value]) => value !== null));
}

async function call(where: string, form?: Record<string, string>) {
  const response = await fetch(sandbox.url + where, {
    headers: { authorization: `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}` },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const message = (more: Record<string, string> = {}) => ({ To: '+14155550401', From: SMS_NUMBER, Body: 'Hi', ...more });

describe("Twilio's own description", () => {
  test.each([
    ['from a number', message()],
    ['from a messaging service', { To: '+14155550402', MessagingServiceSid: `MG${'0'.repeat(32)}`, Body: 'Grüße ☕' }],
    ['with a callback and a validity', message({ StatusCallback: 'http://127.0.0.1:9/a', ValidityPeriod: '3600' })],
  ])('is that of a message that is created %s', async (_name, form) => {
    const { status, body } = await call(`${BASE}/Messages.json`, form);
    expect(status).toBe(201);
    expectValid(validator(api, MESSAGES, 'post', '201'), body);
    expectSameFields(body, api.components.schemas['api.v2010.account.message']);
  });

  test.each([
    ['no-receipt', 'queued'],
    ['ok', 'delivered'],
    ['failed:30003', 'undelivered'],
    ['failed:30001', 'failed'],
  ])('is that of a message that is fetched: %s', async (outcome, status) => {
    const to = `+1415555${String(4_100 + outcome.length)}`;
    await sandbox.ask('/sandbox/behaviours', { channel: 'sms', to, outcome });
    const { body: created } = await call(`${BASE}/Messages.json`, message({ To: to }));
    const fetch = () => call(`${BASE}/Messages/${String(created.sid)}.json`);
    await expect.poll(async () => (await fetch()).body.status).toBe(status);
    const { body } = await fetch();
    expectValid(validator(api, MESSAGE, 'get', '200'), body);
    expect(body.error_message === null).toBe(body.error_code === null);
  });

  test('is that of a list, page by page, and of the consumers’ messages in it', async () => {
    const to = '+14155550403';
    for (const Body of ['one', 'two', 'three']) await call(`${BASE}/Messages.json`, message({ To: to, Body }));
    await sandbox.ask('/sandbox/replies', { channel: 'sms', from: to, to: SMS_NUMBER, text: 'Hello' });
    for (const query of [
      `To=${encodeURIComponent(to)}&PageSize=2`,
      `From=${encodeURIComponent(to)}`,
      'PageSize=1&Page=1',
    ]) {
      const { status, body } = await call(`${BASE}/Messages.json?${query}`);
      expect(status).toBe(200);
      expectValid(validator(api, MESSAGES, 'get', '200'), body);
      expect((body.messages as unknown[]).length).toBeGreaterThan(0);
    }
  });

  test.each(['mobile', 'landline', 'nonFixedVoip', 'no-type:60600'])('is that of a look-up: %s', async (type) => {
    await sandbox.ask('/sandbox/line-types', { number: '+14155550404', type });
    const { status, body } = await call('/v2/PhoneNumbers/+14155550404?Fields=line_type_intelligence');
    expect(status).toBe(200);
    const schema = lookups.components.schemas.LookupResponse;
    expectSameFields(body, schema);
    expectSameFields(body.line_type_intelligence, lookups.components.schemas.LineTypeIntelligenceInfo);
    // The description has no word for what is null in the answers that Twilio's pages show.
    const told = withoutNulls(body.line_type_intelligence as object);
    const rest = withoutNulls({ ...body, line_type_intelligence: told });
    expectValid(validator(lookups, LOOKUP, 'get', '200'), rest);
  });
});

describe("Twilio's library", () => {
  const client = () => twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient: new TwilioTransport(sandbox.url, 5_000) });

  test('looks a number up', async () => {
    await sandbox.ask('/sandbox/line-types', { number: '+14155550405', type: 'fixedVoip' });
    const found = await client().lookups.v2.phoneNumbers('+14155550405').fetch({ fields: 'line_type_intelligence' });
    expect(found).toMatchObject({ phoneNumber: '+14155550405', countryCode: 'US', valid: true });
    expect(found.lineTypeIntelligence).toMatchObject({ type: 'fixedVoip' });
    const plain = await client().lookups.v2.phoneNumbers('+14155550405').fetch();
    expect(plain.lineTypeIntelligence).toBeNull();
  });

  test.each([
    ['no receiver', { To: '' }, 400, 21604],
    ['a receiver that is no number', { To: '+1999' }, 400, 21211],
    ['no text', { Body: '' }, 400, 21602],
    ['a callback that is no address', { StatusCallback: 'nowhere' }, 400, 21609],
  ])('an error has the form of Twilio’s: %s', async (_name, more, status, code) => {
    expect(await call(`${BASE}/Messages.json`, message(more))).toEqual({
      status,
      body: {
        code,
        message: expect.any(String) as string,
        more_info: `https://www.twilio.com/docs/errors/${code}`,
        status,
      },
    });
  });
});
