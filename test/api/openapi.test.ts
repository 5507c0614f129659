import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, CONFIG, createFixture, type Fixture } from './fixture.ts';

type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  security?: unknown[];
  requestBody?: { required: boolean };
  parameters?: { in: string; name: string }[];
  responses: Record<string, Response | { $ref: string }>;
};
type Response = {
  description: string;
  headers?: Record<string, unknown>;
  content: Record<string, { example?: { message: string } }>;
};
type Document = {
  openapi: string;
  servers: { url: string }[];
  info: Record<string, unknown>;
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, object>;
    responses: Record<string, Response>;
    securitySchemes: Record<string, unknown>;
  };
};

let api: Fixture;
let document: Document;
beforeAll(async () => {
  api = await createFixture();
  // The examples are made for the demo account, which has all channels.
  await api.db.insertInto('channel_setting').values({ account_id: ACCOUNT, channel: 'inapp' }).execute();
  document = (await api.app.inject({ url: '/openapi.json' })).json();
});
afterAll(() => api.close());

const A = '/api/v2/account/{accountId}';
const OPERATIONS = [
  'post /sentinel/api/account/{accountId}/app/token',
  'get /.well-known/jwks.json',
  `post ${A}/campaign`,
  `get ${A}/campaign/{campaignId}/conversations`,
  ...['pause', 'resume', 'cancel'].map((change) => `post ${A}/campaign/{campaignId}/${change}`),
  `get ${A}/channels`,
  `post ${A}/channels/{channel}/pause`,
  `post ${A}/channels/{channel}/resume`,
  `get ${A}/conversations`,
  `get ${A}/conversations/{conversationId}`,
  `post ${A}/conversations/{conversationId}/close`,
  ...['sign-in', 'callback', 'session'].map((call) => `get /auth/${call}`),
  'post /auth/sign-out',
  `get ${A}/users`,
  `get ${A}/audit-events`,
  ...['get', 'post'].map((method) => `${method} ${A}/api-clients`),
  `post ${A}/api-clients/{clientId}/rotate`,
  `delete ${A}/api-clients/{clientId}`,
  `post ${A}/conversations/{conversationId}/read`,
  `get ${A}/conversations/events`,
  `get ${A}/campaign/events`,
  ...['timezones', 'timeline', 'errors', 'events', 'recipients.csv'].map(
    (what) => `get ${A}/campaign/{campaignId}/${what}`,
  ),
  `get ${A}/setup`,
  'post /webhooks/twilio/inbound',
  'post /webhooks/twilio/status/{attemptId}',
  'get /webhooks/whatsapp',
  'post /webhooks/whatsapp',
  'post /webhooks/liveperson',
  ...['get', 'put'].map((method) => `${method} ${A}/settings/conversations`),
  'get /health/live',
  'get /health/ready',
  `get ${A}/campaign`,
  `get ${A}/campaign/{campaignId}`,
  `post ${A}/campaign/{campaignId}/recipients/{recipientId}/retry`,
  `post ${A}/campaign/{campaignId}/retry-failed`,
  `get ${A}/campaign/{campaignId}/recipients`,
  `get ${A}/campaign/{campaignId}/recipients/{recipientId}`,
  ...['get', 'post'].map((method) => `${method} ${A}/recipient-lists`),
  `get ${A}/recipient-lists/sample.csv`,
  ...['get', 'delete'].map((method) => `${method} ${A}/recipient-lists/{listId}`),
  ...['get', 'patch'].map((method) => `${method} ${A}/recipient-lists/{listId}/rows`),
  `get ${A}/recipient-lists/{listId}/errors.csv`,
  `post ${A}/simulations`,
  `get ${A}/drafts`,
  ...['get', 'put', 'delete'].map((method) => `${method} ${A}/drafts/{draftId}`),
  `get ${A}/numbers/{phone}`,
  `patch ${A}/channels/{channel}`,
  `put ${A}/channels/order`,
  ...['get', 'post'].map((method) => `${method} ${A}/handoffs`),
  ...['get', 'put', 'delete'].map((method) => `${method} ${A}/handoffs/{handoffId}`),
  `get ${A}/settings`,
  `patch ${A}/settings`,
  `get ${A}/settings/rule-sets`,
  `get ${A}/settings/rule-sets/{name}`,
  `put ${A}/settings/rule-sets/{name}`,
  ...['get', 'post'].map((method) => `${method} ${A}/skills`),
  `delete ${A}/skills/{name}`,
  ...['get', 'post'].map((method) => `${method} ${A}/outbound-numbers`),
  `delete ${A}/outbound-numbers/{channel}/{number}`,
  ...['get', 'post'].map((method) => `${method} ${A}/media-hosts`),
  `delete ${A}/media-hosts/{host}`,
  'get /api/account/{accountId}/app/prmsg/handoffs/list',
  'get /api/account/{accountId}/app/prmsg/handoffs/list/channel/{channel}',
  'post /api/account/{accountId}/eligibility',
  ...['get', 'post'].map((method) => `${method} /api/account/{accountId}/app/prmsg/analytics`),
  ...['get', 'post'].map((method) => `${method} /api/account/{accountId}/app/prmsg/transactions`),
  'get /api/account/{accountId}/app/prmsg/campaigns/{campaignId}',
  'get /api/account/{accountId}/app/prmsg/campaigns/{campaignId}/analytics',
  `get ${A}/notices`,
  `get ${A}/opt-outs`,
  `post ${A}/opt-outs`,
  `delete ${A}/opt-outs/{consumer}`,
  `get ${A}/opt-outs/export`,
  `post ${A}/opt-outs/import`,
  `get ${A}/in-app/settings`,
  `put ${A}/in-app/settings`,
  `get ${A}/apps`,
  `post ${A}/apps`,
  `delete ${A}/apps/{name}`,
  `post ${A}/apps/{name}/rotate-secret`,
  `patch ${A}/apps/{name}/push`,
  `get ${A}/apps/{name}/users`,
  `put ${A}/apps/{name}/users/{userId}`,
  `delete ${A}/apps/{name}/users/{userId}`,
  'post /inapp/v1/{accountId}/{app}/register',
  'put /inapp/v1/{accountId}/{app}/devices',
  'delete /inapp/v1/{accountId}/{app}/devices/{deviceId}',
  'get /inapp/v1/{accountId}/{app}/messages',
  'get /inapp/v1/{accountId}/{app}/stream',
  'post /inapp/v1/{accountId}/{app}/messages',
  'post /inapp/v1/{accountId}/{app}/messages/{messageId}/delivered',
  'post /inapp/v1/{accountId}/{app}/messages/{messageId}/read',
  `get ${A}/conversations/{conversationId}/messages`,
  `post ${A}/conversations/{conversationId}/messages`,
  `get ${A}/templates`,
  `post ${A}/templates`,
  `get ${A}/templates/{templateId}`,
  `delete ${A}/templates/{templateId}`,
];
const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
  );

