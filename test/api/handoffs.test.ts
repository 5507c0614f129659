import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, campaignBody, createFixture, NOW, OTHER_ACCOUNT, SMS_NUMBER, WA_NUMBER, WA_REF } from './fixture.ts';
import type { Answer, Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

const sms = (changes: object = {}) => ({ type: 'sms', text: 'Hi ${{1}}.', optOutText: 'Reply STOP.', ...changes });
const wa = (changes: object = {}) => ({ type: 'wa', templateId: 'order_update', ...changes });
let names = 0;
const handoff = (changes: object = {}) => ({ name: `Handoff ${(names += 1)}`, channels: [sms()], ...changes });
const create = (changes: object = {}) => api.call('POST', '/handoffs', handoff(changes));
const idOf = (answer: Answer) => String(answer.body.id);

describe('POST …/handoffs', () => {
  test('stores a handoff with both channels, and answers with the whole of it', async () => {
    const answer = await create({ name: ' Orders ', lookbackMinutes: 90, channels: [wa(), sms()] });
    expect(answer.status).toBe(201);
    const whole = {
      id: expect.stringMatching(/^H\d{9}$/) as string,
      name: 'Orders',
      lookbackMinutes: 90,
      channels: [
        {
          type: 'wa',
          templateId: 'order_update',
          templateName: 'order_update',
          templateStatus: 'APPROVED',
          text: 'Hello ${{1}}, order ${{2}}.',
          footer: null,
          outboundNumber: WA_NUMBER,
          language: 'en_US',
          variables: ['1', '2'],
        },
        {
          type: 'sms',
          text: 'Hi ${{1}}.',
          optOutText: 'Reply STOP.',
          outboundNumber: SMS_NUMBER,
          language: 'en_US',
          variables: ['1'],
          characters: 22,
          segments: 1,
          unicodeCharacters: [],
        },
      ],
      createdAt: NOW.toISOString(),
      updatedAt: NOW.toISOString(),
    };
    expect(answer.body).toEqual(whole);
    expect((await api.call('GET', `/handoffs/${idOf(answer)}`)).body).toEqual(whole);
  });

  test("takes the account's lookback period, its first number and the default opt-out text where none are given", async () => {
    await api.db.updateTable('account').set({ lookback_minutes: 2880 }).where('id', '=', ACCOUNT).execute();
    const answer = await create({ channels: [{ type: 'sms', text: 'Hello' }] });
    expect(answer.body).toMatchObject({
      lookbackMinutes: 2880,
      channels: [
        { outboundNumber: SMS_NUMBER, optOutText: 'To stop receiving messages, reply STOP.', language: 'en_US' },
      ],
    });
  });

  test('counts the segments of an SMS, and says which character makes it UCS-2', async () => {
    const answer = await create({ channels: [sms({ text: `${'x'.repeat(70)}…` })] });
    expect(answer.body.channels).toMatchObject([{ segments: 2, unicodeCharacters: ['…'] }]);
  });

  test('takes In-App alone, with its apps', async () => {
    const channel = { type: 'inapp', text: 'Hello ${{name}}', appNames: ['shop', 'club'] };
    const refused = await create({ channels: [channel] });
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining('no app "shop"')]);
    for (const name of channel.appNames) await api.call('POST', '/apps', { name });
    const answer = await create({ channels: [channel] });
    expect(answer.status).toBe(201);
    expect(answer.body.channels).toEqual([{ ...channel, language: 'en_US', variables: ['name'] }]);
  });

  test('that is brought along keeps its id: clients go on naming it', async () => {
    const id = 'f3a1.LP-4711_b';
    const brought = await create({ id, name: 'Brought along', channels: [sms()] });
    expect([brought.status, brought.body.id]).toEqual([201, id]);
    const consumers = [{ consumerContent: { sms: '12025550151' }, variables: { 1: 'Ada' } }];
    expect((await api.call('POST', '/campaign', campaignBody({ templateId: id, consumers }))).status).toBe(201);
    const again = await create({ id, name: 'Another' });
    expect([again.status, again.body.message]).toEqual([409, `id: another handoff has "${id}"`]);
    const sentBack = await api.call('PUT', `/handoffs/${id}`, { ...brought.body, name: 'Renamed' });
    expect([sentBack.status, sentBack.body.id, sentBack.body.name]).toEqual([200, id, 'Renamed']);
    const moved = await api.call('PUT', `/handoffs/${id}`, { ...brought.body, id: 'other' });
    expect([moved.status, moved.body.message]).toEqual([
      400,
      'id: is another than that in the address, and never changes',
    ]);
  });

  test("is what a campaign sends, from the handoff's own number", async () => {
    await api.db
      .insertInto('outbound_number')
      .values({ account_id: ACCOUNT, channel: 'sms', number: '+12025550111' })
      .execute();
    const { body } = await create({ channels: [sms({ outboundNumber: '12025550111' })] });
    const consumers = [{ consumerContent: { sms: '12025550150' }, variables: { 1: 'Ada' } }];
    const campaign = await api.call('POST', '/campaign', campaignBody({ templateId: body.id, consumers }));
    expect(campaign.status).toBe(201);
    const { plan } = await planOf(campaign);
    expect(plan).toEqual([{ channel: 'sms', from: '+12025550111', text: 'Hi ${{1}}.', optOutText: 'Reply STOP.' }]);
  });

  test.each<[string, object, string]>([
    ['no name', { name: undefined }, 'Fields missing in request: name'],
    ['no channels', { channels: undefined }, 'Fields missing in request: channels'],
    ['an id with a space', { id: 'a b' }, 'id: must be 1 to 32 letters'],
    ['an id too long for a templateId', { id: 'x'.repeat(33) }, 'id: must be 1 to 32 letters'],
    ['the id of the stock SMS', { id: '1234567890' }, 'id: is that of the stock SMS'],
    ['an empty list of channels', { channels: [] }, 'channels: must name at least one channel'],
    ['an empty name', { name: '  ' }, 'name: must not be empty'],
    ['a name with <', { name: 'a<b' }, 'name: must not have < or >'],
    ['a lookback period under an hour', { lookbackMinutes: 59 }, 'lookbackMinutes:'],
    ['a lookback period over 30 days', { lookbackMinutes: 43_201 }, 'lookbackMinutes:'],
    ['an unknown channel', { channels: [{ type: 'fax' }] }, 'channels[0].type: must be sms, wa or inapp'],
    ['a channel twice', { channels: [sms(), sms()] }, 'channels: sms is named twice'],
    [
      'In-App beside SMS',
      { channels: [sms(), { type: 'inapp', text: 'x', appNames: ['a'] }] },
      'channels: inapp stands alone, without sms or wa',
    ],
    [
      'five apps',
      { channels: [{ type: 'inapp', text: 'x', appNames: ['a', 'b', 'c', 'd', 'e'] }] },
      'channels[0].appNames: names 5',
    ],
    ['no text', { channels: [sms({ text: undefined })] }, 'Fields missing in request: channels[0].text'],
    ['a text that is too long', { channels: [wa(), sms({ text: 'x'.repeat(129) })] }, 'channels[1].text: has 129'],
    ['an empty opt-out text', { channels: [sms({ optOutText: '' })] }, 'channels[0].optOutText: must not be empty'],
    [
      "another account's number",
      { channels: [sms({ outboundNumber: '+12025550199' })] },
      "channels[0].outboundNumber: +12025550199 is none of the account's SMS numbers",
    ],
    [
      "another channel's number",
      { channels: [sms({ outboundNumber: WA_NUMBER })] },
      `channels[0].outboundNumber: ${WA_NUMBER} is none of the account's SMS numbers`,
    ],
    [
      'an unknown template',
      { channels: [wa({ templateId: 'x' })] },
      'channels[0].templateId: the account has no template "x"',
    ],
    [
      'a template that is not approved',
      { channels: [sms(), wa({ templateId: 'waiting' })] },
      'channels[1].templateId: the account\'s template "waiting" is not approved: it is PENDING',
    ],
    [
      'a rich template',
      { channels: [wa({ templateId: 'image' })] },
      'channels[0].templateId: the account\'s template "image" is rich: a handoff takes no template with a header of type image',
    ],
    ['a language that is none', { channels: [sms({ language: 'English!' })] }, 'channels[0].language:'],
  ])('400 for %s', async (_name, changes, message) => {
    const answer = await create(changes);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(message);
  });

  test('400 for a template that is deleted', async () => {
    const components = JSON.stringify([{ type: 'body', content: 'Gone.' }]);
    const columns = { account_id: ACCOUNT, id: 'gone', name: 'gone', language: 'en', category: 'UTILITY' as const };
    await api.db
      .insertInto('template')
      .values({ ...columns, status: 'APPROVED', components, deleted_at: NOW })
      .execute();
    const answer = await create({ channels: [wa({ templateId: 'gone' })] });
    expect(answer).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('no template "gone"') as string },
    });
  });

  test('400 for a number of another WhatsApp Business Account than the template', async () => {
    const components = JSON.stringify([{ type: 'body', content: 'Hi.' }]);
    const columns = { account_id: ACCOUNT, id: 'theirs', name: 'theirs', language: 'en', category: 'UTILITY' as const };
    await api.db
      .insertInto('template')
      .values({ ...columns, status: 'APPROVED', components, waba_id: 'waba-2' })
      .execute();
    const owned = api.db.updateTable('outbound_number').where('provider_ref', '=', WA_REF);
    await owned.set({ waba_id: 'waba-1' }).execute();
    const answer = await create({ channels: [wa({ templateId: 'theirs' })] });
    expect(answer).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('channels[0].outboundNumber') as string },
    });
    await owned.set({ waba_id: 'waba-2' }).execute();
    expect((await create({ channels: [wa({ templateId: 'theirs' })] })).status).toBe(201);
    await owned.set({ waba_id: null }).execute();
  });

  test('409 for a name that another handoff of the account has; another account may have it', async () => {
    expect((await create({ name: 'Taken' })).status).toBe(201);
    const answer = await create({ name: ' Taken' });
    expect(answer).toMatchObject({
      status: 409,
      body: { message: 'name: another handoff of the account is called "Taken"' },
    });
    await api.db
      .insertInto('handoff')
      .values({ id: 'H999999998', account_id: OTHER_ACCOUNT, name: 'Theirs', lookback_minutes: 60, channels: '[]' })
      .execute();
    expect((await create({ name: 'Theirs' })).status).toBe(201);
  });
});

