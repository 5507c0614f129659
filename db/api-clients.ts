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

/** Whether the secret is the hash's, in time that depends neither on where they differ nor on whether there is a hash. */
export async function verifySecret(secret: string, hash: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = (hash ?? NOBODY).split('$');
  const expected = Buffer.from(key, 'base64url');
  const given = await derive(secret, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  const isSame = given.length === expected.length && timingSafeEqual(given, expected);
  return isSame && hash !== null;
}

/** What a token call is judged by. Undefined: there is no such account. `secretHash` null: it has no such client, or a revoked one. */
export function findCredentials(
  db: Db,
  accountId: string,
  clientId: string,
): Promise<{ callsPerSecond: number; secretHash: string | null } | undefined> {
  return db
    .selectFrom('account')
    .leftJoin('api_client', (join) =>
      join
        .onRef('api_client.account_id', '=', 'account.id')
        .on('api_client.client_id', '=', clientId)
        .on('api_client.revoked_at', 'is', null),
    )
    .select(['account.api_calls_per_second as callsPerSecond', 'api_client.secret_hash as secretHash'])
    .where('account.id', '=', accountId)
    .executeTakeFirst();
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
