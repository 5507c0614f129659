import type { Selectable } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { Db } from './connect.ts';
import { insertOutbox } from './outbox.ts';
import type { ChannelSettingTable } from './schema.ts';
import { transact } from './transaction.ts';

type Setting = Selectable<ChannelSettingTable>;

/** Pauses a channel of an account and returns it; undefined where there is none. One that is paused keeps its reason. */
export function pauseChannel(db: Db, accountId: string, channel: Channel): Promise<Setting | undefined> {
  return change(db, accountId, channel, 'Paused by hand.');
}

/** Resumes a channel of an account, has its parked recipients woken, and returns it; undefined where there is none. */
export function resumeChannel(db: Db, accountId: string, channel: Channel): Promise<Setting | undefined> {
  return change(db, accountId, channel, null);
}

function change(db: Db, accountId: string, channel: Channel, reason: string | null): Promise<Setting | undefined> {
  return transact(db, async (trx) => {
    const setting = await trx
      .selectFrom('channel_setting')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('channel', '=', channel)
      .forUpdate()
      .executeTakeFirst();
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
