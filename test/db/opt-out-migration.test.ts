import { afterEach, expect, it } from 'vitest';
import { sql } from 'kysely';
import { connect } from '../../db/connect.ts';
import { up as initial } from '../../db/migrations/0001-initial.ts';
import { up as apiSurface } from '../../db/migrations/0002-api-surface.ts';
import { up as inApp } from '../../db/migrations/0003-in-app.ts';
import { up as optOuts } from '../../db/migrations/0012-opt-outs.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/servers.ts';

let database: TestDatabase | undefined;
afterEach(() => database?.drop());

it('tells phones from user ids in opt-outs that there are; one that may be either holds for both', async () => {
  database = await createEmptyDatabase();
  const db = connect(database.url, 1);
  try {
    for (const up of [initial, apiSurface, inApp]) await up(db as never);
    await sql`INSERT INTO account (id, name, default_skill) VALUES ('a', 'a', 'general')`.execute(db);
    await sql`INSERT INTO inapp_app (account_id, name, secret, registration_days, created_at) VALUES ('a', 'shop', 's', 30, now())`.execute(
      db,
    );
    await sql`INSERT INTO inapp_user (account_id, app, user_id, registered_at) VALUES ('a', 'shop', '+12025550172', now())`.execute(
      db,
    );
    await sql`INSERT INTO opt_out (account_id, consumer, source) VALUES ('a', '+12025550171', 'consumer:sms'),
      ('a', '+12025550172', 'import'), ('a', '+12025550173', 'consumer:inapp'), ('a', 'user-42', 'api')`.execute(db);
    await optOuts(db as never);
    const { rows } = await sql`SELECT consumer, kind, channel FROM opt_out WHERE revoked_at IS NULL
      ORDER BY consumer, kind`.execute(db);
    expect(rows).toEqual([
      { consumer: '+12025550171', kind: 'phone', channel: null },
      { consumer: '+12025550172', kind: 'phone', channel: null },
      { consumer: '+12025550172', kind: 'user', channel: null },
      { consumer: '+12025550173', kind: 'user', channel: null },
      { consumer: 'user-42', kind: 'user', channel: null },
    ]);
  } finally {
    await db.destroy();
  }
});
