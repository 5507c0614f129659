import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, createFixture, type Fixture } from './fixture.ts';
let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());
test('x', async () => {
  const a = await api.call('POST', '/recipient-lists?templateId=H100000001', 'Phone,B1,B2\r\n12025550173,Ada,A-1\r\n1202,Bob,A-2\r\n12025550173,Ada,A-1\r\n', { 'content-type': 'text/csv' });
  console.log(a.body);
  const id = a.body.id;
  console.log(JSON.stringify((await api.call('GET', `/recipient-lists/${id}/rows`)).body));
  console.log((await api.call('GET', `/recipient-lists/${id}/errors.csv`)).body);
  console.log((await api.call('POST', `/campaign`, {campaignName:'x', skill:'sales', templateId:'H100000001', consent:true, recipientListId: id})).body);
  console.log((await api.call('POST', `/campaign`, {campaignName:'x', skill:'sales', templateId:'H100000001', consent:true, recipientListId: id})).body);
  console.log((await api.call('POST', `/campaign`, {campaignName:'x', consent:true})).body);
});
