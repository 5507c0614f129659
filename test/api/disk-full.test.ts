/** A database whose disk is full, as Postgres says it: nothing can be written, and what is asked for is asked again. */
import { sql } from 'kysely';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { campaignBody, CONFIG, consumer, createFixture, SMS_NUMBER, type Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => {
  api = await createFixture();
  await sql`CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`.execute(
    api.db,
  );
});
afterAll(() => api.close());

async function whileFull<T>(table: string, work: () => Promise<T>): Promise<T> {
  await sql`CREATE TRIGGER full_disk BEFORE INSERT ON ${sql.table(table)} EXECUTE FUNCTION fill()`.execute(api.db);
  try {
    return await work();
  } finally {
    await sql`DROP TRIGGER full_disk ON ${sql.table(table)}`.execute(api.db);
  }
}

function stop() {
  const path = '/webhooks/twilio/inbound';
  const form = { MessageSid: 'SM1', From: '+12025550177', To: SMS_NUMBER, Body: 'STOP' };
  return api.app.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': webhooks.getExpectedTwilioSignature(
        CONFIG.TWILIO_AUTH_TOKEN,
        `${CONFIG.PUBLIC_URL}${path}`,
        form,
      ),
    },
    payload: new URLSearchParams(form).toString(),
  });
}

test('a campaign is refused with 503 and a time to come again, whole, and is taken once there is space', async () => {
  const body = campaignBody({ consumers: [consumer(1)] });
  const refused = await whileFull('recipient', () => api.call('POST', '/campaign', body));
  expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5']);
  expect(refused.body).toMatchObject({ code: 0, message: 'The database cannot do this now; try again' });
  expect(await api.db.selectFrom('campaign').selectAll().execute()).toEqual([]);
  expect((await api.call('POST', '/campaign', body)).status).toBe(201);
});

test('a STOP that could not be written is answered 503, so that it is brought again, and counts when it is', async () => {
  expect((await whileFull('opt_out', stop)).statusCode).toBe(503);
  expect(await api.db.selectFrom('inbound_message').selectAll().execute()).toEqual([]);
  expect((await stop()).statusCode).toBe(200);
  const optOuts = await api.db.selectFrom('opt_out').select('consumer').execute();
  expect(optOuts).toEqual([{ consumer: '+12025550177' }]);
});

test.each(['53100', '53200', '57014', '55P03', '25P03', '25006', '58030'])(
  'what Postgres says with %s is no bug of ours: 503',
  async (code) => {
    await sql`CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
      ${sql.raw(`$$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '${code}'; END $$`)}`.execute(api.db);
    await sql`CREATE TRIGGER failing BEFORE INSERT ON campaign EXECUTE FUNCTION fail()`.execute(api.db);
    const answer = await api.call('POST', '/campaign', campaignBody({ consumers: [consumer(2)] }));
    await sql`DROP TRIGGER failing ON campaign`.execute(api.db);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
  },
);
