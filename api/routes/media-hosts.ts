import { deleteMediaHost, insertMediaHost, listMediaHosts } from '../../db/accounts.ts';
import { parseMediaHost } from '../../domain/media-host.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { mediaHostAnswer, mediaHostList, mediaHostParams, mediaHostRequest } from '../schemas/media-hosts.ts';

/** The hosts from which images may be sent, behind `authenticate`. */
export function mediaHostRoutes(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/media-hosts',
    schema: {
      operationId: 'listMediaHosts',
      tags: ['Settings'],
      summary: 'The hosts from which images may be sent',
      params: accountParams,
      response: { 200: jsonAnswer('All of them.', mediaHostList), ...accountErrors() },
    },
    handler: (request) => list(request.account.id),
  });

  app.route({
    method: 'POST',
    url: '/media-hosts',
    schema: {
      operationId: 'addMediaHost',
      tags: ['Settings'],
      summary: 'Permit a host of images',
      params: accountParams,
      body: mediaHostRequest,
      response: { 201: jsonAnswer('The host.', mediaHostAnswer), ...accountErrors(409, 413, 415) },
    },
    handler: async (request, reply) => {
      const { host } = request.body;
      const known = await listMediaHosts(db, request.account.id);
      if (known.has(host) || !(await insertMediaHost(db, request.account.id, host))) {
        throw new ApiError(409, `host: ${host} is permitted already`);
      }
      return reply.code(201).send({ host });
    },
  });

  app.route({
    method: 'DELETE',
    url: '/media-hosts/:host',
    schema: {
      operationId: 'removeMediaHost',
      tags: ['Settings'],
      summary: 'Permit a host of images no longer',
      description: 'Recipients that were accepted with an image from it are still sent to.',
      params: mediaHostParams,
      response: { 200: jsonAnswer('The hosts that remain.', mediaHostList), ...accountErrors(404, 413, 415) },
    },
    handler: async (request) => {
      const { host: written } = request.params;
      const parsed = parseMediaHost(written);
      const host = parsed.ok ? parsed.host : written.toLowerCase();
      if (!(await deleteMediaHost(db, request.account.id, host))) {
        throw new ApiError(404, `The account permits no host ${JSON.stringify(written)}`);
      }
      return list(request.account.id);
    },
  });

  async function list(accountId: string) {
    return { mediaHosts: [...(await listMediaHosts(db, accountId))].map((host) => ({ host })) };
  }
}
