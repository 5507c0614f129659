import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoApi, type DemoApi } from '../support/demo-api.ts';

type KeyValue = { key: string; value: string; disabled?: boolean };
type Item = {
  id: string;
  name: string;
  request: {
    method: string;
    auth?: { type: string };
    header: KeyValue[];
    url: { raw: string; variable?: KeyValue[] };
    body?: { mode: string; raw?: string; urlencoded?: KeyValue[] };
  };
};
type Collection = { variable: KeyValue[]; item: { name: string; item: Item[] }[] };

const file = path.join(import.meta.dirname, '../../docs/postman-collection.json');
const text = await readFile(file, 'utf8');
const collection = JSON.parse(text) as Collection;
const items = collection.item.flatMap((folder) => folder.item);
const named = (name: string) => {
  const item = items.find((each) => each.name === name);
  if (!item) throw new Error(`The collection has no ${name}`);
  return item;
};

let api: DemoApi;
const variables = new Map(collection.variable.map(({ key, value }) => [key, value]));
beforeAll(async () => {
  api = await startDemoApi();
  variables.set('baseUrl', api.url);
});
afterAll(() => api.stop());

const filledIn = (value: string) => value.replace(/\{\{(\w+)\}\}/g, (_, name: string) => variables.get(name) ?? '');

/** Sends a request as Postman does. */
async function send({ request }: Item): Promise<{ status: number; body: Record<string, unknown> }> {
  const { method, url, body, auth } = request;
  const address = (url.variable ?? []).reduce(
    (raw, { key, value }) => raw.replace(`:${key}`, encodeURIComponent(value)),
    url.raw,
  );
  const headers = request.header.filter(({ disabled }) => disabled !== true).map(({ key, value }) => [key, value]);
  if (auth?.type !== 'noauth') headers.push(['authorization', `Bearer ${variables.get('token') ?? ''}`]);
  const form = body?.urlencoded?.map(({ key, value }) => [key, filledIn(value)]);
  const response = await fetch(filledIn(address), {
    method,
    headers: headers as [string, string][],
    ...(body && { body: form ? new URLSearchParams(form as [string, string][]).toString() : (body.raw ?? '') }),
  });
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, body: isJson ? ((await response.json()) as Record<string, unknown>) : {} };
}

describe('the Postman collection', () => {
  test('has ids that are all its own', () => {
    const ids = [...text.matchAll(/"(?:id|_postman_id)": "([0-9a-f-]{36})"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(items.length);
    expect(new Set(ids.filter((id) => items.some((item) => item.id === id))).size).toBe(items.length);
  });

  test('gets a token, launches a campaign and follows it, as it comes', async () => {
    const token = await send(named('Get a token'));
    expect(token).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
    variables.set('token', String(token.body.access_token));
    const campaign = await send(named('Launch a campaign'));
    expect(campaign).toMatchObject({ status: 201, body: { failedConsumers: [] } });
    variables.set('campaignId', String(campaign.body.proactiveCampaignId));
    const [accepted] = campaign.body.acceptedConsumers as { id: string }[];
    variables.set('recipientId', accepted?.id ?? '');
    expect(await send(named('Where each recipient of a campaign is'))).toMatchObject({ status: 200 });
  });

  test('keeps the ids that follow from an answer by its own scripts', () => {
    const scripts = JSON.stringify(collection);
    for (const name of ['token', 'tokenExpiresAt', 'campaignId', 'recipientId']) {
      expect(scripts).toContain(`pm.collectionVariables.set('${name}'`);
    }
  });

  test('has for each call something that the demo account may send: nothing is refused for its form', async () => {
    // What has a token of its own, of an app's user say, can't be called without one.
    for (const item of items.filter(({ request }) => request.auth?.type !== 'bearer')) {
      const { status, body } = await send(item);
      expect([200, 201, 202, 204, 404, 409], `${item.name}: ${status} ${JSON.stringify(body)}`).toContain(status);
    }
  });
});
