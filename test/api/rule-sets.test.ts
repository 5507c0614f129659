import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideAndRecord } from '../../db/recipients.ts';
import { listWaitingOnRules } from '../../db/rule-sets.ts';
import type { Constraint } from '../../domain/decision.ts';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  consumer,
  createFixture,
  NOW,
  OTHER_ACCOUNT,
  SMS_NUMBER,
} from './fixture.ts';
import type { Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
beforeEach(async () => {
  api.setNow(NOW);
  await api.call('PATCH', '/settings', { ruleSet: null, messagesPerConsumer: { per24Hours: null, per7Days: null } });
  await api.db.deleteFrom('outbox').execute();
});
afterAll(() => api.close());

const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
const daily = (from: number, to: number) =>
  DAYS.map((day) => ({ day, startTime: { hour: from, minute: 0 }, endTime: { hour: to, minute: 0 } }));
const RULE = {
  jurisdiction: 'US',
  name: 'the US',
  channels: ['sms'],
  windows: daily(9, 17),
  holidays: [{ name: 'Founders’ Day', monthDay: '06-01' }],
  messagesPer24Hours: 4,
  source: 'Our lawyers',
  asOf: '2026-01-02',
};
const own = (changes: object = {}) => ({ description: 'Our own', rules: [{ ...RULE, ...changes }] });
const outbox = async () => (await api.db.selectFrom('outbox').select('message').execute()).map((row) => row.message);
const WOKEN = [{ kind: 'resume', accountId: ACCOUNT, what: { settingsOf: 'rules' } }];

/** 22:30 in London, and 17:30 in New York. */
const EVENING = new Date('2026-01-14T22:30:00.000Z');

async function lookUp(number: string) {
  const { body } = await api.call('GET', `/numbers/${number}`);
  const channels = body.channels as Record<string, unknown>[];
  const sms = channels.find(({ channel }) => channel === 'sms');
  if (!sms) throw new Error('There is no SMS');
  return { places: body.places, ruleVersion: String(body.ruleVersion), sms };
}

describe('…/settings/rule-sets', () => {
  test('lists the preset, and then the own ones in their latest version', async () => {
    await api.call('PUT', '/settings/rule-sets/listed', own());
    await api.call('PUT', '/settings/rule-sets/listed', own({ messagesPer24Hours: 5 }));
    await api.call('PATCH', '/settings', { ruleSet: 'listed' });
    const { status, body } = await api.call('GET', '/settings/rule-sets');
    expect(status).toBe(200);
    const sets = body.ruleSets as Record<string, unknown>[];
    expect(sets[0]).toMatchObject({ name: 'strict', version: 1, builtIn: true, inForce: false, createdAt: null });
    expect(sets[0]?.jurisdictions).toContain('US-FL');
    expect(sets.find(({ name }) => name === 'listed')).toEqual({
      name: 'listed',
      version: 2,
      description: 'Our own',
      builtIn: false,
      inForce: true,
      createdAt: NOW.toISOString(),
      createdBy: expect.any(String) as string,
      jurisdictions: ['US'],
    });
  });

  test('keeps every version of an own one; the same again makes none', async () => {
    const first = await api.call('PUT', '/settings/rule-sets/kept', own());
    expect(first).toMatchObject({ status: 200, body: { version: 1, inForce: false, rules: [RULE] } });
    expect((await api.call('PUT', '/settings/rule-sets/kept', own())).body).toEqual(first.body);
    const second = await api.call('PUT', '/settings/rule-sets/kept', own({ windows: null, holidays: [] }));
    expect(second.body).toMatchObject({ version: 2, rules: [{ windows: null, holidays: [] }] });
    expect((await api.call('GET', '/settings/rule-sets/kept')).body).toEqual(second.body);
    expect((await api.call('GET', '/settings/rule-sets/kept?version=1')).body).toEqual(first.body);
    expect((await api.call('GET', '/settings/rule-sets/kept?version=3')).status).toBe(404);
  });

  test('shows the preset whole', async () => {
    const { body } = await api.call('GET', '/settings/rule-sets/strict');
    const rules = body.rules as { jurisdiction: string; source: string; messagesPer24Hours: number | null }[];
    expect(rules.find(({ jurisdiction }) => jurisdiction === 'US-FL')).toMatchObject({
      source: expect.stringContaining('501.616') as string,
      messagesPer24Hours: 3,
    });
    expect((await api.call('GET', '/settings/rule-sets/strict?version=1')).body).toEqual(body);
    expect((await api.call('GET', '/settings/rule-sets/strict?version=2')).status).toBe(404);
  });

  test.each<[string, object, number, string]>([
    ['strict', own(), 409, 'name: strict comes with the product'],
    ['Our%20Own', own(), 400, 'name: must be 1 to 40 small letters'],
    ['bad', { rules: [] }, 400, 'rules:'],
    ['bad', {}, 400, 'rules'],
    ['bad', own({ jurisdiction: 'US-XX' }), 400, 'rules[0].jurisdiction: must be * for everywhere'],
    ['bad', own({ channels: [] }), 400, 'rules[0].channels:'],
    [
      'bad',
      own({ windows: [{ ...RULE.windows[0], endTime: { hour: 9, minute: 0 } }] }),
      400,
      'ends at or before its start',
    ],
    ['bad', own({ windows: [] }), 400, 'windows is empty'],
    ['bad', own({ holidays: [{ name: 'No', monthDay: '02-30' }] }), 400, 'rules[0].holidays[0]'],
    ['bad', own({ holidays: [{ name: 'No', date: '2027-02-29' }] }), 400, 'rules[0].holidays[0]'],
    ['bad', own({ holidays: [{ name: 'Two', monthDay: '12-25', easter: 1 }] }), 400, 'rules[0].holidays[0]'],
    ['bad', own({ messagesPer24Hours: 0 }), 400, 'rules[0].messagesPer24Hours:'],
    ['bad', own({ source: ' ' }), 400, 'rules[0].source:'],
    ['bad', own({ asOf: 'lately' }), 400, 'rules[0].asOf: must be a date'],
  ])('PUT %s refuses %j with %i, naming what is wrong', async (name, body, status, message) => {
    const answer = await api.call('PUT', `/settings/rule-sets/${name}`, body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
    expect((await api.call('GET', '/settings/rule-sets/bad')).status).toBe(404);
  });

  test('of another account is nobody else’s', async () => {
    const set = { name: 'theirs', version: 1, description: '', rules: '[]', created_at: NOW, created_by: 'they' };
    await api.db
      .insertInto('rule_set')
      .values({ ...set, account_id: OTHER_ACCOUNT })
      .execute();
    expect((await api.call('GET', '/settings/rule-sets/theirs')).status).toBe(404);
    expect((await api.call('PATCH', '/settings', { ruleSet: 'theirs' })).status).toBe(400);
  });
});

describe('a rule set in force', () => {
  test('narrows the window of a number by where it is, and says so', async () => {
    api.setNow(new Date('2026-01-15T01:30:00.000Z'));
    expect(await lookUp('13055550100')).toMatchObject({ places: [], sms: { waitsFor: null } });
    await api.call('PATCH', '/settings', { ruleSet: 'strict' });
    const { places, ruleVersion, sms } = await lookUp('13055550100');
    expect(places).toEqual(['US-FL']);
    expect(ruleVersion).toMatch(/^map-\S+ overrides-\d+ tz-\S+ rules-strict-1$/);
    expect(sms).toMatchObject({
      window: { open: false, opensAt: '2026-01-15T13:00:00.000Z' },
      waitsFor: 'WINDOW',
      nextSendAt: '2026-01-15T13:00:00.000Z',
      sentence:
        'Waits for its send window on SMS: it is now Wed 20:30 in America/New_York, and the window opens on Thu 15 Jan at 08:00 in America/New_York, by the rule set strict (everywhere; Florida).',
    });
  });

  test('keeps holidays free', async () => {
    await api.call('PATCH', '/settings', { ruleSet: 'strict' });
    api.setNow(new Date('2026-12-25T18:00:00.000Z'));
    expect((await lookUp('12055550100')).sms.sentence).toContain('(Alabama: Christmas Day)');
    expect((await lookUp('12125550100')).sms).toMatchObject({ window: { open: true } });
  });

  test('narrows a campaign’s own windows too, and never widens them', async () => {
    await api.call('PUT', '/settings/rule-sets/mornings', own({ windows: daily(8, 12) }));
    const schedulingMetrics = { windows: daily(10, 22) };
    const launched = await api.call('POST', '/campaign', campaignBody({ schedulingMetrics }));
    const path = `/campaign/${String(launched.body.proactiveCampaignId)}/recipients`;
    const shown = async (hour: number) => {
      api.setNow(new Date(Date.UTC(2026, 0, 14, hour + 5)));
      const { body } = await api.call('GET', path);
      return (body.recipients as { waitsFor: string; nextSendAt: string }[])[0];
    };
    expect(await shown(13)).toMatchObject({ waitsFor: 'RATE' });
    await api.call('PATCH', '/settings', { ruleSet: 'mornings' });
    expect(await shown(9)).toMatchObject({ waitsFor: 'WINDOW', nextSendAt: '2026-01-14T15:00:00.000Z' });
    expect(await shown(11)).toMatchObject({ waitsFor: 'RATE' });
    expect(await shown(13)).toMatchObject({
      waitsFor: 'WINDOW',
      nextSendAt: '2026-01-15T15:00:00.000Z',
      constraint: { kind: 'WINDOW', heldBy: 'the rule set mornings (the US)' },
    });
  });

  test('is in force in its new version as soon as that is written', async () => {
    await api.call('PUT', '/settings/rule-sets/edited', own({ windows: daily(8, 12) }));
    await api.call('PATCH', '/settings', { ruleSet: 'edited' });
    api.setNow(EVENING);
    expect((await lookUp('12125550100')).sms).toMatchObject({ window: { open: false } });
    const answer = await api.call('PUT', '/settings/rule-sets/edited', own({ windows: daily(8, 20) }));
    expect(answer.body).toMatchObject({ version: 2, inForce: true });
    const { ruleVersion, sms } = await lookUp('12125550100');
    expect(ruleVersion).toContain('rules-edited-2');
    expect(sms).toMatchObject({ window: { open: true } });
    expect((await api.call('GET', '/settings')).body).toMatchObject({ ruleSet: 'edited', ruleSetVersion: 2 });
    expect(await outbox()).toEqual(WOKEN);
  });
});

describe('limits of messages to one consumer', () => {
  let lastNumber = 300;

  /** Messages that a number has had, `[channel, state, hours ago]`. */
  async function history(number: string, calls: (readonly ['wa' | 'sms', string, number])[]) {
    const launched = await api.call('POST', '/campaign', campaignBody());
    const recipient_id = acceptedOf(launched)[0]?.id ?? '';
    for (const [index, [channel, state, hours]] of calls.entries()) {
      const called_at = new Date(NOW.getTime() - hours * 3_600_000);
      await sql`INSERT INTO attempt (id, account_id, recipient_id, number, channel, state, from_address, to_address, rule_version, called_at)
        VALUES (${randomUUID()}, ${ACCOUNT}, ${recipient_id}, ${index + 1}, ${channel}, ${state}, ${SMS_NUMBER}, ${number}, 'v', ${called_at})`.execute(
        api.db,
      );
    }
  }

  const newNumber = () => `+1212555${String(++lastNumber).padStart(4, '0')}`;

  test.each([
    ['what may have gone counts, on any channel', ['CALLING', 'UNKNOWN', 'ACCEPTED', 'DELIVERED', 'READ'], true],
    ['what was refused, lost or not delivered does not', ['REFUSED', 'ABSENT', 'FAILED'], false],
  ] as const)('%s', async (_what, states, counts) => {
    await api.call('PATCH', '/settings', { messagesPerConsumer: { per24Hours: 1 } });
    for (const state of states) {
      const number = newNumber();
      await history(number, [['wa', state, 2]]);
      const { sms } = await lookUp(number);
      expect(sms, state).toMatchObject(
        counts
          ? { waitsFor: 'CONSUMER_LIMIT', nextSendAt: '2026-01-15T13:00:00.000Z' }
          : { waitsFor: null, nextSendAt: NOW.toISOString() },
      );
    }
  });

  test('of 7 days, and of a state’s rule', async () => {
    const number = '+13055550111';
    await history(number, [
      ['sms', 'DELIVERED', 1],
      ['wa', 'READ', 4],
      ['sms', 'DELIVERED', 5],
      ['sms', 'DELIVERED', 100],
    ]);
    expect((await lookUp(number)).sms).toMatchObject({ waitsFor: null });
    await api.call('PATCH', '/settings', { messagesPerConsumer: { per7Days: 4 } });
    expect((await lookUp(number)).sms.sentence).toContain(
      'had 4 messages of campaigns within 7 days, as many as the account allows',
    );
    await api.call('PATCH', '/settings', { ruleSet: 'strict', messagesPerConsumer: { per7Days: null } });
    expect((await lookUp(number)).sms.sentence).toContain(
      'had 3 messages of campaigns within 24 hours, as many as are allowed by the rule for Florida, of the rule set strict; it is now',
    );
  });

  test('one person’s number in another written form is the same person', async () => {
    await api.call('PATCH', '/settings', { messagesPerConsumer: { per24Hours: 1 } });
    await history('+541123456789', [['sms', 'DELIVERED', 2]]);
    expect((await lookUp('+5491123456789')).sms).toMatchObject({ waitsFor: 'CONSUMER_LIMIT' });
  });

  test('are in a recipient’s state, its forecast and the filter of lists', async () => {
    await api.call('PATCH', '/settings', { messagesPerConsumer: { per24Hours: 1 } });
    const number = newNumber();
    await history(number, [['sms', 'DELIVERED', 2]]);
    const consumers = [consumer(1), { ...consumer(2), consumerContent: { sms: number.slice(1) } }];
    const launched = await api.call('POST', '/campaign', campaignBody({ consumers }));
    const path = `/campaign/${String(launched.body.proactiveCampaignId)}/recipients`;
    const id = acceptedOf(launched)[1]?.id ?? '';
    await api.db.transaction().execute((trx) => decideAndRecord(trx, id, NOW.getTime()));
    const row = await api.db.selectFrom('recipient').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'SCHEDULED', waits_for: 'CONSUMER_LIMIT' });
    expect(row.wake_at?.toISOString()).toBe('2026-01-15T13:00:00.000Z');
    const { body } = await api.call('GET', `${path}?waitsFor=CONSUMER_LIMIT`);
    expect(body).toMatchObject({
      page: { count: 1 },
      recipients: [
        {
          id,
          constraint: {
            kind: 'CONSUMER_LIMIT',
            limit: 1,
            periodHours: 24,
            by: null,
            freeAt: '2026-01-15T13:00:00.000Z',
          },
          sentence: expect.stringContaining('the next is allowed on Thu 15 Jan at 08:00 in America/New_York') as string,
        },
      ],
    });
    await api.call('PATCH', '/settings', { messagesPerConsumer: { per24Hours: null } });
    expect((await api.call('GET', `${path}/${id}`)).body).toMatchObject({
      waitsFor: 'CONSUMER_LIMIT',
      sentence: expect.stringContaining('Nothing holds it on SMS any more') as string,
    });
  });

  test('are looked up by an index', async () => {
    await api.db.transaction().execute(async (trx) => {
      await sql`SET LOCAL enable_seqscan = off`.execute(trx);
      const { rows } = await sql<
        Record<string, string>
      >`EXPLAIN SELECT t.called_at FROM attempt t WHERE t.account_id = ${ACCOUNT}
        AND t.channel = ANY(${['wa', 'sms', 'inapp']}::text[]) AND t.to_address = ANY(${['+12125550300']}::text[])
        AND t.called_at > ${NOW}::timestamptz`.execute(trx);
      expect(rows.map((row) => Object.values(row).join()).join('\n')).toContain('attempt_consumer');
    });
  });
});

