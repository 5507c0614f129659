import { deleteSkill, insertSkill, listSkills, lockAccount } from '../../db/accounts.ts';
import { transact } from '../../db/transaction.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { skillAnswer, skillList, skillParams, skillRequest } from '../schemas/skills.ts';

/** The skills that campaigns may name, behind `authenticate`. */
export function skillRoutes(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/skills',
    schema: {
      operationId: 'listSkills',
      tags: ['Settings'],
      summary: 'The onboarded skills',
      params: accountParams,
      response: { 200: jsonAnswer('All of them, by name.', skillList), ...accountErrors() },
    },
    handler: async ({ account }) => toWire(await listSkills(db, account.id), account.default_skill),
  });

  app.route({
    method: 'POST',
    url: '/skills',
    schema: {
      operationId: 'addSkill',
      tags: ['Settings'],
      summary: 'Onboard a skill',
      params: accountParams,
      body: skillRequest,
      response: { 201: jsonAnswer('The skill.', skillAnswer), ...accountErrors(409, 413, 415) },
    },
    handler: async (request, reply) => {
      const { name } = request.body;
      if (!(await insertSkill(db, request.account.id, name))) {
        throw new ApiError(409, `name: the account has the skill ${JSON.stringify(name)} already`);
      }
      return reply.code(201).send({ name, isDefault: name === request.account.default_skill });
    },
  });

  app.route({
    method: 'DELETE',
    url: '/skills/:name',
    schema: {
      operationId: 'removeSkill',
      tags: ['Settings'],
      summary: 'Take a skill away',
      description:
        'No new campaign can name it. Replies to campaigns that were launched with it still go to it, by its name. The default skill stays: make another one the default first.',
      params: skillParams,
      response: { 200: jsonAnswer('The skills that remain.', skillList), ...accountErrors(404, 409, 413, 415) },
    },
    handler: async (request) => {
      const { name } = request.params;
      const { id } = request.account;
      return transact(db, async (trx) => {
        const account = await lockAccount(trx, id);
        if (name === account.default_skill) {
          throw new ApiError(
            409,
            `name: ${JSON.stringify(name)} is the default skill; make another one the default first`,
          );
        }
        if (!(await deleteSkill(trx, id, name))) {
          throw new ApiError(404, `The account has no skill ${JSON.stringify(name)}`);
        }
        return toWire(await listSkills(trx, id), account.default_skill);
      });
    },
  });
}

function toWire(names: string[], defaultSkill: string) {
  return { skills: names.map((name) => ({ name, isDefault: name === defaultSkill })) };
}
