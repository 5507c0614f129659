/** A database whose disk is full, as Postgres says it: what can't be written down is not sent. */
import { ApplicationFailure } from '@temporalio/common';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const ZONE = 'America/New_York';
const NOON = next(ZONE, Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });
const TO = '12025550101';

const itself = (thrown: unknown): unknown => thrown;

/** Nothing listens there: the test calls the activity itself. */
const nowhere = createClient('127.0.0.1:1', 'default');

let product: Product;
beforeAll(async () => {
  product = await startProduct({ client: nowhere, now: () => Promise.resolve(NOON) });
});
afterAll(async () => {
  await product.stop();
  await nowhere.connection.close();
});

it('calls no provider while there is no space for the attempt, and once there is, it calls once', async () => {
  const { recipientId } = await product.launch({ consumerContent: { sms: TO }, timezone: ZONE });
  await sql`CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`.execute(
    product.db,
  );
  await sql`CREATE TRIGGER full_disk BEFORE INSERT ON attempt EXECUTE FUNCTION fill()`.execute(product.db);
  const send = () => product.activities.sendSms({ recipientId });
  for (const failure of [await send().catch(itself), await send().catch(itself)]) {
    // Postgres's own error: Temporal tries again.
    expect(failure).toMatchObject({ code: '53100' });
    expect(failure).not.toBeInstanceOf(ApplicationFailure);
  }
  expect(await product.sandbox.messages(TO)).toEqual([]);
  expect(await product.attempts(recipientId)).toEqual([]);

  await sql`DROP TRIGGER full_disk ON attempt`.execute(product.db);
  await send();
  await send();
  expect(await product.sandbox.messages(TO)).toHaveLength(1);
  expect(await product.attempts(recipientId)).toHaveLength(1);
});
