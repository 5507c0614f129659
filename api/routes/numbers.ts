import { getNumberRecord } from '../../db/numbers.ts';
import { parsePhone } from '../../domain/phone.ts';
import { zonesOfPhone } from '../../domain/timezone.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { toInvalidNumber, toNumber } from '../number-answer.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { numberAnswer, numberParams } from '../schemas/numbers.ts';

const EMPTY = 'phone: is empty';

/** What is known of a number before anything is sent to it, behind `authenticate`. */
export function numberRoutes(app: App, { db, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/numbers/:phone',
    schema: {
      operationId: 'lookUpNumber',
      tags: ['Numbers'],
      summary: 'Look a number up',
      description:
        'Whether it is valid, where its owner may be, and on each channel: whether the window is open, whether it can be reached, and what would become of a message that is posted now. It sends nothing and asks no provider. A number that is not valid is an answer too, with the reason.',
      params: numberParams,
      response: { 200: jsonAnswer('What is known of it.', numberAnswer), ...accountErrors() },
    },
    handler: async (request) => {
      const { phone: asked } = request.params;
      if (asked.trim() === '') throw new ApiError(400, EMPTY);
      const parsed = parsePhone(asked);
      if (!parsed.ok) return toInvalidNumber(asked, parsed);
      const nowMs = now().getTime();
      const zones = zonesOfPhone(parsed.phone);
      const record = await getNumberRecord(db, request.account, parsed.phone, zones.zones, nowMs);
      return toNumber(asked, parsed.phone, zones, record, nowMs);
    },
  });

  // With nothing behind the slash it is no path parameter.
  app.get('/numbers', { schema: { hide: true, operationId: 'lookUpNumber', params: accountParams } }, () => {
    throw new ApiError(400, EMPTY);
  });
}
