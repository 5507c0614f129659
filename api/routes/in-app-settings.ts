import { updateInAppTimezone } from '../../db/accounts.ts';
import { parseTimezone } from '../../domain/timezone.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { inAppSettings, inAppSettingsRequest } from '../schemas/apps.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';

const tags = ['Apps'];

/** What holds for all In-App messages of the account, behind `authenticate`. */
export function inAppSettingsRoutes(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/in-app/settings',
    schema: {
      operationId: 'getInAppSettings',
      tags,
      summary: 'In which timezone the account’s In-App users are',
      params: accountParams,
      response: { 200: jsonAnswer('The settings.', inAppSettings), ...accountErrors() },
    },
    handler: (request) => ({ timezone: request.account.in_app_timezone }),
  });

  app.route({
    method: 'PUT',
    url: '/in-app/settings',
    schema: {
      operationId: 'setInAppSettings',
      tags,
      summary: 'Say in which timezone the account’s In-App users are',
      description:
        'A user id tells no timezone, so nothing guards when In-App messages come. With one, send windows hold for users who bring none of their own, in campaigns launched from then on.',
      params: accountParams,
      body: inAppSettingsRequest,
      response: { 200: jsonAnswer('The settings as they are now.', inAppSettings), ...accountErrors(413, 415) },
    },
    handler: async (request) => {
      const { timezone } = request.body;
      const parsed = timezone === null ? { ok: true as const, zone: null } : parseTimezone(timezone);
      if (!parsed.ok) throw new ApiError(400, `timezone: ${parsed.reason}`);
      await updateInAppTimezone(db, request.account.id, parsed.zone);
      return { timezone: parsed.zone };
    },
  });
}
