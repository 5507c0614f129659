import type { Permission } from '../domain/roles.ts';

/**
 * What each call behind an account's address needs, by its operationId: contract.md section 7. A call that is not named here is refused to
 * everybody. What asks for a `:see` changes nothing, whatever its method.
 */
const NEEDS: Record<Permission, string[]> = {
  'campaigns:see': [
    ...['listCampaigns', 'getCampaign', 'getCampaignConversations', 'listRecipients', 'getRecipient', 'lookUpNumber'],
    ...['listRecipientLists', 'getRecipientList', 'getRecipientListRows', 'getRecipientFileSample'],
    ...['exportRecipientListErrors', 'checkEligibility', 'listCampaignTimezones', 'getCampaignTimeline'],
    ...['listCampaignErrors', 'exportRecipients', 'streamCampaign', 'streamCampaigns'],
  ],
  'campaigns:run': [
    ...['createCampaign', 'pauseCampaign', 'resumeCampaign', 'cancelCampaign', 'retryRecipient'],
    ...['retryFailedRecipients', 'uploadRecipients', 'deleteRecipientList', 'simulateCampaign'],
    ...['mendRecipientListRows', 'listDrafts', 'getDraft', 'saveDraft', 'deleteDraft'],
  ],
  'content:see': [
    ...['listHandoffs', 'getHandoff', 'listHandoffProfiles', 'listHandoffProfilesOfChannel'],
    ...['listTemplates', 'getTemplate'],
  ],
  'content:edit': ['createHandoff', 'replaceHandoff', 'deleteHandoff', 'createTemplate', 'deleteTemplate'],
  'reports:see': [
    ...['getAnalytics', 'filterAnalytics', 'getCampaignReport', 'getCampaignAnalytics'],
    ...['listTransactions', 'getTransactions'],
  ],
  'settings:see': [
    ...['getSettings', 'listRuleSets', 'getRuleSet', 'listSkills', 'listOutboundNumbers', 'listMediaHosts'],
    ...['listChannels', 'getConversationSettings', 'getInAppSettings', 'listApps', 'listAppUsers'],
    ...['listOptOuts', 'exportOptOuts', 'listNotices', 'listUsers', 'getSetup'],
  ],
  'settings:edit': [
    ...['changeSettings', 'writeRuleSet', 'addSkill', 'removeSkill', 'addOutboundNumber', 'removeOutboundNumber'],
    ...['addMediaHost', 'removeMediaHost', 'changeChannel', 'orderChannels', 'pauseChannel', 'resumeChannel'],
    ...['setConversationSettings', 'setInAppSettings', 'createApp', 'deleteApp', 'rotateAppSecret', 'changeAppPush'],
    ...['registerAppUser', 'unregisterAppUser', 'createOptOut', 'revokeOptOut', 'importOptOuts'],
  ],
  'keys:see': ['listApiClients'],
  'keys:edit': ['createApiClient', 'rotateApiClient', 'revokeApiClient'],
  'conversations:work': [
    ...['listConversations', 'getConversation', 'listConversationMessages', 'answerConversation', 'closeConversation'],
    ...['streamConversations', 'markConversationRead'],
  ],
  'audit:see': ['listAuditEvents'],
};

/** By operationId. */
export const PERMISSION_OF: ReadonlyMap<string, Permission> = new Map(
  Object.entries(NEEDS).flatMap(([permission, operations]) =>
    operations.map((operation) => [operation, permission as Permission] as const),
  ),
);
