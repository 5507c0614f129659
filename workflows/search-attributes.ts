import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

export const accountIdKey = defineSearchAttributeKey('AccountId', SearchAttributeType.KEYWORD);
export const campaignIdKey = defineSearchAttributeKey('CampaignId', SearchAttributeType.KEYWORD);
/** One of domain/status.ts's recipient states. */
export const recipientStateKey = defineSearchAttributeKey('RecipientState', SearchAttributeType.KEYWORD);

export const SEARCH_ATTRIBUTE_NAMES = [accountIdKey.name, campaignIdKey.name, recipientStateKey.name];