describe('PUT …/handoffs/{id}', () => {
  test('replaces the whole, and says when', async () => {
    const { body } = await create({ lookbackMinutes: 60, channels: [wa(), sms()] });
    const later = new Date(NOW.getTime() + 60_000);
    api.setNow(later);
    const changed = { name: 'Changed', lookbackMinutes: 120, channels: [sms({ text: 'Bye' })] };
    const answer = await api.call('PUT', `/handoffs/${String(body.id)}`, changed);
    api.setNow(NOW);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: body.id,
      name: 'Changed',
      lookbackMinutes: 120,
      channels: [{ type: 'sms', text: 'Bye' }],
      createdAt: NOW.toISOString(),
      updatedAt: later.toISOString(),
    });
  });

  test('takes what a GET answered, and changes nothing by it', async () => {
    const before = await create({ channels: [wa(), sms()] });
    const after = await api.call('PUT', `/handoffs/${idOf(before)}`, before.body);
    expect(after).toMatchObject({ status: 200, body: before.body });
  });

  test('never changes a campaign that is launched', async () => {
    const { body } = await create({ lookbackMinutes: 60 });
    const consumers = [{ consumerContent: { sms: '12025550151' }, variables: { 1: 'Ada' } }];
    const campaign = await api.call('POST', '/campaign', campaignBody({ templateId: body.id, consumers }));
    const before = await planOf(campaign);
    expect(before.plan).toMatchObject([{ text: 'Hi ${{1}}.' }]);
    await api.call('PUT', `/handoffs/${String(body.id)}`, handoff({ channels: [sms({ text: 'Other' })] }));
    expect(await planOf(campaign)).toEqual(before);
    expect((await api.call('DELETE', `/handoffs/${String(body.id)}`)).status).toBe(200);
    expect(await planOf(campaign)).toEqual(before);
  });

  test("404 for one that there is not, 409 for another one's name, 400 for what is wrong", async () => {
    await create({ name: 'First' });
    const { body } = await create({ name: 'Second' });
    const put = (changes: object, id = String(body.id)) => api.call('PUT', `/handoffs/${id}`, handoff(changes));
    expect((await put({}, 'H123')).status).toBe(404);
    expect((await put({ name: 'First' })).status).toBe(409);
    expect((await put({ name: 'Second' })).status).toBe(200);
    expect((await put({ channels: [] })).status).toBe(400);
  });
});