const resolve = (response: Response | { $ref: string }): Response => {
  if (!('$ref' in response)) return response;
  const shared = document.components.responses[response.$ref.replace('#/components/responses/', '')];
  if (!shared) throw new Error(`${response.$ref} leads nowhere`);
  return shared;
};
const messageOf = (operationId: string, status: number) => {
  const { operation } = operations().find((each) => each.operation.operationId === operationId) ?? {};
  const response = operation?.responses[status];
  return response && resolve(response).content['application/json']?.example?.message;
};

test('an independent validator takes it for OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test('has a name, a version, a licence, and the tags that an operation has', () => {
  expect(document.info).toMatchObject({ title: 'Daybreak API', version: '2.0', license: { identifier: 'Apache-2.0' } });
  const used = new Set(operations().flatMap(({ operation }) => operation.tags));
  expect(document.tags.map(({ name }) => name).sort()).toEqual([...used].sort());
  for (const { name, description } of document.tags) expect(description, name).toBeTruthy();
});

describe('the errors of an operation', () => {
  test.each([
    ['createCampaign', 400, 'Fields missing in request: campaignName, skill, consent, templateId, consumers'],
    ['pauseChannel', 400, /^channel: /],
    ['listConversations', 400, /^state: /],
    ['createToken', 400, 'Fields missing in request: client_secret'],
    ['createToken', 401, 'The account has no such client with this secret'],
    ['listConversations', 401, 'jwt expired'],
    ['pauseCampaign', 404, 'The account has no campaign "a9cRASfbQ"'],
    ['twilioInbound', 403, /^X-Twilio-Signature/],
  ])('%s %i has its own words', (id, status, message) => {
    expect(messageOf(id, status)).toMatch(message);
  });

  test('are said by the API as they are shown', async () => {
    const answer = await api.call('POST', '/campaign', {});
    expect(answer.body.message).toBe(messageOf('createCampaign', 400));
    const noCampaign = await api.call('POST', '/campaign/a9cRASfbQ/pause');
    expect(noCampaign.body.message).toBe(messageOf('pauseCampaign', 404));
  });

  test.each([
    [401, 'WWW-Authenticate'],
    [429, 'Retry-After'],
    [503, 'Retry-After'],
  ])('%i comes with %s, wherever it may come', (status, header) => {
    const answers = operations().flatMap(({ operation }) => operation.responses[status] ?? []);
    expect(answers.length).toBeGreaterThan(3);
    for (const answer of answers) expect(resolve(answer).headers).toHaveProperty([header]);
  });
});

