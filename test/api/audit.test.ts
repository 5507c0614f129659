/** The log of who changed what, over HTTP: that no change is without its event, and how events are found. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, campaignBody, createFixture, NOW, OTHER_ACCOUNT, type Answer, type Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => {
  api = await createFixture();
  await sql`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`.execute(
    api.db,
  );
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setNow(NOW);
  await api.db.deleteFrom('audit_event').execute();
});

type Event = { id: string; at: string; operation: string; target: string | null; outcome: string };

async function listEvents(query = ''): Promise<{ events: Event[]; page: object }> {
  const { status, body } = await api.call('GET', `/audit-events${query}`);
  expect(status).toBe(200);
  return body as { events: Event[]; page: object };
}

const addSkill = (name: string) => api.call('POST', '/skills', { name });
const skills = async () => (await api.db.selectFrom('skill').select('name').execute()).map(({ name }) => name);

async function whileRefusing(what: 'INSERT' | 'UPDATE', table: string, work: () => Promise<Answer>): Promise<Answer> {
  await sql`CREATE TRIGGER refusing BEFORE ${sql.raw(what)} ON ${sql.table(table)} EXECUTE FUNCTION refuse()`.execute(
    api.db,
  );
  try {
    return await work();
  } finally {
    await sql`DROP TRIGGER refusing ON ${sql.table(table)}`.execute(api.db);
  }
}

describe('an audit event', () => {
  test('says of a change that it is done, and what it made', async () => {
    const { body } = await api.call('POST', '/campaign', campaignBody());
    const { events } = await listEvents();
    expect(events).toEqual([
      expect.objectContaining({ operation: 'createCampaign', target: body.proactiveCampaignId, outcome: 'done' }),
    ]);
  });

  test('is there before the change is, and is done before its answer leaves', async () => {
    const held = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const holding = api.db.transaction().execute(async (trx) => {
      await sql`LOCK TABLE skill IN ACCESS EXCLUSIVE MODE`.execute(trx);
      held.resolve(undefined);
      await goOn.promise;
    });
    await held.promise;
    const answer = addSkill('held up');
    await expect
      .poll(async () => (await listEvents()).events)
      .toMatchObject([{ operation: 'addSkill', outcome: 'unknown' }]);
    goOn.resolve(undefined);
    await holding;
    expect((await answer).status).toBe(201);
    expect((await listEvents()).events).toMatchObject([{ operation: 'addSkill', outcome: 'done' }]);
  });

  test('that cannot be written refuses its change', async () => {
    const refused = await whileRefusing('INSERT', 'audit_event', () => addSkill('unrecorded'));
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5']);
    expect(await skills()).not.toContain('unrecorded');
    expect((await listEvents()).events).toEqual([]);
  });

  test('that cannot be completed leaves the answer as it is, and says that nobody knows', async () => {
    const made = await whileRefusing('UPDATE', 'audit_event', () => addSkill('uncompleted'));
    expect(made.status).toBe(201);
    expect(await skills()).toContain('uncompleted');
    expect((await listEvents()).events).toMatchObject([{ operation: 'addSkill', outcome: 'unknown' }]);
  });

  test('of a call that broke stays, and says that nobody knows', async () => {
    expect((await whileRefusing('INSERT', 'skill', () => addSkill('broken'))).status).toBe(503);
    expect((await listEvents()).events).toMatchObject([{ operation: 'addSkill', outcome: 'unknown' }]);
  });

  test('of a call that was refused is none', async () => {
    const statuses = [
      (await addSkill('')).status,
      (await api.call('POST', '/campaign/a9cRASfbQ/pause')).status,
      (await api.call('POST', '/campaign', campaignBody({ skill: 'nobody' }))).status,
    ];
    expect(statuses).toEqual([400, 404, 400]);
    expect((await listEvents()).events).toEqual([]);
  });
});

describe('the list', () => {
  const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  const targetsOf = ({ events }: { events: Event[] }) => events.map(({ target }) => target);

  /** One a minute: 0 and 3 by a client, 1 and 4 by Ada, 2 by another user of that name. */
  beforeEach(async () => {
    const by = (actor_kind: 'client' | 'user', actor_id: string, actor_name: string) => ({
      ...{ actor_kind, actor_id, actor_name },
    });
    const [shop, ada, other] = [by('client', 'shop', 'Shop'), by('user', 'u-1', 'Ada'), by('user', 'u-2', 'Ada')];
    const rows = [shop, ada, other, shop, ada].map((actor, n) => ({
      ...{ account_id: ACCOUNT, at: minutesLater(n), ...actor, target: String(n), change: '{}' },
      operation: n < 2 ? 'addSkill' : 'removeSkill',
    }));
    const elsewhere = { ...rows[0], account_id: OTHER_ACCOUNT, target: 'elsewhere' };
    await api.db
      .insertInto('audit_event')
      .values([...rows, elsewhere] as typeof rows)
      .execute();
  });

  test.each([
    ['', ['4', '3', '2', '1', '0']],
    ['?actor=u-1', ['4', '1']],
    ['?actor=Ada', ['4', '2', '1']],
    ['?actor=ada', []],
    ['?operation=addSkill', ['1', '0']],
    ['?operation=addSkill&actor=shop', ['0']],
    [`?from=${minutesLater(3).toISOString()}`, ['4', '3']],
    [`?to=${minutesLater(2).toISOString()}`, ['1', '0']],
    [`?from=${minutesLater(1).toISOString()}&to=${minutesLater(3).toISOString()}&actor=Ada`, ['2', '1']],
  ])('with %s has %j, newest first', async (query, targets) => {
    const list = await listEvents(query);
    expect(targetsOf(list)).toEqual(targets);
    expect(list.page).toMatchObject({ count: targets.length });
  });

  test('comes in pages that hold all, each once', async () => {
    // At one instant, where only the order of their writing is left.
    await api.db.updateTable('audit_event').set({ at: NOW }).execute();
    const pages = [];
    for (const offset of [0, 2, 4, 6]) pages.push(await listEvents(`?operation=removeSkill&limit=2&offset=${offset}`));
    expect(pages.map(targetsOf)).toEqual([['4', '3'], ['2'], [], []]);
    expect(pages.map(({ page }) => page)).toMatchObject([0, 2, 4, 6].map((offset) => ({ count: 3, offset, limit: 2 })));
  });

  test.each([
    ['?limit=0', 'limit'],
    ['?limit=501', 'limit'],
    ['?offset=-1', 'offset'],
    ['?from=yesterday', 'from'],
    ['?actor=', 'actor'],
  ])('%s is refused, by name', async (query, field) => {
    const { status, body } = await api.call('GET', `/audit-events${query}`);
    expect([status, body.message]).toEqual([400, expect.stringMatching(`^${field}: `)]);
  });
});
