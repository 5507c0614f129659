import { z } from 'zod';
import { deleteDevice, registerDevice } from '../../db/in-app-devices.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { authenticateAppUser } from '../in-app-auth.ts';
import { isUuid, jsonAnswer } from '../schemas/common.ts';
import { inAppErrors, inAppParams } from '../schemas/in-app.ts';
import { deviceAnswer, deviceParams, deviceRequest } from '../schemas/push.ts';

const tags = ['In-App'];
const security = [{ appToken: [] }];

/** Which of a user's devices are nudged. */
export function inAppDeviceRoutes(app: App, deps: RouteDeps): void {
  const { db, now } = deps;

  app.route({
    method: 'PUT',
    url: '/:accountId/:app/devices',
    onRequest: authenticateAppUser(deps),
    schema: {
      operationId: 'registerPushToken',
      tags,
      summary: 'Have this device nudged',
      description:
        'At each start of the app, and when the platform gives another token. Whoever signs in on a device takes it over. A user has at most 5 in an app; the one that was not seen for the longest goes for a new one.',
      security,
      params: inAppParams,
      body: deviceRequest,
      response: { 200: jsonAnswer('The device.', deviceAnswer), ...inAppErrors(413, 415) },
    },
    handler: async (request) => {
      const device = await registerDevice(db, request.appUser, request.body, now());
      if (!device) throw new ApiError(403, 'The user is not registered with the app: POST …/register first');
      return { id: device.id, platform: device.platform, seenAt: device.seen_at.toISOString() };
    },
  });

  app.route({
    method: 'DELETE',
    url: '/:accountId/:app/devices/:deviceId',
    onRequest: authenticateAppUser(deps),
    schema: {
      operationId: 'forgetDevice',
      tags,
      summary: 'Have this device nudged no more',
      description: 'When the user signs out.',
      security,
      params: deviceParams,
      response: { 204: z.null().describe('It is forgotten.'), ...inAppErrors(404) },
    },
    handler: async (request, reply) => {
      const { deviceId: id } = request.params;
      if (!isUuid(id) || !(await deleteDevice(db, request.appUser, id))) {
        throw new ApiError(404, `The user has no device ${JSON.stringify(id)} in the app`);
      }
      return reply.code(204).send(null);
    },
  });
}
