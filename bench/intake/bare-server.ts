/**
 * The baseline of the intake bench, a process of its own: a Fastify route that parses the body and stores its rows with one statement, and nothing
 * else. `node bench/intake/bare-server.ts`, with DATABASE_URL; says its address to its parent, and ends with it.
 */
import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { sql } from 'kysely';
import { connect } from '../../db/connect.ts';
import { TIMEZONE_DATA_VERSION } from '../../domain/timezone.ts';
import type { CampaignBody } from './campaign-body.ts';

const db = connect(process.env.DATABASE_URL ?? '');
const app = Fastify();

app.post('/campaign', async (request, reply) => {
  const { consumers } = request.body as CampaignBody;
  const ids = consumers.map(() => randomUUID());
  const phones = consumers.map(({ consumerContent }) => `+${consumerContent.sms}`);
  const contents = consumers.map(({ consumerContent }) => JSON.stringify(consumerContent));
  const variables = consumers.map((consumer) => JSON.stringify(consumer.variables));
  const campaignId = randomUUID();
  await sql`
    INSERT INTO bare_recipient (id, account_id, campaign_id, seq, consumer_content, sms, zones, zone_source, zone_version, zone_ordinal, variables,
      header_variables)
    SELECT id, 'bare', ${campaignId}, seq - 1, content, sms, ARRAY['America/New_York'], 'prefix', ${TIMEZONE_DATA_VERSION}, seq - 1, variables, '{}'
    FROM unnest(${ids}::uuid[], ${contents}::jsonb[], ${phones}::text[], ${variables}::jsonb[])
      WITH ORDINALITY AS given (id, content, sms, variables, seq)`.execute(db);
  return reply.code(201).send({
    proactiveCampaignId: campaignId,
    acceptedConsumers: ids.map((id, index) => ({ id, phoneNumber: phones[index] })),
  });
});

await sql`CREATE TABLE bare_recipient (LIKE recipient INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING INDEXES)`.execute(
  db,
);
process.once('disconnect', () => process.exit());
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
