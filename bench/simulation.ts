/**
 * `POST /simulations` of a list of 100,000 recipients from all over North America and seven countries, again and again: through the API in this
 * process, on a Postgres of its own. As it is; with the rule set strict and the limits of messages to a consumer; and with a send rate.
 */
import { parseArgs } from 'node:util';
import { buildApp } from '../api/app.ts';
import { createInAppFeed } from '../db/in-app-feed.ts';
import { DEMO, seedDemo } from '../dev/seed.ts';
import { withDatabase } from './database.ts';
import { percentile, print } from './figures.ts';
import { machine } from './measure.ts';
import { recipientFile } from './recipient-file.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rows: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
  },
});
const rows = Math.min(Number(values.rows), 100_000);
const rounds = Math.min(Number(values.rounds), 20);
/** A Wednesday, 10:00 in New York. */
const NOW = new Date('2026-01-14T15:00:00.000Z');
const TEXT = 'Hello {{1}}, your order {{2}} goes to {{3}} today.';

await withDatabase(async (db, url) => {
  await seedDemo(url);
  await db.updateTable('account').set({ max_file_recipients: 100_000, api_calls_per_second: 1_000 }).execute();
  await db.updateTable('channel_setting').set({ daily_limit: 1_000_000 }).execute();
  const secrets = { TWILIO_AUTH_TOKEN: 'x', WHATSAPP_APP_SECRET: 'x', WHATSAPP_VERIFY_TOKEN: 'x' };
  const temporal = { TEMPORAL_NAMESPACE: 'default', TEMPORAL_UI_URL: 'http://127.0.0.1:1' };
  const app = buildApp({
    db,
    outbox: { kick: () => undefined, close: () => Promise.resolve() },
    config: { PUBLIC_URL: 'http://127.0.0.1:1', ...secrets, ...temporal },
    inAppFeed: createInAppFeed(url, () => undefined),
    now: () => NOW,
  });
  try {
    const account = `/api/v2/account/${DEMO.accountId}`;
    const token = await app.inject({
      method: 'POST',
      url: `/sentinel/api/account/${DEMO.accountId}/app/token?v=1.0&grant_type=client_credentials`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `client_id=${DEMO.clientId}&client_secret=${DEMO.clientSecret}`,
    });
    const authorization = `Bearer ${token.json<{ access_token: string }>().access_token}`;
    const message = encodeURIComponent(JSON.stringify({ sms: { text: TEXT } }));
    const list = await app.inject({
      method: 'POST',
      url: `${account}/recipient-lists?longestSms=1600&message=${message}`,
      headers: { authorization, 'content-type': 'text/csv' },
      payload: recipientFile(rows),
    });
    const { id, good } = list.json<{ id: string; good: number }>();
    const measure = async (what: string, more: object) => {
      const ms: number[] = [];
      const cpuMs: number[] = [];
      let answer = { zones: [] as unknown[], sends: 0, endsAt: '' };
      for (let round = 0; round <= rounds; round++) {
        const startedAt = performance.now();
        const cpu = process.cpuUsage();
        const response = await app.inject({
          method: 'POST',
          url: `${account}/simulations`,
          headers: { authorization },
          payload: { recipientListId: id, ...more },
        });
        // The first does not count.
        if (round > 0) {
          ms.push(performance.now() - startedAt);
          const { user, system } = process.cpuUsage(cpu);
          cpuMs.push((user + system) / 1000);
        }
        if (response.statusCode !== 200) throw new Error(response.body);
        answer = response.json();
      }
      const [median, slowest] = [percentile(ms, 50), Math.max(...ms)].map((each) => Math.round(each) / 1000);
      return {
        what,
        good,
        zones: answer.zones.length,
        sends: answer.sends,
        'ends at': answer.endsAt,
        'API CPU s': Math.round(percentile(cpuMs, 50)) / 1000,
        'median s': median ?? 0,
        'slowest s': slowest ?? 0,
      };
    };
    const asIs = await measure('as it is', {});
    const paced = await measure('5 a second', { sendRate: 5 });
    await db.updateTable('account').set({ rule_set: 'strict', messages_per_24_hours: 3 }).execute();
    const strict = await measure('rule set strict', {});
    print('simulation', [asIs, paced, strict], values.json);
    if (!values.json) console.log(machine());
  } finally {
    await app.close();
  }
});
