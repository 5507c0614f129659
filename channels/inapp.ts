import { PROACTIVE } from '../domain/errors.ts';
import { messageOf } from './answers.ts';
import type { ChannelAdapter, FindResult, OutboundMessage, SendResult } from './port.ts';

/** A message for the inbox of a user, in one or more of the account's apps. */
export type InboxMessage = {
  /** That of the attempt or agent message: it says whose account it is. */
  id: string;
  apps: string[];
  userId: string;
  text: string;
  /** The instant (ISO 8601) after which it is no longer pushed; null: there is none. */
  validUntil: string | null;
};

export type InAppOptions = {
  /** Puts a message into the inbox, once however often it is asked to. False: the user is registered with none of the apps. */
  insertMessage(message: InboxMessage): Promise<boolean>;
  /** Whether the inbox has the message with this id. */
  findMessage(id: string): Promise<boolean>;
};

/** In-App: the inbox is our own, so what a provider is to other channels is here the database, passed in. */
export function createInAppAdapter(inbox: InAppOptions): ChannelAdapter {
  return {
    channel: 'inapp',
    canFind: true,
    send: (message) => send(inbox, message),
    find: (message) => find(inbox, message),
  };
}

async function send(inbox: InAppOptions, message: OutboundMessage): Promise<SendResult> {
  const { attemptId: id, content, from, to: userId, apps = [from], validUntil = null } = message;
  if (content.kind !== 'text') {
    return { outcome: 'refused', code: 'template_on_inapp', message: 'In-App takes texts, no templates' };
  }
  try {
    const taken = await inbox.insertMessage({ id, apps, userId, text: content.text, validUntil });
    if (taken) return { outcome: 'accepted', providerMessageId: id };
    return { outcome: 'refused', code: PROACTIVE.inAppUnknown, message: 'The user is not registered with the app' };
  } catch (error) {
    // A commit whose answer is lost may have been made: the look-up tells.
    return { outcome: 'unknown', message: messageOf(error) };
  }
}

async function find(inbox: InAppOptions, { attemptId: id }: OutboundMessage): Promise<FindResult> {
  try {
    return (await inbox.findMessage(id)) ? { outcome: 'accepted', providerMessageId: id } : { outcome: 'absent' };
  } catch (error) {
    return { outcome: 'unknown', message: messageOf(error) };
  }
}
