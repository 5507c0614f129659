import { sql, type Transaction } from 'kysely';
import { nudgeOutcome, type NudgeDeviceState, type NudgeFacts, type NudgeState } from '../domain/nudge.ts';
import type { PushCredential, PushPlatform } from '../domain/push.ts';
import type { CampaignStatus } from '../domain/status.ts';
import { lockForAnswer } from './agent-messages.ts';
import type { Db } from './connect.ts';
import { lockForSending } from './recipients.ts';
import type { Database, InAppNudge, InAppNudgeDevice } from './schema.ts';

/** Starts the nudge for a message that has just come into an inbox, in its transaction: where its user has a device that can be reached. Returns whether. */
export async function startNudge(
  trx: Transaction<Database>,
  message: { id: string; apps: string[]; userId: string },
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    WITH nudge AS (
      INSERT INTO inapp_nudge (message_id, account_id, created_at)
      SELECT m.id, m.account_id, ${at}::timestamptz FROM inapp_message m WHERE m.id = ${message.id} AND EXISTS (
        SELECT FROM inapp_device d JOIN inapp_push_credential c USING (account_id, app, platform)
        WHERE d.account_id = m.account_id AND d.user_id = ${message.userId} AND d.app = ANY(${message.apps}))
      RETURNING message_id, account_id)
    INSERT INTO outbox (message)
    SELECT jsonb_build_object('kind', 'nudge', 'accountId', account_id, 'messageId', message_id) FROM nudge
    RETURNING id`.execute(trx);
  return rows.length > 0;
}

/**
 * Holds a nudge, and what its message stands on, until the transaction ends: a pause that is answered later came later. The recipient or the
 * conversation first. Undefined where it was erased.
 */
export async function lockNudge(trx: Transaction<Database>, messageId: string): Promise<InAppNudge | undefined> {
  const attempt = await trx.selectFrom('attempt').select('recipient_id').where('id', '=', messageId).executeTakeFirst();
  if (attempt) await lockForSending(trx, attempt.recipient_id);
  else await lockForAnswer(trx, messageId);
  return trx.selectFrom('inapp_nudge').selectAll().where('message_id', '=', messageId).forUpdate().executeTakeFirst();
}

/** A device of the message's user that its app has a credential for. */
export type Reachable = {
  accountId: string;
  deviceId: string;
  app: string;
  platform: PushPlatform;
  token: string;
  title: string;
  /** What the nudge says instead of the message; null: the message. */
  text: string | null;
  credential: PushCredential;
  credentialSetAt: Date;
  credentialError: string | null;
  credentialErrorAt: Date | null;
};

type Known = NudgeFacts & { accountId: string; text: string };

/** What decides whether phones are woken for a message, in one statement. Throws where there is no such message. */
export async function getNudgeFacts(db: Db, messageId: string): Promise<Known> {
  const { rows } = await sql<{
    account_id: string;
    text: string;
    created_at: Date;
    delivered_at: Date | null;
    valid_until: Date | null;
    opted_out: boolean;
    enabled: boolean | null;
    paused_reason: string | null;
    status: CampaignStatus | null;
    expires_at: Date | null;
  }>`
    SELECT m.account_id, m.text, m.created_at, m.delivered_at, m.valid_until, s.enabled, s.paused_reason,
      c.status, c.expires_at,
      EXISTS (SELECT FROM opt_out o WHERE o.account_id = m.account_id AND o.revoked_at IS NULL
        AND coalesce(o.channel, 'inapp') = 'inapp'
        AND (o.kind = 'user' AND o.consumer = m.user_id OR o.kind = 'phone' AND o.consumer IN (r.wa, r.sms))) AS opted_out
    FROM inapp_message m
    LEFT JOIN channel_setting s ON s.account_id = m.account_id AND s.channel = 'inapp'
    LEFT JOIN attempt t ON t.id = m.id
    LEFT JOIN recipient r ON r.id = t.recipient_id
    LEFT JOIN campaign c ON c.id = r.campaign_id
    WHERE m.id = ${messageId}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error(`No inbox has the message ${messageId}`);
  return {
    accountId: row.account_id,
    text: row.text,
    createdAtMs: row.created_at.getTime(),
    deliveredAtMs: row.delivered_at?.getTime() ?? null,
    validUntilMs: row.valid_until?.getTime() ?? null,
    optedOut: row.opted_out,
    channelOn: row.enabled ?? false,
    channelPaused: row.paused_reason !== null,
    campaign: row.status && { status: row.status, expiresAtMs: row.expires_at?.getTime() ?? null },
  };
}

