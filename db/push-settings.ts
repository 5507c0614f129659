import type { PushCredential, PushPlatform } from '../domain/push.ts';
import type { Db } from './connect.ts';

/** What may be told of a credential. */
export type CredentialState = { setAt: Date; error: string | null; errorAt: Date | null };

export type PushSettings = {
  title: string | null;
  text: string | null;
  credentials: Partial<Record<PushPlatform, CredentialState>>;
};

/** What is left out stays as it is; null takes it away. */
export type PushChange = {
  title?: string | null;
  text?: string | null;
  credentials: Partial<Record<PushPlatform, PushCredential | null>>;
};

/** What may be told of the credentials of these apps of an account, by the app's name; an app without any is not in it. */
export async function listCredentialStates(
  db: Db,
  accountId: string,
  apps: readonly string[],
): Promise<Map<string, PushSettings['credentials']>> {
  const states = new Map<string, PushSettings['credentials']>();
  if (apps.length === 0) return states;
  const rows = await db
    .selectFrom('inapp_push_credential')
    .select(['app', 'platform', 'set_at', 'error', 'error_at'])
    .where('account_id', '=', accountId)
    .where('app', 'in', [...apps])
    .execute();
  for (const row of rows) {
    const state = { setAt: row.set_at, error: row.error, errorAt: row.error_at };
    states.set(row.app, { ...states.get(row.app), [row.platform]: state });
  }
  return states;
}

/** Returns whether there is such an app. */
export function changePushSettings(
  db: Db,
  accountId: string,
  app: string,
  { title, text, credentials }: PushChange,
  at: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const found = await trx
      .updateTable('inapp_app')
      .set((eb) => ({
        push_title: title === undefined ? eb.ref('push_title') : title,
        push_text: text === undefined ? eb.ref('push_text') : text,
      }))
      .where('account_id', '=', accountId)
      .where('name', '=', app)
      .executeTakeFirst();
    if (found.numUpdatedRows === 0n) return false;
    for (const [platform, credential] of Object.entries(credentials) as [PushPlatform, PushCredential | null][]) {
      const row = { account_id: accountId, app, platform };
      await trx
        .deleteFrom('inapp_push_credential')
        .where('account_id', '=', accountId)
        .where('app', '=', app)
        .where('platform', '=', platform)
        .execute();
      if (credential === null) continue;
      await trx
        .insertInto('inapp_push_credential')
        .values({ ...row, credential: JSON.stringify(credential), set_at: at })
        .execute();
    }
    return true;
  });
}

/** The platform refused the credential (`error` says why), or took it (null). One that was set since is another. */
export async function recordCredentialWord(
  db: Db,
  of: { accountId: string; app: string; platform: PushPlatform; credentialSetAt: Date },
  error: string | null,
  at: Date,
): Promise<void> {
  const update = db
    .updateTable('inapp_push_credential')
    .set({ error, error_at: error === null ? null : at })
    .where('account_id', '=', of.accountId)
    .where('app', '=', of.app)
    .where('platform', '=', of.platform)
    .where('set_at', '=', of.credentialSetAt);
  await (error === null ? update.where('error', 'is not', null) : update).execute();
}
