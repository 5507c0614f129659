import { sql } from 'kysely';
import type { Db } from './connect.ts';

export type KeyPair = { kid: string; privateJwk: Record<string, unknown>; publicJwk: Record<string, unknown> };

/** Any number that no other advisory lock has. */
const LOCK = 7_221_001;

/** The key pair that signs tokens: made once, whichever process asks first. */
export async function ensureSigningKey(db: Db, make: () => Promise<KeyPair>): Promise<KeyPair> {
  return (
    (await findSigningKey(db)) ??
    db.transaction().execute(async (trx) => {
      await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(trx);
      const existing = await findSigningKey(trx);
      if (existing) return existing;
      const pair = await make();
      await trx
        .insertInto('signing_key')
        .values({
          kid: pair.kid,
          private_jwk: JSON.stringify(pair.privateJwk),
          public_jwk: JSON.stringify(pair.publicJwk),
        })
        .execute();
      return pair;
    })
  );
}

/** All public keys, for whoever checks tokens. */
export async function listPublicKeys(db: Db): Promise<Record<string, unknown>[]> {
  const rows = await db.selectFrom('signing_key').select('public_jwk').orderBy('created_at').execute();
  return rows.map((row) => row.public_jwk);
}

async function findSigningKey(db: Db): Promise<KeyPair | undefined> {
  const row = await db.selectFrom('signing_key').selectAll().orderBy('created_at', 'desc').limit(1).executeTakeFirst();
  return row && { kid: row.kid, privateJwk: row.private_jwk, publicJwk: row.public_jwk };
}
