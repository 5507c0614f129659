import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Carrier } from './carrier.ts';
import { parse } from './control-api.ts';
import { close } from './liveperson-api.ts';
import { LIVEPERSON_CALLS, type LivePersonConversation } from './liveperson.ts';
import { notifyOfConversation, notifyOfLine } from './liveperson-webhooks.ts';

const behaviourBody = z.object({
  call: z.enum([...LIVEPERSON_CALLS, '*']).default('*'),
  outcome: z
    .string()
    .regex(/^(ok|timeout-after-accept|http_[45]\d\d)$/, 'must be http_<status>, timeout-after-accept or ok'),
  times: z.number().int().min(1).optional(),
});

const lineBody = z.object({
  text: z.string().min(1),
  contentType: z.string().default('text/plain'),
});

const closeBody = z.object({ csat: z.number().int().min(1).max(5).optional() });

type ById = { Params: { id: string } };

/** What is the sandbox's own about LivePerson: look at its conversations, answer as an agent, close them, make it misbehave. */
export function livePersonControl(app: FastifyInstance, { carrier }: { carrier: Carrier }): void {
  const { livePerson } = carrier;
  const find = (id: string, reply: FastifyReply): LivePersonConversation | undefined => {
    const conversation = livePerson.find(id);
    if (!conversation) void reply.code(404).send({ error: 'not_found', message: 'There is no such conversation.' });
    return conversation;
  };

  app.get('/sandbox/liveperson', () => ({ conversations: livePerson.list(), calls: livePerson.journal }));

  app.post('/sandbox/liveperson/behaviours', (request, reply) => {
    const body = parse(behaviourBody, request.body, reply);
    if (!body) return reply;
    livePerson.behave(body);
    return body;
  });

  app.post<ById>('/sandbox/liveperson/conversations/:id/messages', async (request, reply) => {
    const body = parse(lineBody, request.body, reply);
    const conversation = body && find(request.params.id, reply);
    if (!conversation) return reply;
    const line = livePerson.publish(conversation, { role: 'ASSIGNED_AGENT', ...body });
    const delivery = await notifyOfLine(carrier, conversation, line);
    return reply.code(202).send({ ...line, delivered: delivery.ok });
  });

  /** Everything that was said of a conversation, once more: webhooks come twice. */
  app.post<ById>('/sandbox/liveperson/conversations/:id/repeat', async (request, reply) => {
    const conversation = find(request.params.id, reply);
    if (!conversation) return reply;
    for (const line of conversation.lines) await notifyOfLine(carrier, conversation, line);
    const delivery = await notifyOfConversation(carrier, conversation);
    return reply.code(202).send({ delivered: delivery.ok });
  });

  app.post<ById>('/sandbox/liveperson/conversations/:id/close', async (request, reply) => {
    const body = parse(closeBody, request.body, reply);
    const conversation = body && find(request.params.id, reply);
    if (!conversation) return reply;
    const delivery = await close(carrier, conversation, 'AGENT', body.csat);
    return reply.code(202).send({ delivered: delivery.ok });
  });
}