describe('who waits for rules or limits', () => {
  test.each<[object, object, boolean]>([
    [{}, { ruleSet: 'strict' }, false],
    [{ ruleSet: 'strict' }, { ruleSet: null }, true],
    [{ ruleSet: 'strict' }, { ruleSet: 'strict' }, false],
    [{}, { messagesPerConsumer: { per24Hours: 1 } }, false],
    [{ messagesPerConsumer: { per24Hours: 1 } }, { messagesPerConsumer: { per24Hours: 2 } }, true],
    [{ messagesPerConsumer: { per24Hours: 2 } }, { messagesPerConsumer: { per24Hours: 1 } }, false],
    [{ messagesPerConsumer: { per7Days: 2 } }, { messagesPerConsumer: { per7Days: null } }, true],
    [{ ruleSet: 'strict' }, { name: 'Acme' }, false],
  ])('from %j, %j wakes them: %s', async (before, change, wakes) => {
    await api.call('PATCH', '/settings', before);
    await api.db.deleteFrom('outbox').execute();
    const kicks = api.kicks();
    await api.call('PATCH', '/settings', change);
    expect(await outbox()).toEqual(wakes ? WOKEN : []);
    expect(api.kicks()).toBeGreaterThan(kicks);
  });

  test('are the sleepers of all campaigns, those with windows of their own too, in pages', async () => {
    await api.db.updateTable('recipient').set({ waits_for: null }).execute();
    const waitingFor = async (waits_for: Constraint, changes: object = {}) => {
      const launched = await api.call('POST', '/campaign', campaignBody({ consumers: [consumer(1)], ...changes }));
      const id = acceptedOf(launched)[0]?.id ?? '';
      await api.db.updateTable('recipient').set({ state: 'SCHEDULED', waits_for }).where('id', '=', id).execute();
      return id;
    };
    const expected = [
      await waitingFor('WINDOW'),
      await waitingFor('WINDOW', { schedulingMetrics: { windows: daily(9, 17) } }),
      await waitingFor('CONSUMER_LIMIT'),
    ].sort();
    await waitingFor('DAILY_LIMIT');
    await waitingFor('PAUSED');
    const first = await listWaitingOnRules(api.db, ACCOUNT, null, 2);
    const rest = await listWaitingOnRules(api.db, ACCOUNT, first.at(-1)?.id ?? '', 2);
    expect([...first, ...rest].map(({ id }) => id)).toEqual(expected);
  });
});