describe('DELETE …/handoffs/{id}', () => {
  test('takes it away: no campaign can be launched with it', async () => {
    const { body } = await create();
    const answer = await api.call('DELETE', `/handoffs/${String(body.id)}`);
    expect(answer).toMatchObject({ status: 200, body });
    expect((await api.call('GET', `/handoffs/${String(body.id)}`)).status).toBe(404);
    expect((await api.call('DELETE', `/handoffs/${String(body.id)}`)).status).toBe(404);
    const campaign = await api.call('POST', '/campaign', campaignBody({ templateId: body.id }));
    expect(campaign.status).toBe(400);
  });
});

test("another account's handoff is not there", async () => {
  await api.db
    .insertInto('handoff')
    .values({ id: 'H999999999', account_id: OTHER_ACCOUNT, name: 'Secret', lookback_minutes: 60, channels: '[]' })
    .execute();
  expect((await api.call('GET', '/handoffs/H999999999')).status).toBe(404);
  expect((await api.call('PUT', '/handoffs/H999999999', handoff())).status).toBe(404);
  expect((await api.call('DELETE', '/handoffs/H999999999')).status).toBe(404);
  const list = await api.call('GET', '/handoffs?limit=500');
  expect(JSON.stringify(list.body)).not.toContain('Secret');
});

