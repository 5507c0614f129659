import { z } from 'zod';
import { listLivePersonApps, secretsOf } from '../../db/conversation-adapters.ts';
import { takeLivePersonChange, takeLivePersonMessage } from '../../db/external-conversations.ts';
import { isLivePersonSignature, parseLivePersonNotification } from '../../domain/webhooks/liveperson.ts';
import { parseJson } from '../body.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { errorAnswers, jsonAnswer } from '../schemas/common.ts';

/** What LivePerson calls: what agents write, and what becomes of conversations. */
export function livePersonRoutes(app: App, { db, outbox, now }: RouteDeps): void {
  // The signature is over the bytes as they came.
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.route({
    method: 'POST',
    url: '',
    schema: {
      operationId: 'livePersonWebhook',
      tags: ['Webhooks'],
      summary: 'LivePerson: what agents write, and what becomes of conversations',
      security: [],
      body: z
        .unknown()
        .describe("LivePerson's own: https://developers.liveperson.com/connector-api-webhooks-events.html"),
      response: {
        200: jsonAnswer('Taken, or of no interest.', z.object({ received: z.number().int() })),
        ...errorAnswers(403, 413, 415),
      },
    },
    handler: async (request) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const header = (name: string) => String(request.headers[`x-liveperson-${name}`]);
      const apps = await listLivePersonApps(db, header('account-id'), header('client-id'));
      const signed = apps.filter((row) => {
        const { current, previous } = secretsOf(row, now());
        const secrets = previous === undefined ? [current] : [current, previous];
        return secrets.some((secret) => isLivePersonSignature(secret, header('signature'), body));
      });
      if (signed.length === 0) throw new ApiError(403, 'X-Liveperson-Signature: it is not that of this body');
      const changes = parseLivePersonNotification(parseJson(body.toString()));
      for (const change of changes) {
        for (const { account_id: accountId } of signed) {
          const known =
            change.kind === 'message'
              ? await takeLivePersonMessage(db, accountId, change, now())
              : await takeLivePersonChange(db, accountId, change, now());
          // An app can have conversations that are not ours.
          if (!known)
            request.log.info({ conversationId: change.conversationId }, 'A LivePerson conversation is none of ours');
        }
      }
      outbox.kick();
      return { received: changes.length };
    },
  });
}
