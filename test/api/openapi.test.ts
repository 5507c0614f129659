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
      if (Number(status) < 400) continue;
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
  });
  for (const { name, path, operation } of operations()) {
    expect(operation.security, name).toEqual(path.startsWith('/api/v2/') ? undefined : []);
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
