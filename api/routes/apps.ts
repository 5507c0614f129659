import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { deleteApp, findApp, insertApp, listApps, replaceAppSecret } from '../../db/in-app-apps.ts';
import { deleteAppUser, listAppUsers, registerByBrand } from '../../db/in-app-users.ts';
import { changePushSettings, listCredentialStates, type CredentialState } from '../../db/push-settings.ts';
import type { InAppApp, InAppUser } from '../../db/schema.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import {
  appAnswer,
  appList,
  appParams,
  appRequest,
  appUserParams,
  appWithPush,
  pageQuery,
  rotateAnswer,
  rotateRequest,
  userAnswer,
  userList,
  userRequest,
} from '../schemas/apps.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { pushChange } from '../schemas/push.ts';

const HOUR_MS = 3_600_000;
const tags = ['Apps'];

/** The brand's apps that show In-App messages, and who has them; behind `authenticate`. */
export function appRoutes(app: App, { db, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/apps',
    schema: {
      operationId: 'listApps',
      tags,
      summary: 'The apps that In-App messages go to',
      params: accountParams,
      querystring: pageQuery,
      response: { 200: jsonAnswer('A page of them.', appList), ...accountErrors() },
    },
    handler: async (request) => {
      const { limit, offset } = request.query;
      const { apps, count } = await listApps(db, request.account.id, { limit, offset });
      return { apps: await toWires(request.account.id, apps), page: { count, offset, limit } };
    },
  });

  app.route({
    method: 'POST',
    url: '/apps',
    schema: {
      operationId: 'createApp',
      tags,
      summary: 'Add an app',
      description:
        'The answer has its secret, this once: the brand’s servers sign the tokens of the app’s users with it.',
      params: accountParams,
      body: appRequest,
      response: { 201: jsonAnswer('The app with its secret.', appAnswer), ...accountErrors(409, 413, 415) },
    },
    handler: async (request, reply) => {
      const { name, registrationDays } = request.body;
      const secret = newSecret();
      const created = await insertApp(db, { accountId: request.account.id, name, secret, registrationDays }, now());
      if (!created) throw new ApiError(409, `name: the account has an app ${JSON.stringify(name)} already`);
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...(await toWire(created)), secret });
    },
  });

  app.route({
    method: 'DELETE',
    url: '/apps/:name',
    schema: {
      operationId: 'deleteApp',
      tags,
      summary: 'Delete an app',
      description:
        'With the registrations of its users: their devices are signed out. Not one that a handoff sends to.',
      params: appParams,
      response: { 204: z.null().describe('It is gone.'), ...accountErrors(404, 409) },
    },
    handler: async (request, reply) => {
      const { name } = request.params;
      const deletion = await deleteApp(db, request.account.id, name);
      if (deletion === 'absent') throw noApp(name);
      if (deletion !== 'deleted') throw new ApiError(409, `The handoff ${JSON.stringify(deletion.usedBy)} sends to it`);
      return reply.code(204).send(null);
    },
  });

  app.route({
    method: 'POST',
    url: '/apps/:name/rotate-secret',
    schema: {
      operationId: 'rotateAppSecret',
      tags,
      summary: 'Replace the secret of an app',
      params: appParams,
      body: rotateRequest,
      response: { 200: jsonAnswer('The app with its new secret.', rotateAnswer), ...accountErrors(404, 413, 415) },
    },
    handler: async (request, reply) => {
      const { name } = request.params;
      const graceHours = request.body?.graceHours ?? 0;
      const until = graceHours > 0 ? new Date(now().getTime() + graceHours * HOUR_MS) : null;
      const secret = newSecret();
      const changed = await replaceAppSecret(db, request.account.id, name, secret, until);
      if (!changed) throw noApp(name);
      const previousSecretUntil = until?.toISOString() ?? null;
      return reply
        .header('cache-control', 'no-store')
        .send({ ...(await toWire(changed)), secret, previousSecretUntil });
    },
  });

  app.route({
    method: 'PATCH',
    url: '/apps/:name/push',
    schema: {
      operationId: 'changeAppPush',
      tags,
      summary: 'Say how users’ devices are nudged',
      description:
        'Off until a credential is there. With one, a device that the app has registered is told of a message which the app has not shown by itself within seconds. What is left out stays as it is; null takes it away. Credentials can’t be read back.',
      params: appParams,
      body: pushChange,
      response: { 200: jsonAnswer('The app as it is now.', appWithPush), ...accountErrors(404, 413, 415) },
    },
    handler: async (request) => {
      const { name } = request.params;
      const { title, text, fcm, apns } = request.body;
      const change = {
        ...(title !== undefined && { title }),
        ...(text !== undefined && { text: text === 'message' ? null : text }),
        credentials: { ...(fcm !== undefined && { fcm }), ...(apns !== undefined && { apns }) },
      };
      const isThere = await changePushSettings(db, request.account.id, name, change, now());
      const changed = isThere ? await findApp(db, request.account.id, name) : undefined;
      if (!changed) throw noApp(name);
      return toWire(changed);
    },
  });

  app.route({
    method: 'GET',
    url: '/apps/:name/users',
    schema: {
      operationId: 'listAppUsers',
      tags,
      summary: 'Who is registered with an app',
      params: appParams,
      querystring: pageQuery,
      response: { 200: jsonAnswer('A page of them.', userList), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { name } = request.params;
      const { limit, offset } = request.query;
      if (!(await findApp(db, request.account.id, name))) throw noApp(name);
      const { users, count } = await listAppUsers(db, request.account.id, name, { limit, offset });
      return { users: users.map(userToWire), page: { count, offset, limit } };
    },
  });

  app.route({
    method: 'PUT',
    url: '/apps/:name/users/:userId',
    schema: {
      operationId: 'registerAppUser',
      tags,
      summary: 'Register a user with an app',
      description:
        'Campaigns reach a user from then on, before the app was ever opened; the messages wait in the inbox. The app can do it too, with `POST /inapp/v1/{accountId}/{app}/register`. Again, it changes when the registration runs out.',
      params: appUserParams,
      body: userRequest,
      response: { 200: jsonAnswer('The registration.', userAnswer), ...accountErrors(404, 413, 415) },
    },
    handler: async (request) => {
      const { name, userId } = request.params;
      const reader = { accountId: request.account.id, app: name, userId };
      const user = await registerByBrand(db, reader, request.body?.expiresAt ?? null, now());
      if (!user) throw noApp(name);
      return userToWire(user);
    },
  });

  app.route({
    method: 'DELETE',
    url: '/apps/:name/users/:userId',
    schema: {
      operationId: 'unregisterAppUser',
      tags,
      summary: 'End the registration of a user with an app',
      description: 'Their devices are signed out; campaigns fail for them with `proactive_28`.',
      params: appUserParams,
      response: { 204: z.null().describe('They are no longer registered.'), ...accountErrors(404) },
    },
    handler: async (request, reply) => {
      const { name, userId } = request.params;
      if (!(await deleteAppUser(db, { accountId: request.account.id, app: name, userId }))) {
        throw new ApiError(404, `The app ${JSON.stringify(name)} has no user ${JSON.stringify(userId)}`);
      }
      return reply.code(204).send(null);
    },
  });

  async function toWires(accountId: string, apps: InAppApp[]) {
    const states = await listCredentialStates(
      db,
      accountId,
      apps.map(({ name }) => name),
    );
    return apps.map((row) => {
      const { fcm, apns } = states.get(row.name) ?? {};
      return {
        name: row.name,
        registrationDays: row.registration_days,
        createdAt: row.created_at.toISOString(),
        push: {
          title: row.push_title,
          text: row.push_text ?? 'message',
          fcm: credentialToWire(fcm),
          apns: credentialToWire(apns),
        },
      };
    });
  }

  async function toWire(row: InAppApp) {
    const [wire] = await toWires(row.account_id, [row]);
    if (!wire) throw new Error('One app is one answer');
    return wire;
  }
}

function credentialToWire(state: CredentialState | undefined) {
  if (!state) return null;
  const { setAt, error, errorAt } = state;
  return {
    setAt: setAt.toISOString(),
    error: error === null || errorAt === null ? null : { reason: error, at: errorAt.toISOString() },
  };
}

/** 256 bits, for HS256 wants no less: RFC 7518 section 3.2. */
function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A registration as it is told. */
export function userToWire(row: InAppUser) {
  return {
    userId: row.user_id,
    registeredAt: row.registered_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  };
}

function noApp(name: string): ApiError {
  return new ApiError(404, `The account has no app ${JSON.stringify(name)}`);
}
