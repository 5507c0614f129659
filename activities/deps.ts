import type { Client } from '@temporalio/client';
import type { ChannelAdapter } from '../channels/port.ts';
import type { Db } from '../db/connect.ts';
import type { SendChannel } from '../domain/plan.ts';

/** What activities stand on. */
export type ActivityDeps = {
  db: Db;
  adapters: Record<SendChannel, ChannelAdapter>;
  client: Client;
  /** Epoch ms. A parameter, for tests whose time is the test server's. */
  now: () => Promise<number>;
};
