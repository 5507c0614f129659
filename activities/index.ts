import type { Client } from '@temporalio/client';
import type { ChannelAdapter } from '../channels/port.ts';
import type { Db } from '../db/connect.ts';
import type { SendChannel } from '../domain/plan.ts';
import { createCampaignActivities } from './campaign.ts';
import { createEligibilityActivities } from './eligibility.ts';
import { createReplyActivities } from './reply.ts';
import { createSendActivities } from './send.ts';
import { createTemporalActivities } from './temporal.ts';

export type ActivityDeps = {
  db: Db;
  adapters: Record<SendChannel, ChannelAdapter>;
  client: Client;
  /** Epoch ms. A parameter, for tests whose time is the test server's. */
  now: () => Promise<number>;
};

export type Activities = ReturnType<typeof createActivities>;

/** Everything that workflows ask for. */
export function createActivities(deps: ActivityDeps) {
  return {
    ...createEligibilityActivities(deps),
    ...createCampaignActivities(deps),
    ...createReplyActivities(deps),
    ...createTemporalActivities(deps),
    ...createSendActivities(deps),
  };
}
