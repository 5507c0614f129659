import { sql, type Selectable, type Transaction } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { WeeklyWindow } from '../domain/window.ts';
import { listChannelSettings } from './accounts.ts';
import type { Db } from './connect.ts';
import { insertOutbox } from './outbox.ts';
import type { ChannelSettingTable, Database } from './schema.ts';
import { transact } from './transaction.ts';

type Setting = Selectable<ChannelSettingTable>;

/** What of a channel is changed; what is undefined stays. `windows` null: the default. */
export type ChannelChange = {
  enabled?: boolean | undefined;
  ratePerSecond?: number | undefined;
  dailyLimit?: number | undefined;
  windows?: WeeklyWindow[] | null | undefined;
};

/** Pauses a channel of an account and returns it; undefined where there is none. One that is paused keeps its reason. */
export function pauseChannel(db: Db, accountId: string, channel: Channel): Promise<Setting | undefined> {
  return changePause(db, accountId, channel, 'Paused by hand.');
}

/** Resumes a channel of an account, has its parked recipients woken, and returns it; undefined where there is none. */
export function resumeChannel(db: Db, accountId: string, channel: Channel): Promise<Setting | undefined> {
  return changePause(db, accountId, channel, null);
}

/**
 * Changes a channel of an account and returns it; undefined where there is none. What lets somebody out earlier than they know (other
 * windows, a higher daily limit, a channel switched on) has those who wait for it decide anew.
 */
export function updateChannel(
  db: Db,
  accountId: string,
  channel: Channel,
  change: ChannelChange,
): Promise<Setting | undefined> {
  return transact(db, async (trx) => {
    const before = await lockChannel(trx, accountId, channel);
    if (!before) return undefined;
    const { windows } = change;
    const after = await trx
      .updateTable('channel_setting')
      .set({
        enabled: change.enabled ?? before.enabled,
        rate_per_second: change.ratePerSecond ?? before.rate_per_second,
        daily_limit: change.dailyLimit ?? before.daily_limit,
        ...(windows === undefined ? {} : { windows: windows && JSON.stringify(windows) }),
      })
      .where('account_id', '=', accountId)
      .where('channel', '=', channel)
      .returningAll()
      .executeTakeFirstOrThrow();
    const isOpener =
      windows !== undefined || after.daily_limit > before.daily_limit || (after.enabled && !before.enabled);
    if (isOpener) await insertOutbox(trx, { kind: 'resume', accountId, what: { settingsOf: channel } });
    return after;
  });
}

/** Puts an account's channels into an order and returns them in it; undefined where `order` is not each of them once. */
export function orderChannels(db: Db, accountId: string, order: Channel[]): Promise<Setting[] | undefined> {
  return transact(db, async (trx) => {
    const rows = await trx
      .selectFrom('channel_setting')
      .select('channel')
      .where('account_id', '=', accountId)
      .orderBy('channel')
      .forUpdate()
      .execute();
    if (rows.length !== order.length || !rows.every(({ channel }) => order.includes(channel))) return undefined;
    for (const [position, channel] of order.entries()) {
      await trx
        .updateTable('channel_setting')
        .set({ position })
        .where('account_id', '=', accountId)
        .where('channel', '=', channel)
        .execute();
    }
    return listChannelSettings(trx, accountId);
  });
}

/**
 * Recipients that wait for a window or a daily limit that a channel's settings may have moved, in the order of their ids. Those of
 * campaigns with windows of their own too: they may have missed an opening by the limit. `after` is the id of the last one of the page before. The index recipient_waiting has
 * the same words.
 */
export async function listWaitingOnSettings(
  db: Db,
  accountId: string,
  channel: Channel,
  after: string | null,
  limit: number,
): Promise<{ id: string; campaign_id: string }[]> {
  const { rows } = await sql<{ id: string; campaign_id: string }>`
    SELECT r.id, r.campaign_id FROM recipient r JOIN campaign c ON c.id = r.campaign_id
    WHERE r.account_id = ${accountId} AND r.state = 'SCHEDULED' AND r.waits_for IN ('WINDOW', 'DAILY_LIMIT')
      AND c.plan @> ${JSON.stringify([{ channel }])}::jsonb
      AND (${after}::uuid IS NULL OR r.id > ${after}::uuid)
    ORDER BY r.id LIMIT ${limit}`.execute(db);
  return rows;
}

function changePause(db: Db, accountId: string, channel: Channel, reason: string | null): Promise<Setting | undefined> {
  return transact(db, async (trx) => {
    const setting = await lockChannel(trx, accountId, channel);
    if (!setting || (setting.paused_reason === null) === (reason === null)) return setting;
    await trx
      .updateTable('channel_setting')
      .set({ paused_reason: reason })
      .where('account_id', '=', accountId)
      .where('channel', '=', channel)
      .execute();
    if (reason === null) await insertOutbox(trx, { kind: 'resume', accountId, what: { channel } });
    return { ...setting, paused_reason: reason };
  });
}

/** Holds all channels of an account until the transaction ends: no call begins meanwhile (`lockForSending`). */
export async function lockChannels(trx: Transaction<Database>, accountId: string): Promise<void> {
  await sql`SELECT FROM channel_setting WHERE account_id = ${accountId} ORDER BY channel FOR UPDATE`.execute(trx);
}

function lockChannel(trx: Transaction<Database>, accountId: string, channel: Channel): Promise<Setting | undefined> {
  return trx
    .selectFrom('channel_setting')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('channel', '=', channel)
    .forUpdate()
    .executeTakeFirst();
}
