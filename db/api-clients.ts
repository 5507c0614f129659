import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Db } from './connect.ts';
import type { Account, ApiClient } from './schema.ts';

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

/** The account on whose behalf a client calls, and the client's name; undefined where the client is revoked or not the account's. */
export async function findAccountOfClient(
  db: Db,
  accountId: string,
  clientId: string,
): Promise<{ account: Account; clientName: string | null } | undefined> {
  const row = await db
    .selectFrom('api_client')
    .innerJoin('account', 'account.id', 'api_client.account_id')
    .selectAll('account')
    .select('api_client.name as clientName')
    .where('api_client.client_id', '=', clientId)
    .where('api_client.account_id', '=', accountId)
    .where('api_client.revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { clientName, ...account } = row;
  return { account, clientName };
}

/** What people see of a client. */
export type ApiClientRow = Omit<ApiClient, 'secret_hash' | 'account_id'>;
const SHOWN = ['client_id', 'name', 'created_at', 'created_by', 'last_used_at', 'revoked_at'] as const;

/** The account's clients, newest first; those that are revoked too, for what they did stays. */
export function listApiClients(db: Db, accountId: string): Promise<ApiClientRow[]> {
  return db
    .selectFrom('api_client')
    .select(SHOWN)
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('client_id')
    .execute();
}

export async function insertApiClient(
  db: Db,
  client: { accountId: string; clientId: string; name: string; secretHash: string; by: string },
  now: Date,
): Promise<ApiClientRow> {
  const { accountId: account_id, clientId: client_id, name, secretHash: secret_hash, by: created_by } = client;
  return db
    .insertInto('api_client')
    .values({ account_id, client_id, name, secret_hash, created_by, created_at: now })
    .returning(SHOWN)
    .executeTakeFirstOrThrow();
}

type ClientChange = { secret_hash: string } | { revoked_at: Date };

/** Undefined where the account has no such client, or has revoked it. */
export function updateApiClient(
  db: Db,
  accountId: string,
  clientId: string,
  change: ClientChange,
): Promise<ApiClientRow | undefined> {
  return db
    .updateTable('api_client')
    .set(change)
    .where('account_id', '=', accountId)
    .where('client_id', '=', clientId)
    .where('revoked_at', 'is', null)
    .returning(SHOWN)
    .executeTakeFirst();
}

/** A client gets a token an hour; one that gets them in a loop is written once a minute. */
export async function markClientUsed(db: Db, clientId: string, now: Date): Promise<void> {
  const aMinuteAgo = new Date(now.getTime() - 60_000);
  await db
    .updateTable('api_client')
    .set({ last_used_at: now })
    .where('client_id', '=', clientId)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', aMinuteAgo)]))
    .execute();
}

function derive(secret: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, KEY_LENGTH, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
