import type { Answer, Operation } from '../../../../client/types.ts';

type CampaignPath = '/api/v2/account/{accountId}/campaign/{campaignId}';

export type CampaignList = Answer<Operation<'get', '/api/v2/account/{accountId}/campaign'>>;
export type Campaign = CampaignList['campaigns'][number];
export type CampaignDetails = Answer<Operation<'get', CampaignPath>>;
export type Counts = Campaign['counts'];
export type RecipientState = keyof CampaignDetails['countsByState'];
export type Recipient = Answer<Operation<'get', `${CampaignPath}/recipients`>>['recipients'][number];
export type RecipientRecord = Answer<Operation<'get', `${CampaignPath}/recipients/{recipientId}`>>;
export type WaitingGroup = Answer<Operation<'get', `${CampaignPath}/timezones`>>['timezones'][number];
export type Timeline = Answer<Operation<'get', `${CampaignPath}/timeline`>>;
export type ErrorGroup = Answer<Operation<'get', `${CampaignPath}/errors`>>['errors'][number];