test('is OpenAPI 3.1 with all calls and no others', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(
    operations()
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...OPERATIONS].sort());
});

test('every operation has an id of its own, a summary, a tag, its path parameters, and errors in the one shape', () => {
  expect(new Set(operations().map(({ operation }) => operation.operationId)).size).toBe(OPERATIONS.length);
  for (const { name, path, operation } of operations()) {
    expect(operation.summary, name).toBeTruthy();
    expect(operation.tags, name).toHaveLength(1);
    const inPath = (operation.parameters ?? [])
      .filter((parameter) => parameter.in === 'path')
      .map((parameter) => parameter.name);
    expect(inPath, name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
    for (const [status, reference] of Object.entries(operation.responses)) {
      const response = resolve(reference);
      expect(response.description, `${name} ${status}`).toBeTruthy();
      // contract.md section 4: this call's 400 has codes of its own.
      if (Number(status) < 400 || (status === '400' && operation.operationId === 'checkEligibility')) continue;
      expect(response.content['application/json'], `${name} ${status}`).toEqual({
        schema: { $ref: '#/components/schemas/Error' },
        example: {
          code: 0,
          message: expect.stringMatching(/./) as string,
          requestTraceId: expect.any(String) as string,
        },
      });
    }
  }
});

test('all references lead somewhere, and no schema is there for nothing', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(references.length).toBeGreaterThan(10);
  for (const reference of new Set(references)) {
    const [kind = '', name = ''] = reference.replace('#/components/', '').split('/');
    expect(document.components, reference).toHaveProperty([kind, name]);
  }
  const { schemas, responses } = document.components;
  expect(new Set(references).size).toBe(Object.keys(schemas).length + Object.keys(responses).length);
});

test('the account’s calls need the token, the others say that they need none', () => {
  expect(document.components.securitySchemes).toEqual({
    token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: expect.any(String) as string },
    session: { type: 'apiKey', in: 'cookie', name: 'daybreak-session', description: expect.any(String) as string },
    appToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: expect.any(String) as string },
  });
  for (const { name, path, operation } of operations()) {
    const isOfSession = ['/auth/session', '/auth/sign-out'].includes(path);
    const others = path.startsWith('/inapp/') ? [{ appToken: [] }] : isOfSession ? [{ session: [] }] : [];
    expect(operation.security, name).toEqual(path.startsWith('/api/') ? undefined : others);
  }
});

