/** What a call does, after the name of who made it: "Ada Admin launched a campaign". By operationId, those that change something. */
export const OPERATIONS: Record<string, string> = {
  createCampaign: 'launched a campaign',
  pauseCampaign: 'paused a campaign',
  resumeCampaign: 'resumed a campaign',
  cancelCampaign: 'cancelled a campaign',
  retryRecipient: 'had a failed recipient tried again',
  retryFailedRecipients: 'had all failed recipients tried again',
  uploadRecipients: 'uploaded a list of recipients',
  mendRecipientListRows: 'mended lines of a list of recipients',
  deleteRecipientList: 'deleted a list of recipients',
  simulateCampaign: 'simulated a campaign',
  saveDraft: 'kept a draft',
  deleteDraft: 'deleted a draft',
  createHandoff: 'created a handoff',
  replaceHandoff: 'changed a handoff',
  deleteHandoff: 'deleted a handoff',
  createTemplate: 'created a template',
  deleteTemplate: 'deleted a template',
  changeSettings: 'changed the account’s settings',
  writeRuleSet: 'wrote a rule set',
  addSkill: 'onboarded a skill',
  removeSkill: 'took a skill away',
  addOutboundNumber: 'added a number to send from',
  removeOutboundNumber: 'took a number away',
  addMediaHost: 'permitted a host of media',
  removeMediaHost: 'permitted a host no longer',
  changeChannel: 'changed a channel',
  orderChannels: 'changed the order of the channels',
  pauseChannel: 'paused a channel',
  resumeChannel: 'resumed a channel',
  setConversationSettings: 'chose where agents work',
  setInAppSettings: 'set the timezone of In-App users',
  createApp: 'added an app',
  deleteApp: 'deleted an app',
  rotateAppSecret: 'replaced the secret of an app',
  changeAppPush: 'changed the nudges of an app',
  registerAppUser: 'registered a user with an app',
  unregisterAppUser: 'ended the registration of a user',
  createOptOut: 'opted a consumer out',
  revokeOptOut: 'took an opt-out back',
  importOptOuts: 'imported opt-outs',
  createApiClient: 'created an API key',
  rotateApiClient: 'rotated the secret of an API key',
  revokeApiClient: 'revoked an API key',
  answerConversation: 'answered a conversation',
  closeConversation: 'closed a conversation',
  markConversationRead: 'read a conversation',
};

export function operationText(operation: string): string {
  return OPERATIONS[operation] ?? `called ${operation}`;
}

/** What a call asked for, a line for each field; lists and what is inside of others is named by its way. */
export function changeLines(change: Record<string, unknown>, way = ''): { field: string; value: string }[] {
  return Object.entries(change).flatMap(([name, value]) => {
    const field = way === '' ? name : `${way}.${name}`;
    if (isFields(value)) return changeLines(value, field);
    return [{ field, value: valueText(value) }];
  });
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

function valueText(value: unknown): string {
  if (value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
