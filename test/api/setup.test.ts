import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACCOUNT, createFixture, type Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

const steps = async () => {
  const { status, body } = await api.call('GET', '/setup');
  expect(status).toBe(200);
  return new Map((body.steps as { step: string; done: boolean; detail: string }[]).map((each) => [each.step, each]));
};

test('says of the account what is set up and what is missing, at once', async () => {
  const before = await steps();
  expect([...before.values()].filter(({ done }) => !done).map(({ step }) => step)).toEqual([
    'opt-out-texts',
    'help-texts',
    'apps',
  ]);
  expect(before.get('numbers')).toMatchObject({ needed: true, detail: '1 for WhatsApp, 1 for SMS.' });
  expect(before.get('templates')).toMatchObject({ detail: '4 of 5 approved.' });
  await api.call('PATCH', '/settings', { helpText: { sms: 'Call us.', wa: 'Call us.' } });
  await api.db.deleteFrom('outbound_number').where('account_id', '=', ACCOUNT).where('channel', '=', 'wa').execute();
  await api.db.updateTable('api_client').set({ revoked_at: new Date() }).where('account_id', '<>', ACCOUNT).execute();
  const after = await steps();
  expect(after.get('help-texts')).toMatchObject({ done: true, detail: 'HELP is answered on WhatsApp and SMS.' });
  expect(after.get('numbers')).toMatchObject({ done: false, detail: 'There is no number to send from on WhatsApp.' });
  expect(after.get('keys')).toMatchObject({ done: true, detail: '1 API client.' });
});
