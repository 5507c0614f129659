import { describe, expect, test } from 'vitest';
import { createInAppAdapter, type InboxMessage } from '../../channels/inapp.ts';
import { outbound } from './support.ts';

/** An inbox in memory, and what was put into it. */
function createInbox(registered: string[] = ['ada']) {
  const messages = new Map<string, InboxMessage>();
  const adapter = createInAppAdapter({
    insertMessage: (message) => {
      if (!registered.includes(message.userId)) return Promise.resolve(false);
      if (!messages.has(message.id)) messages.set(message.id, message);
      return Promise.resolve(true);
    },
    findMessage: (id) => Promise.resolve(messages.has(id)),
  });
  return { adapter, messages };
}

const toAda = outbound({ from: 'shop', fromRef: undefined, to: 'ada', validUntil: '2026-03-01T21:00:00.000Z' });
const since = '2026-03-01T15:00:00.000Z';

describe('In-App', () => {
  test('puts a message into the inbox of all its apps, under the attempt’s own id', async () => {
    const { adapter, messages } = createInbox();
    const sent = await adapter.send({ ...toAda, apps: ['shop', 'bank'] });
    expect(sent).toEqual({ outcome: 'accepted', providerMessageId: 'attempt-1' });
    expect([...messages.values()]).toEqual([
      {
        id: 'attempt-1',
        apps: ['shop', 'bank'],
        userId: 'ada',
        text: 'Your order is on its way.',
        validUntil: '2026-03-01T21:00:00.000Z',
      },
    ]);
  });

  test('an agent’s answer goes into the one app that it is from', async () => {
    const { adapter, messages } = createInbox();
    await adapter.send({ ...toAda, attemptId: 'agent-message-1', validUntil: undefined });
    expect([...messages.values()]).toMatchObject([{ id: 'agent-message-1', apps: ['shop'], validUntil: null }]);
  });

  test('refuses a user who is not registered, and a template', async () => {
    const { adapter } = createInbox([]);
    expect(await adapter.send(toAda)).toMatchObject({ outcome: 'refused', code: '28' });
    const template = { kind: 'template', name: 't', language: 'en', bodyParameters: [], buttonParameters: [] } as const;
    const content = { ...template, bodyParameters: [], buttonParameters: [] };
    expect(await adapter.send({ ...toAda, content })).toMatchObject({ outcome: 'refused', code: 'template_on_inapp' });
  });

  test('finds what it has, and says that it has not what it has not', async () => {
    const { adapter } = createInbox();
    expect(adapter.canFind).toBe(true);
    expect(await adapter.find(toAda, since, [])).toEqual({ outcome: 'absent' });
    await adapter.send(toAda);
    expect(await adapter.find(toAda, since, [])).toEqual({ outcome: 'accepted', providerMessageId: 'attempt-1' });
  });

  test('a database that is away leaves the outcome open', async () => {
    const away = () => Promise.reject(new Error('connection terminated'));
    const adapter = createInAppAdapter({ insertMessage: away, findMessage: away });
    expect(await adapter.send(toAda)).toEqual({ outcome: 'unknown', message: 'connection terminated' });
    expect(await adapter.find(toAda, since, [])).toEqual({ outcome: 'unknown', message: 'connection terminated' });
  });
});
