import type { Answer, Operation } from '../../../../client/types.ts';

const CAMPAIGN = '/api/v2/account/{accountId}/campaign/{campaignId}';

export type CampaignList = Answer<Operation<'get', '/api/v2/account/{accountId}/campaign'>>;
export type Campaign = CampaignList['campaigns'][number];
export type CampaignDetails = Answer<Operation<'get', typeof CAMPAIGN>>;
export type Counts = Campaign['counts'];
export type RecipientState = keyof CampaignDetails['countsByState'];
export type Recipient = Answer<Operation<'get', `${typeof CAMPAIGN}/recipients`>>['recipients'][number];
export type RecipientRecord = Answer<Operation<'get', `${typeof CAMPAIGN}/recipients/{recipientId}`>>;
export type WaitingGroup = Answer<Operation<'get', `${typeof CAMPAIGN}/timezones`>>['timezones'][number];
export type Timeline = Answer<Operation<'get', `${typeof CAMPAIGN}/timeline`>>;
export type ErrorGroup = Answer<Operation<'get', `${typeof CAMPAIGN}/errors`>>['errors'][number];
