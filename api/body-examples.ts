import { CLIENT_EXAMPLE } from './schemas/auth.ts';
import {
  APP_EXAMPLE,
  ROTATE_EXAMPLE,
  SETTINGS_EXAMPLE as IN_APP_SETTINGS_EXAMPLE,
  USER_EXAMPLE,
} from './schemas/apps.ts';
import { CAMPAIGN_EXAMPLE } from './schemas/campaign-request.ts';
import { CHANNEL_CHANGE_EXAMPLE, CHANNEL_ORDER_EXAMPLE } from './schemas/channels.ts';
import { CONVERSATION_SETTINGS_EXAMPLE } from './schemas/conversation-settings.ts';
import { ELIGIBILITY_EXAMPLE } from './schemas/eligibility.ts';
import { HANDOFF_EXAMPLE } from './schemas/handoffs.ts';
import { MEDIA_HOST_EXAMPLE } from './schemas/media-hosts.ts';
import { OUTBOUND_NUMBER_EXAMPLE } from './schemas/outbound-numbers.ts';
import { RULE_SET_EXAMPLE } from './schemas/rule-sets.ts';
import { SETTINGS_EXAMPLE } from './schemas/settings.ts';
import { SKILL_EXAMPLE } from './schemas/skills.ts';
import { OPT_OUT_EXAMPLE, OPT_OUT_FILE_EXAMPLE } from './schemas/opt-outs.ts';
import { MENDING_EXAMPLE, RECIPIENT_FILE_EXAMPLE } from './schemas/recipient-lists.ts';
import { REPORT_BODY_EXAMPLES } from './schemas/reports.ts';
import { REPLY_EXAMPLE } from './schemas/in-app.ts';
import { DEVICE_EXAMPLE, PUSH_EXAMPLE } from './schemas/push.ts';
import { ANSWER_EXAMPLE, CLOSE_EXAMPLE } from './schemas/conversations.ts';
import { DRAFT_EXAMPLE } from './schemas/drafts.ts';
import { SIMULATION_EXAMPLE } from './schemas/simulations.ts';
import { TEMPLATE_EXAMPLE } from './schemas/templates.ts';
import { TOKEN_EXAMPLE } from './schemas/token.ts';

const SCHEMAS = '#/components/schemas/';

/** A body that the demo account would accept, for each schema of one. */
export const BODY_EXAMPLES: Record<string, unknown> = {
  [`${SCHEMAS}CampaignRequest`]: CAMPAIGN_EXAMPLE,
  [`${SCHEMAS}SimulationRequest`]: SIMULATION_EXAMPLE,
  [`${SCHEMAS}DraftContent`]: DRAFT_EXAMPLE,
  [`${SCHEMAS}HandoffRequest`]: HANDOFF_EXAMPLE,
  [`${SCHEMAS}EligibilityRequest`]: ELIGIBILITY_EXAMPLE,
  [`${SCHEMAS}SettingsChange`]: SETTINGS_EXAMPLE,
  [`${SCHEMAS}RuleSetRequest`]: RULE_SET_EXAMPLE,
  [`${SCHEMAS}ConversationSettingsRequest`]: CONVERSATION_SETTINGS_EXAMPLE,
  [`${SCHEMAS}SkillRequest`]: SKILL_EXAMPLE,
  [`${SCHEMAS}OutboundNumberRequest`]: OUTBOUND_NUMBER_EXAMPLE,
  [`${SCHEMAS}MediaHostRequest`]: MEDIA_HOST_EXAMPLE,
  [`${SCHEMAS}ChannelChange`]: CHANNEL_CHANGE_EXAMPLE,
  [`${SCHEMAS}ChannelOrder`]: CHANNEL_ORDER_EXAMPLE,
  [`${SCHEMAS}OptOutRequest`]: OPT_OUT_EXAMPLE,
  [`${SCHEMAS}RecipientFile`]: RECIPIENT_FILE_EXAMPLE,
  [`${SCHEMAS}ListMending`]: MENDING_EXAMPLE,
  [`${SCHEMAS}OptOutFile`]: OPT_OUT_FILE_EXAMPLE,
  [`${SCHEMAS}AnalyticsFilters`]: REPORT_BODY_EXAMPLES.AnalyticsFilters,
  [`${SCHEMAS}TransactionsRequest`]: REPORT_BODY_EXAMPLES.TransactionsRequest,
  [`${SCHEMAS}AppRequest`]: APP_EXAMPLE,
  [`${SCHEMAS}RotateSecretRequest`]: ROTATE_EXAMPLE,
  [`${SCHEMAS}InAppSettingsRequest`]: IN_APP_SETTINGS_EXAMPLE,
  [`${SCHEMAS}AppUserRequest`]: USER_EXAMPLE,
  [`${SCHEMAS}InAppReply`]: REPLY_EXAMPLE,
  [`${SCHEMAS}PushChange`]: PUSH_EXAMPLE,
  [`${SCHEMAS}DeviceRequest`]: DEVICE_EXAMPLE,
  [`${SCHEMAS}TemplateRequest`]: TEMPLATE_EXAMPLE,
  [`${SCHEMAS}AnswerRequest`]: ANSWER_EXAMPLE,
  [`${SCHEMAS}CloseConversationRequest`]: CLOSE_EXAMPLE,
  [`${SCHEMAS}ApiClientRequest`]: CLIENT_EXAMPLE,
  [`${SCHEMAS}TokenRequest`]: TOKEN_EXAMPLE,
};