/** The devices that a message can be told to now. */
export async function listReachable(db: Db, messageId: string): Promise<Reachable[]> {
  const { rows } = await sql<Reachable>`
    SELECT d.account_id AS "accountId", d.id AS "deviceId", d.app, d.platform, d.token, coalesce(p.push_title, a.name) AS title, p.push_text AS text,
      c.credential, c.set_at AS "credentialSetAt", c.error AS "credentialError", c.error_at AS "credentialErrorAt"
    FROM inapp_message m
    JOIN inapp_device d ON d.account_id = m.account_id AND d.user_id = m.user_id AND d.app = ANY(m.apps)
    JOIN inapp_push_credential c ON c.account_id = d.account_id AND c.app = d.app AND c.platform = d.platform
    JOIN inapp_app p ON p.account_id = d.account_id AND p.name = d.app
    JOIN account a ON a.id = d.account_id
    WHERE m.id = ${messageId} ORDER BY d.seen_at, d.id`.execute(db);
  return rows;
}

/** The nudge's devices so far. */
export function listNudgeDevices(db: Db, messageId: string): Promise<InAppNudgeDevice[]> {
  return db
    .selectFrom('inapp_nudge_device')
    .selectAll()
    .where('message_id', '=', messageId)
    .orderBy('app')
    .orderBy('platform')
    .orderBy('device_id')
    .execute();
}

/** Writes the intent to call the platform for a device. It must be committed before the call: after a crash it is what says that there may have been one. */
export async function recordNudgeCall(
  db: Db,
  messageId: string,
  { deviceId, app, platform }: Pick<Reachable, 'deviceId' | 'app' | 'platform'>,
  at: Date,
): Promise<void> {
  await db
    .insertInto('inapp_nudge_device')
    .values({ message_id: messageId, device_id: deviceId, app, platform, state: 'CALLING', tries: 1, called_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['message_id', 'device_id'])
        .doUpdateSet((eb) => ({ state: 'CALLING', tries: eb('inapp_nudge_device.tries', '+', 1), called_at: at })),
    )
    .execute();
}

/** A late answer makes known what was not. */
const OPEN_STATES: NudgeDeviceState[] = ['WAITING', 'CALLING', 'UNKNOWN'];

/** Writes what became of a device's nudge, or that it is called again (WAITING). What is known stays. */
export async function recordNudgeResult(
  db: Db,
  messageId: string,
  { deviceId, app, platform }: Pick<Reachable, 'deviceId' | 'app' | 'platform'>,
  result: { state: NudgeDeviceState; reason: string | null },
  at: Date,
): Promise<void> {
  const ended = result.state === 'WAITING' ? null : at;
  await db
    .insertInto('inapp_nudge_device')
    .values({ message_id: messageId, device_id: deviceId, app, platform, ...result, ended_at: ended })
    .onConflict((conflict) =>
      conflict
        .columns(['message_id', 'device_id'])
        .doUpdateSet({ ...result, ended_at: ended })
        .where('inapp_nudge_device.state', 'in', result.state === 'WAITING' ? ['CALLING'] : OPEN_STATES),
    )
    .execute();
}

/** Ends a nudge, with what became of its devices; those that were still to be called are not. Returns what it has come to. */
export async function endNudge(db: Db, messageId: string, reason: string | null, at: Date): Promise<NudgeState> {
  await db
    .updateTable('inapp_nudge_device')
    .set((eb) => ({ state: 'REFUSED', reason: eb.fn.coalesce(eb.val(reason), 'reason'), ended_at: at }))
    .where('message_id', '=', messageId)
    .where('state', '=', 'WAITING')
    .execute();
  const devices = await listNudgeDevices(db, messageId);
  const state = nudgeOutcome(devices.map((device) => device.state));
  await db
    .updateTable('inapp_nudge')
    .set({ state, reason: state === 'NOT_PUSHED' ? (reason ?? 'No device could be reached.') : null, ended_at: at })
    .where('message_id', '=', messageId)
    .where('state', 'in', ['WAITING', 'UNKNOWN'])
    .execute();
  return state;
}

export type NudgeRecord = InAppNudge & { devices: InAppNudgeDevice[] };

/** A message's nudge with its devices; undefined where there is none. */
export async function findNudge(db: Db, messageId: string): Promise<NudgeRecord | undefined> {
  const nudge = await db.selectFrom('inapp_nudge').selectAll().where('message_id', '=', messageId).executeTakeFirst();
  return nudge && { ...nudge, devices: await listNudgeDevices(db, messageId) };
}
