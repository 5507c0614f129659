import { CHANNEL_NAMES } from '../domain/channel.ts';
import type { LivePersonSettings } from '../domain/conversation-adapter.ts';
import { LivePersonCalls, type App, type Answer, type LivePersonOptions, type Tokens } from './liveperson-calls.ts';
import type { ConversationAdapter, ConversationEvent, ConversationFacts, Delivery } from './port.ts';

/** Of a conversation for which LivePerson has no skill of ours: any agent. */
const ALL_SKILLS = '-1';
/** The attributes that the Connector API takes: https://developers.liveperson.com/connector-api-send-api-conversation.html */
const CONTEXT_TYPES = new Set(['ctmrinfo', 'personal']);

/**
 * LivePerson's Connector API: https://developers.liveperson.com/connector-api-send-api-overview.html. Each event is one call, made on behalf of the
 * consumer. What agents answer comes back by its webhooks.
 */
export function createLivePersonAdapter(options: LivePersonOptions): ConversationAdapter<LivePersonSettings> {
  const calls = new LivePersonCalls(options);
  return {
    async deliver(event, { settings, secrets }, onConsumer) {
      const deadline = AbortSignal.timeout(2 * options.timeoutMs);
      const app = { settings, secret: secrets.current, deadline };
      const tokens = await calls.tokens(app, consumerOf(event.conversation));
      if (tokens.outcome !== 'ok') return tokens;
      if (event.kind === 'opened') return open(calls, app, tokens, event, onConsumer);
      if (!event.external)
        return { outcome: 'refused', code: 'not_opened', message: 'It is not open at LivePerson yet' };
      const answer = await calls.messaging(app, tokens, 'conversation/send', requestOf(event, event.external));
      // There is nothing there to close: it is closed, or gone.
      const isGone = answer.outcome === 'refused' && ['http_400', 'http_404'].includes(answer.code);
      return event.kind === 'closed' && isGone ? { outcome: 'taken' } : sent(answer);
    },
  };
}

/**
 * One consumer there for each thread here: a consumer has at most one open conversation by channel and number, and LivePerson lets a consumer have
 * one.
 */
function consumerOf({ channel, brandNumber, consumer }: ConversationFacts): string {
  return `${channel}:${brandNumber}:${consumer}`;
}

async function open(
  calls: LivePersonCalls,
  app: App,
  tokens: Tokens,
  event: Extract<ConversationEvent, { kind: 'opened' }>,
  onConsumer: (id: string) => Promise<void>,
): Promise<Delivery> {
  // An earlier try was taken, as its webhook has said since.
  if (event.external) return { outcome: 'taken' };
  if (tokens.consumerId !== undefined) await onConsumer(tokens.consumerId);
  const answer = await calls.messaging(app, tokens, 'conversation', [
    { kind: 'req', id: `${event.id}-1`, type: 'userprofile.SetUserProfile', body: profileOf(event.context) },
    {
      kind: 'req',
      id: `${event.id}-2`,
      type: 'cm.ConsumerRequestConversation',
      body: conversationOf(event, app.settings),
    },
  ]);
  if (answer.outcome !== 'ok') return answer;
  const opened = Array.isArray(answer.body) ? answer.body.map(partOf).find((part) => part.id !== undefined) : undefined;
  if (opened?.id !== undefined) return { outcome: 'taken', externalId: opened.id };
  const said = JSON.stringify(answer.body).slice(0, 300);
  return { outcome: 'refused', code: 'not_opened', message: `LivePerson opened no conversation: ${said}` };
}

function profileOf(context: unknown[] | null): object {
  const known = (context ?? []).filter((entry) => {
    const type = typeof entry === 'object' && entry !== null ? (entry as { type?: unknown }).type : undefined;
    return typeof type === 'string' && CONTEXT_TYPES.has(type);
  });
  return known.length === 0 ? {} : { authenticatedData: { lp_sdes: known } };
}

function conversationOf({ conversation }: ConversationEvent, settings: LivePersonSettings): object {
  const skill = settings.skills.find(({ name }) => name === conversation.skill);
  const campaignInfo = skill?.campaignId !== undefined &&
    skill.engagementId !== undefined && { campaignId: skill.campaignId, engagementId: skill.engagementId };
  return {
    ttrDefName: 'NORMAL',
    channelType: 'MESSAGING',
    brandId: settings.accountId,
    skillId: skill?.skillId ?? ALL_SKILLS,
    ...(campaignInfo ? { campaignInfo } : {}),
  };
}

function requestOf(
  event: Exclude<ConversationEvent, { kind: 'opened' }>,
  external: { id: string; dialogId: string },
): object {
  const request = { kind: 'req', id: event.id };
  if (event.kind === 'closed') {
    const conversationField = { field: 'ConversationStateField', conversationState: 'CLOSE' };
    return { ...request, type: 'cm.UpdateConversationField', body: { conversationId: external.id, conversationField } };
  }
  const message = event.kind === 'message' ? event.message.text : originLine(event);
  const content = { type: 'ContentEvent', contentType: 'text/plain', message };
  return { ...request, type: 'ms.PublishEvent', body: { dialogId: external.dialogId, event: content } };
}

/** A connector writes in the consumer's name alone: the brackets say that this line is not theirs. */
function originLine({ conversation, origin }: Extract<ConversationEvent, { kind: 'origin' }>): string {
  const name =
    conversation.campaignName === null ? '' : ` by the campaign ${JSON.stringify(conversation.campaignName)}`;
  const media = origin.media === null ? '' : ` ${origin.media.link}`;
  return `[Sent${name} on ${CHANNEL_NAMES[conversation.channel]}: ${origin.text}${media}]`;
}

function sent(answer: Answer): Delivery {
  if (answer.outcome !== 'ok') return answer;
  const { code } = partOf(answer.body);
  if (code === undefined || code === 'OK' || code === '200') return { outcome: 'taken' };
  const said = JSON.stringify(answer.body).slice(0, 300);
  return { outcome: 'refused', code: 'refused', message: `LivePerson did not take it: ${said}` };
}

function partOf(part: unknown): { code?: string; id?: string } {
  if (typeof part !== 'object' || part === null) return {};
  const { code, body } = part as { code?: unknown; body?: { conversationId?: unknown } | null };
  const id = body?.conversationId;
  return {
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(typeof id === 'string' && id !== '' ? { id } : {}),
  };
}