test('whatever takes a body may find it too large, or of another type', () => {
  const missing = operations().filter(
    ({ name, operation: { responses } }) => !name.startsWith('get ') && !('413' in responses && '415' in responses),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test('a body is said to be required where the call refuses to do without', () => {
  const required = (operationId: string) =>
    operations().find(({ operation }) => operation.operationId === operationId)?.operation.requestBody?.required;
  expect([required('createCampaign'), required('createToken'), required('twilioInbound')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('what "try it out" fills in is a campaign that is accepted', async () => {
  const operation = operations().find(({ name }) => name === `post ${A}/campaign`)?.operation;
  const { example } =
    (operation as unknown as { requestBody: { content: Record<string, { example: object }> } }).requestBody.content[
      'application/json'
    ] ?? {};
  const answer = await api.call('POST', '/campaign', example);
  expect(answer).toMatchObject({ status: 201, body: { failedConsumers: [] } });
  expect(answer.body.acceptedConsumers).toHaveLength(1);
});

test.each<[string, string, number]>([
  ['post', 'handoffs', 201],
  ['put', 'handoffs/H100000001', 409],
  ['patch', 'settings', 200],
  ['put', 'settings/rule-sets/our-own', 200],
  ['post', 'skills', 201],
  ['post', 'outbound-numbers', 201],
  ['post', 'media-hosts', 409],
  ['patch', 'channels/sms', 200],
  ['put', 'channels/order', 200],
])('what "try it out" fills in for %s …/%s is understood', async (method, path, status) => {
  const documented = path
    .replace('channels/sms', 'channels/{channel}')
    .replace('our-own', '{name}')
    .replace(/H\d+/, '{handoffId}');
  const operation = operations().find(({ name }) => name === `${method} ${A}/${documented}`)?.operation;
  const { example } =
    (operation as unknown as { requestBody: { content: Record<string, { example: object }> } }).requestBody.content[
      'application/json'
    ] ?? {};
  expect(example).toBeDefined();
  const answer = await api.call(method.toUpperCase() as 'POST', `/${path}`, example);
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
});

test('every answer and body shows a whole example', () => {
  const schemas = document.components.schemas as Record<string, { examples?: unknown[] }>;
  for (const name of ['Handoff', 'HandoffList', 'HandoffProfile', 'Settings', 'Channel', 'Eligibility', 'SkillList']) {
    expect(schemas[name]?.examples, name).toHaveLength(1);
  }
});

describe('the documentation page', () => {
  test('is served with all that it needs, and asks nobody else', async () => {
    const page = await api.app.inject({ url: '/docs/' });
    expect(page.statusCode).toBe(200);
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) {
      expect(asset).not.toMatch(/^(https?:)?\/\//);
      expect((await api.app.inject({ url: new URL(asset, 'http://x/docs/').pathname })).statusCode, asset).toBe(200);
    }
    const initializer = await api.app.inject({ url: '/docs/static/swagger-initializer.js' });
    expect(initializer.body).toContain('"validatorUrl":null');
  });

  test('calls the server that it came from', () => {
    expect(document.servers.map(({ url }) => url)).toEqual(['/', CONFIG.PUBLIC_URL]);
  });
});

test('the campaign’s fields are described, consumers included', () => {
  const schema = JSON.stringify(document.components.schemas.CampaignRequest);
  for (const field of [
    'campaignName',
    'schedulingMetrics',
    'consumerContent',
    'headerVariables',
    'sdes',
    'timezone',
    'sendRate',
  ]) {
    expect(schema).toContain(`"${field}"`);
  }
});