test('says when its template is no longer approved, or no longer there', async () => {
  const components = JSON.stringify([{ type: 'body', content: 'Hi {{1}}.' }]);
  const columns = { account_id: ACCOUNT, id: 'later', name: 'later', language: 'en', category: 'UTILITY' as const };
  await api.db
    .insertInto('template')
    .values({ ...columns, status: 'APPROVED', components })
    .execute();
  const { body } = await create({ channels: [wa({ templateId: 'later' })] });
  const channel = async () => {
    const answer = await api.call('GET', `/handoffs/${String(body.id)}`);
    return (answer.body.channels as Record<string, unknown>[])[0];
  };
  const template = api.db.updateTable('template').where('id', '=', 'later');
  await template.set({ status: 'PAUSED' }).execute();
  expect(await channel()).toMatchObject({ templateId: 'later', templateStatus: 'PAUSED', text: 'Hi ${{1}}.' });
  await template.set({ deleted_at: NOW }).execute();
  expect(await channel()).toMatchObject({
    templateId: null,
    templateName: 'later',
    templateStatus: null,
    text: 'Hi ${{1}}.',
  });
});

describe('GET …/handoffs', () => {
  let list: Fixture;
  beforeAll(async () => {
    list = await createFixture();
    await list.db.deleteFrom('handoff').execute();
    for (const [index, name] of ['Beta 100%', 'alpha_1', 'Gamma'].entries()) {
      list.setNow(new Date(NOW.getTime() + index * 1000));
      await list.call('POST', '/handoffs', handoff({ name, channels: index === 2 ? [wa()] : [sms()] }));
    }
    list.setNow(new Date(NOW.getTime() + 10_000));
    const first = await list.call('GET', '/handoffs?name=Beta');
    const [beta] = first.body.handoffs as { id: string }[];
    await list.call('PUT', `/handoffs/${beta?.id ?? ''}`, handoff({ name: 'Beta 100%' }));
  });
  afterAll(() => list.close());

  test.each([
    ['', ['alpha_1', 'Beta 100%', 'Gamma']],
    ['?order=desc', ['Gamma', 'Beta 100%', 'alpha_1']],
    ['?sort=createdAt', ['Beta 100%', 'alpha_1', 'Gamma']],
    ['?sort=updatedAt&order=desc', ['Beta 100%', 'Gamma', 'alpha_1']],
    ['?name=A', ['alpha_1', 'Beta 100%', 'Gamma']],
    ['?name=ALPHA', ['alpha_1']],
    ['?name=%25', ['Beta 100%']],
    ['?name=_', ['alpha_1']],
    ['?channel=wa', ['Gamma']],
    ['?channel=sms&name=alpha', ['alpha_1']],
    ['?channel=inapp', []],
    ['?whatever=1', ['alpha_1', 'Beta 100%', 'Gamma']],
  ])('%s', async (query, expected) => {
    const answer = await list.call('GET', `/handoffs${query}`);
    expect(answer.status).toBe(200);
    expect((answer.body.handoffs as { name: string }[]).map(({ name }) => name)).toEqual(expected);
    expect(answer.body.page).toEqual({ count: expected.length, offset: 0, limit: 100 });
  });

  test('comes in pages, with the count of all', async () => {
    const answer = await list.call('GET', '/handoffs?limit=1&offset=1');
    expect((answer.body.handoffs as { name: string }[]).map(({ name }) => name)).toEqual(['Beta 100%']);
    expect(answer.body.page).toEqual({ count: 3, offset: 1, limit: 1 });
  });

  test.each([
    ['?sort=size', 'sort'],
    ['?order=up', 'order'],
    ['?channel=fax', 'channel'],
    ['?limit=0', 'limit'],
    ['?offset=-1', 'offset'],
  ])('400 for %s, naming it', async (query, name) => {
    const answer = await list.call('GET', `/handoffs${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(`${name}:`);
  });
});

async function planOf(campaign: Answer) {
  return api.db
    .selectFrom('campaign')
    .select(['plan', 'lookback_minutes', 'handoff_id'])
    .where('id', '=', String(campaign.body.proactiveCampaignId))
    .executeTakeFirstOrThrow();
}
