import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONFIG, createFixture, type Fixture } from './fixture.ts';

type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  security?: unknown[];
  parameters?: { in: string; name: string }[];
  responses: Record<string, { description: string; content: Record<string, unknown> }>;
};
type Document = {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, unknown> };
};

let api: Fixture;
let document: Document;
beforeAll(async () => {
  api = await createFixture();
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
  'post /webhooks/twilio/inbound',
  'post /webhooks/twilio/status/{attemptId}',
  'get /webhooks/whatsapp',
  'post /webhooks/whatsapp',
  'get /health/live',
  'get /health/ready',
  `get ${A}/campaign`,
  `get ${A}/campaign/{campaignId}`,
  `post ${A}/campaign/{campaignId}/recipients/{recipientId}/retry`,
  `post ${A}/campaign/{campaignId}/retry-failed`,
  `get ${A}/campaign/{campaignId}/recipients`,
  `get ${A}/campaign/{campaignId}/recipients/{recipientId}`,
  `get ${A}/numbers/{phone}`,
  `patch ${A}/channels/{channel}`,
  `put ${A}/channels/order`,
  ...['get', 'post'].map((method) => `${method} ${A}/handoffs`),
  ...['get', 'put', 'delete'].map((method) => `${method} ${A}/handoffs/{handoffId}`),
  `get ${A}/settings`,
  `patch ${A}/settings`,
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
  `get ${A}/apps/{name}/users`,
  `put ${A}/apps/{name}/users/{userId}`,
  `delete ${A}/apps/{name}/users/{userId}`,
  'post /inapp/v1/{accountId}/{app}/register',
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
    for (const [status, response] of Object.entries(operation.responses)) {
      expect(response.description, `${name} ${status}`).toBeTruthy();
      // contract.md section 4: this call's 400 has codes of its own.
      if (Number(status) < 400 || (status === '400' && operation.operationId === 'checkEligibility')) continue;
      expect(response.content['application/json'], `${name} ${status}`).toEqual({
        schema: { $ref: '#/components/schemas/Error' },
      });
    }
  }
});

test('all references lead somewhere, and no schema is there for nothing', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(references.length).toBeGreaterThan(10);
  for (const reference of new Set(references)) {
    const name = reference.replace('#/components/schemas/', '');
    expect(document.components.schemas, reference).toHaveProperty([name]);
  }
  expect(new Set(references).size).toBe(Object.keys(document.components.schemas).length);
});

test('the account’s calls need the token, the others say that they need none', () => {
  expect(document.components.securitySchemes).toEqual({
    token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: expect.any(String) as string },
    appToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: expect.any(String) as string },
  });
  for (const { name, path, operation } of operations()) {
    expect(operation.security, name).toEqual(path.startsWith('/api/') ? undefined : []);
    const others = path.startsWith('/inapp/') ? [{ appToken: [] }] : [];
    expect(operation.security, name).toEqual(path.startsWith('/api/v2/') ? undefined : others);
  }
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
  ['post', 'skills', 201],
  ['post', 'outbound-numbers', 201],
  ['post', 'media-hosts', 409],
  ['patch', 'channels/sms', 200],
  ['put', 'channels/order', 200],
])('what "try it out" fills in for %s …/%s is understood', async (method, path, status) => {
  const documented = path.replace('channels/sms', 'channels/{channel}').replace(/H\d+/, '{handoffId}');
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
