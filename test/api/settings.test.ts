import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, campaignBody, createFixture, OTHER_ACCOUNT } from './fixture.ts';
import type { Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

const SETTINGS = {
  accountId: ACCOUNT,
  name: ACCOUNT,
  timezone: 'America/New_York',
  defaultSkill: 'general',
  lookbackMinutes: 43_200,
  maxConsumersPerCall: 100,
  whatsappMarketingToUs: false,
  ruleSet: null,
  ruleSetVersion: null,
  messagesPerConsumer: { per24Hours: null, per7Days: null },
  apiCallsPerSecond: 1000,
  createdAt: expect.any(String) as string,
};

describe('…/settings', () => {
  test('are read whole', async () => {
    expect(await api.call('GET', '/settings')).toMatchObject({ status: 200, body: SETTINGS });
  });

  test.each<[object, object]>([
    [{}, {}],
    [{ name: ' Acme ' }, { name: 'Acme' }],
    [{ timezone: 'us/eastern' }, { timezone: 'America/New_York' }],
    [{ timezone: 'Asia/Calcutta' }, { timezone: 'Asia/Kolkata' }],
    [{ timezone: 'utc' }, { timezone: 'UTC' }],
    [{ defaultSkill: 'sales' }, { defaultSkill: 'sales' }],
    [{ lookbackMinutes: 60 }, { lookbackMinutes: 60 }],
    [{ maxConsumersPerCall: 1000 }, { maxConsumersPerCall: 1000 }],
    [{ whatsappMarketingToUs: true }, { whatsappMarketingToUs: true }],
    [{ ruleSet: 'strict' }, { ruleSet: 'strict', ruleSetVersion: 1 }],
    [
      { ruleSet: null, ruleSetVersion: 7 },
      { ruleSet: null, ruleSetVersion: null },
    ],
    [{ messagesPerConsumer: { per24Hours: 2, per7Days: 5 } }, { messagesPerConsumer: { per24Hours: 2, per7Days: 5 } }],
    [{ messagesPerConsumer: { per24Hours: null } }, { messagesPerConsumer: { per24Hours: null, per7Days: 5 } }],
    [{ messagesPerConsumer: {} }, { messagesPerConsumer: { per24Hours: null, per7Days: 5 } }],
    [{ messagesPerConsumer: { per7Days: null } }, { messagesPerConsumer: { per24Hours: null, per7Days: null } }],
    [{ apiCallsPerSecond: 1000, accountId: 'x', colour: 'red' }, {}],
  ])('take the change %j, and answer with the whole', async (change, expected) => {
    const before = (await api.call('GET', '/settings')).body;
    const answer = await api.call('PATCH', '/settings', change);
    expect(answer).toMatchObject({ status: 200, body: { ...before, ...expected } });
    expect((await api.call('GET', '/settings')).body).toEqual(answer.body);
  });

  test.each<[object, string]>([
    [{ name: ' ' }, 'name:'],
    [{ name: 7 }, 'name:'],
    [{ timezone: 'UTC+5' }, 'timezone: timezone "UTC+5" is no IANA timezone'],
    [{ timezone: 'Mars/Base' }, 'timezone:'],
    [{ defaultSkill: 'unknown' }, 'defaultSkill: the account has no skill "unknown"'],
    [{ lookbackMinutes: 59 }, 'lookbackMinutes:'],
    [{ lookbackMinutes: 43_201 }, 'lookbackMinutes:'],
    [{ lookbackMinutes: 60.5 }, 'lookbackMinutes:'],
    [{ maxConsumersPerCall: 0 }, 'maxConsumersPerCall:'],
    [{ maxConsumersPerCall: 1001 }, 'maxConsumersPerCall:'],
    [{ whatsappMarketingToUs: 'yes' }, 'whatsappMarketingToUs:'],
    [{ ruleSet: 'lenient' }, 'ruleSet: there is no rule set "lenient"'],
    [{ ruleSet: 7 }, 'ruleSet:'],
    [{ messagesPerConsumer: 3 }, 'messagesPerConsumer:'],
    [{ messagesPerConsumer: { per24Hours: 0 } }, 'messagesPerConsumer.per24Hours:'],
    [{ messagesPerConsumer: { per7Days: 101 } }, 'messagesPerConsumer.per7Days:'],
    [{ messagesPerConsumer: { per7Days: 1.5 } }, 'messagesPerConsumer.per7Days:'],
  ])('refuse %j with 400 and its name, and change nothing', async (change, message) => {
    const before = (await api.call('GET', '/settings')).body;
    const answer = await api.call('PATCH', '/settings', { ...change, lookbackMinutes: 120, ...change });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(message);
    expect((await api.call('GET', '/settings')).body).toEqual(before);
  });

  test('count from the next call on', async () => {
    await api.call('PATCH', '/settings', { maxConsumersPerCall: 1, lookbackMinutes: 120 });
    const consumers = [1, 2].map((n) => ({ consumerContent: { sms: `1202555000${n}` }, variables: { 1: 'Ada' } }));
    const refused = await api.call('POST', '/campaign', campaignBody({ templateId: '1234567890', consumers }));
    expect(refused).toMatchObject({ status: 400, body: { message: expect.stringContaining('1 in a call') as string } });
    await api.call('PATCH', '/settings', { maxConsumersPerCall: 2 });
    const taken = await api.call('POST', '/campaign', campaignBody({ templateId: '1234567890', consumers }));
    expect(taken.status).toBe(201);
    const campaign = await api.db.selectFrom('campaign').select('lookback_minutes').executeTakeFirstOrThrow();
    expect(campaign.lookback_minutes).toBe(120);
  });

  test('are each account’s own', async () => {
    await api.call('PATCH', '/settings', { name: 'Mine' });
    const other = await api.db.selectFrom('account').select('name').where('id', '=', OTHER_ACCOUNT).executeTakeFirst();
    expect(other).toEqual({ name: OTHER_ACCOUNT });
  });
});

describe('…/skills', () => {
  const names = async () => {
    const { body } = await api.call('GET', '/skills');
    return (body.skills as { name: string }[]).map(({ name }) => name);
  };

  test('are added and listed by name, the default one marked', async () => {
    await api.call('PATCH', '/settings', { defaultSkill: 'general' });
    expect(await api.call('POST', '/skills', { name: ' Returns & more/EU ' })).toMatchObject({
      status: 201,
      body: { name: 'Returns & more/EU', isDefault: false },
    });
    expect((await api.call('GET', '/skills')).body).toEqual({
      skills: [
        { name: 'general', isDefault: true },
        { name: 'Returns & more/EU', isDefault: false },
        { name: 'sales', isDefault: false },
      ],
    });
  });

  test('are taken away by their encoded name, of any length', async () => {
    const long = `${'Ü'.repeat(200)} %2F?#`;
    for (const name of ['Returns & more/EU', long]) {
      await api.call('POST', '/skills', { name });
      const answer = await api.call('DELETE', `/skills/${encodeURIComponent(name)}`);
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).not.toContain(JSON.stringify(name));
      expect(await names()).not.toContain(name);
    }
  });

  test.each<[object, number, string]>([
    [{}, 400, 'Fields missing in request: name'],
    [{ name: '' }, 400, 'name:'],
    [{ name: 'x'.repeat(256) }, 400, 'name:'],
    [{ name: 'sales' }, 409, 'name: the account has the skill "sales" already'],
  ])('%j: %i', async (body, status, message) => {
    const answer = await api.call('POST', '/skills', body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
  });

  test('the default skill stays, until another one is the default', async () => {
    await api.call('POST', '/skills', { name: 'next' });
    const refused = await api.call('DELETE', '/skills/general');
    expect(refused).toMatchObject({ status: 409, body: { message: expect.stringContaining('default') as string } });
    expect(await names()).toContain('general');
    await api.call('PATCH', '/settings', { defaultSkill: 'next' });
    expect((await api.call('DELETE', '/skills/general')).status).toBe(200);
    await api.call('POST', '/skills', { name: 'general' });
    await api.call('PATCH', '/settings', { defaultSkill: 'general' });
  });

  test('a campaign keeps the one that it was launched with, and a new one can’t name it', async () => {
    await api.call('POST', '/skills', { name: 'short-lived' });
    const body = campaignBody({
      skill: 'short-lived',
      consumers: [{ consumerContent: { sms: '12025550177' }, variables: { 1: 'Ada', 2: 'B' } }],
    });
    const launched = await api.call('POST', '/campaign', body);
    expect(launched.status).toBe(201);
    expect((await api.call('DELETE', '/skills/short-lived')).status).toBe(200);
    const campaign = await api.db
      .selectFrom('campaign')
      .select('skill')
      .where('id', '=', String(launched.body.proactiveCampaignId))
      .executeTakeFirst();
    expect(campaign).toEqual({ skill: 'short-lived' });
    expect((await api.call('POST', '/campaign', body)).status).toBe(400);
  });

  test('404 for one that there is not, also where another account has it', async () => {
    await api.db.insertInto('skill').values({ account_id: OTHER_ACCOUNT, name: 'theirs' }).execute();
    expect((await api.call('DELETE', '/skills/theirs')).status).toBe(404);
    expect((await api.call('DELETE', `/skills/${'x'.repeat(2000)}`)).status).toBe(404);
    expect(await names()).not.toContain('theirs');
  });
});

describe('…/media-hosts', () => {
  test('are added in lower case and in ASCII, and permit images', async () => {
    expect((await api.call('POST', '/media-hosts', { host: 'Bücher.Example' })).body).toEqual({
      host: 'xn--bcher-kva.example',
    });
    expect((await api.call('GET', '/media-hosts')).body).toEqual({
      mediaHosts: [{ host: 'images.example.com' }, { host: 'xn--bcher-kva.example' }],
    });
    const launch = (n: number) =>
      api.call('POST', '/campaign', {
        ...campaignBody({ templateId: 'image' }),
        consumers: [
          {
            consumerContent: { wa: `1202555018${n}` },
            headerVariables: { image: 'https://bücher.example/a.png' },
          },
        ],
      });
    expect((await launch(1)).body.failedConsumers).toEqual([]);
    const answer = await api.call('DELETE', `/media-hosts/${encodeURIComponent('BÜCHER.example')}`);
    expect(answer).toMatchObject({ status: 200, body: { mediaHosts: [{ host: 'images.example.com' }] } });
    expect((await launch(2)).body.failedConsumers).toMatchObject([{ errorMessage: 'IMAGE_URL_NOT_WHITELISTED' }]);
  });

  test('one that was stored in another case is known, and can be taken away', async () => {
    expect((await api.call('POST', '/media-hosts', { host: 'images.example.com' })).status).toBe(409);
    expect((await api.call('DELETE', '/media-hosts/images.example.com')).body).toEqual({ mediaHosts: [] });
    expect((await api.call('DELETE', '/media-hosts/images.example.com')).status).toBe(404);
  });

  test.each(['https://a.example', 'a.example/x', '*.a.example', 'a.example:8443', '10.0.0.1', ''])(
    '400 for %j, naming the field',
    async (host) => {
      const answer = await api.call('POST', '/media-hosts', { host });
      expect(answer.status).toBe(400);
      expect(answer.body.message).toMatch(/^host: /);
    },
  );

  test("another account's are its own", async () => {
    await api.db.insertInto('media_host').values({ account_id: OTHER_ACCOUNT, host: 'theirs.example' }).execute();
    expect((await api.call('DELETE', '/media-hosts/theirs.example')).status).toBe(404);
    expect(JSON.stringify((await api.call('GET', '/media-hosts')).body)).not.toContain('theirs');
  });
});
