import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DRAFT_DAYS, MOST_DRAFTS } from '../../db/drafts.ts';
import { ERASE_STEPS } from '../../db/retention.ts';
import { hashSecret } from '../../db/api-clients.ts';
import { ACCOUNT, createFixture, NOW, type Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => {
  api = await createFixture();
  const secret_hash = await hashSecret('secret-other');
  await api.db.insertInto('api_client').values({ client_id: 'other', account_id: ACCOUNT, secret_hash }).execute();
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setNow(NOW);
  await api.db.deleteFrom('draft').execute();
});

const at = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const save = (id: string, content: unknown) =>
  api.call('PUT', `/drafts/${id}`, JSON.stringify(content), { 'content-type': 'application/json' });

async function asOther(): Promise<Record<string, string>> {
  const response = await api.app.inject({
    method: 'POST',
    url: `/sentinel/api/account/${ACCOUNT}/app/token?v=1.0&grant_type=client_credentials`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'client_id=other&client_secret=secret-other',
  });
  return { authorization: `Bearer ${response.json<{ access_token: string }>().access_token}` };
}

test('a draft is kept as it was given, and the last word counts', async () => {
  const id = randomUUID();
  const content = { z: 1, campaignName: 'Orders', a: { text: 'Zoë {{1}}', empty: null, list: [1, 'two'] } };
  expect((await save(id, { campaignName: 'First' })).status).toBe(200);
  api.setNow(at(1));
  const saved = await save(id, content);
  expect(saved.body).toEqual({
    id,
    campaignName: 'Orders',
    createdAt: NOW.toISOString(),
    updatedAt: at(1).toISOString(),
    deletedAt: at(1 + DRAFT_DAYS).toISOString(),
    content,
  });
  const { body } = await api.call('GET', `/drafts/${id}`);
  expect(body).toEqual(saved.body);
  expect(Object.keys(body.content as object)).toEqual(['z', 'campaignName', 'a']);
});

test('the list has them without their content, touched last first', async () => {
  const ids = [randomUUID(), randomUUID()];
  for (const [day, id] of ids.entries()) {
    api.setNow(at(day / 24));
    await save(id, day === 0 ? { campaignName: 'Old' } : {});
  }
  const { body } = await api.call('GET', '/drafts');
  expect(body.drafts).toMatchObject([
    { id: ids[1], campaignName: null },
    { id: ids[0], campaignName: 'Old' },
  ]);
  expect((body.drafts as object[])[0]).not.toHaveProperty('content');
});

test('another user sees none of it, and can neither change nor delete it', async () => {
  const id = randomUUID();
  await save(id, { campaignName: 'Mine' });
  const other = await asOther();
  expect((await api.call('GET', '/drafts', undefined, other)).body).toEqual({ drafts: [] });
  expect((await api.call('GET', `/drafts/${id}`, undefined, other)).status).toBe(404);
  expect((await api.call('PUT', `/drafts/${id}`, { campaignName: 'Theirs' }, other)).status).toBe(409);
  expect((await api.call('DELETE', `/drafts/${id}`, undefined, other)).status).toBe(404);
  expect((await api.call('GET', `/drafts/${id}`)).body.campaignName).toBe('Mine');
});

test('a draft is deleted once', async () => {
  const id = randomUUID();
  await save(id, {});
  expect((await api.call('DELETE', `/drafts/${id}`)).status).toBe(204);
  expect((await api.call('DELETE', `/drafts/${id}`)).status).toBe(404);
  expect((await api.call('GET', `/drafts/none`)).status).toBe(404);
});

test('what is too large, too many or no object is refused', async () => {
  expect((await save(randomUUID(), { text: 'x'.repeat(64 * 1024) })).status).toBe(413);
  expect((await save(randomUUID(), { text: 'x'.repeat(60 * 1024) })).status).toBe(200);
  expect((await save(randomUUID(), [1])).status).toBe(400);
  expect((await save('none', {})).body.message).toBe('draftId: must be a UUID');
  const last = randomUUID();
  for (let n = 1; n < MOST_DRAFTS; n++) await save(n === 1 ? last : randomUUID(), {});
  const refused = await save(randomUUID(), {});
  expect([refused.status, refused.body.message]).toEqual([409, 'There are 100 drafts already: delete one']);
  expect((await save(last, { campaignName: 'Still' })).status).toBe(200);
});

test('a draft goes ninety days after it was touched last', async () => {
  const [old, touched] = [randomUUID(), randomUUID()];
  await save(old, {});
  api.setNow(at(1));
  await save(touched, {});
  const now = new Date(at(DRAFT_DAYS).getTime() + 1);
  const cutoffs = { now, data: new Date(0), consents: null };
  expect(await ERASE_STEPS.drafts?.(api.db, cutoffs, 10)).toEqual({ erased: 1, more: false });
  expect((await api.call('GET', '/drafts')).body.drafts).toMatchObject([{ id: touched }]);
});
