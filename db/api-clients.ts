import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Db } from './connect.ts';
import type { Account } from './schema.ts';

const COST = { N: 16_384, r: 8, p: 1 };
const KEY_LENGTH = 32;

/** Stands for the secret of a client that does not exist: looking it up must take as long as a wrong secret. */
const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$bm9ib2R5$${Buffer.alloc(KEY_LENGTH).toString('base64url')}`;

/** `scrypt$N$r$p$salt$key`: the cost goes along, so that it can be raised later. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(secret, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether the secret is the hash's, in time that does not depend on where they differ. */
export async function verifySecret(secret: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = hash.split('$');
  const expected = Buffer.from(key, 'base64url');
  const given = await derive(secret, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Whether the account has this client with this secret, and it is not revoked. Takes as long for a client that does not exist. */
export async function checkClientSecret(db: Db, accountId: string, clientId: string, secret: string): Promise<boolean> {
  const row = await db
    .selectFrom('api_client')
    .select('secret_hash')
    .where('client_id', '=', clientId)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  const matches = await verifySecret(secret, row?.secret_hash ?? NOBODY);
  return row !== undefined && matches;
}

/** The account on whose behalf a client calls; undefined where the client is revoked or not the account's. */
export function findAccountOfClient(db: Db, accountId: string, clientId: string): Promise<Account | undefined> {
  return db
    .selectFrom('api_client')
    .innerJoin('account', 'account.id', 'api_client.account_id')
    .selectAll('account')
    .where('api_client.client_id', '=', clientId)
    .where('api_client.account_id', '=', accountId)
    .where('api_client.revoked_at', 'is', null)
    .executeTakeFirst();
}

function derive(secret: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, KEY_LENGTH, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
