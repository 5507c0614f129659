import { createCampaignActivities } from './campaign.ts';
import { createAgentMessageActivities } from './agent-message.ts';
import { createConversationActivities } from './conversation.ts';
import type { ActivityDeps } from './deps.ts';
import { createEligibilityActivities } from './eligibility.ts';
import { createHousekeepingActivities } from './housekeeping.ts';
import { createNudgeActivities } from './nudge.ts';
import { createReplyActivities } from './reply.ts';
import { createRetentionActivities } from './retention.ts';
import { createSendActivities } from './send.ts';
import { createTemplateActivities } from './template.ts';
import { createTemporalActivities } from './temporal.ts';

export type Activities = ReturnType<typeof createActivities>;

/** Everything that workflows ask for. */
export function createActivities(deps: ActivityDeps) {
  return {
    ...createAgentMessageActivities(deps),
    ...createConversationActivities(deps),
    ...createEligibilityActivities(deps),
    ...createCampaignActivities(deps),
    ...createHousekeepingActivities(deps),
    ...createNudgeActivities(deps),
    ...createReplyActivities(deps),
    ...createRetentionActivities(deps),
    ...createTemplateActivities(deps),
    ...createTemporalActivities(deps),
    ...createSendActivities(deps),
  };
}
