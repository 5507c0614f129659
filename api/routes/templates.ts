import type { Template } from '../../db/schema.ts';
import { deleteTemplate, findTemplate, listTemplates, type TemplateSort } from '../../db/templates.ts';
import { createTemplate } from '../create-template.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import {
  templateAnswer,
  templateDeleted,
  templateList,
  templateParams,
  templateQuery,
  templateRequest,
} from '../schemas/templates.ts';

/** WhatsApp templates, behind `authenticate`. There is no editing: what WhatsApp has approved stays as it was approved. */
export function templateRoutes(app: App, { db, outbox, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/templates',
    schema: {
      operationId: 'listTemplates',
      tags: ['Templates'],
      summary: 'List WhatsApp templates',
      params: accountParams,
      querystring: templateQuery,
      response: { 200: jsonAnswer('A page of them.', templateList), ...accountErrors() },
    },
    handler: async (request) => {
      const { sort, limit, offset, ...filter } = request.query;
      const page = { sort: sort.replace('-', '') as TemplateSort, descending: sort.startsWith('-'), limit, offset };
      const { rows, count } = await listTemplates(db, request.account.id, filter, page);
      return { templates: rows.map(toWire), page: { count, offset, limit } };
    },
  });

  app.route({
    method: 'POST',
    url: '/templates',
    schema: {
      operationId: 'createTemplate',
      tags: ['Templates'],
      summary: 'Create a WhatsApp template and submit it for review',
      description:
        'The answer comes at once, PENDING; WhatsApp’s word follows, mostly within minutes: ask for the template again. A template can’t be edited: delete it and create another.',
      params: accountParams,
      body: templateRequest,
      response: {
        201: jsonAnswer('It is on its way to WhatsApp.', templateAnswer),
        ...accountErrors(409, 413, 415),
      },
    },
    handler: async (request, reply) => {
      const template = await createTemplate(db, request.account.id, request.body, now());
      outbox.kick();
      return reply.code(201).send(toWire(template));
    },
  });

  app.route({
    method: 'GET',
    url: '/templates/:templateId',
    schema: {
      operationId: 'getTemplate',
      tags: ['Templates'],
      summary: 'One WhatsApp template, with its status',
      params: templateParams,
      response: { 200: jsonAnswer('The template.', templateAnswer), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { templateId } = request.params;
      const template = await findTemplate(db, request.account.id, templateId);
      if (!template) throw noTemplate(templateId);
      return toWire(template);
    },
  });

  app.route({
    method: 'DELETE',
    url: '/templates/:templateId',
    schema: {
      operationId: 'deleteTemplate',
      tags: ['Templates'],
      summary: 'Delete a WhatsApp template',
      description:
        'Here at once: no new campaign can use it. At WhatsApp once no campaign that was launched before has anyone left to send it to.',
      params: templateParams,
      response: { 200: jsonAnswer('The template as it was.', templateDeleted), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { templateId } = request.params;
      const at = now();
      const template = await deleteTemplate(db, request.account.id, templateId, at);
      if (!template) throw noTemplate(templateId);
      outbox.kick();
      return { ...toWire(template), deletedAt: at.toISOString() };
    },
  });
}

function toWire(row: Template) {
  return {
    id: row.id,
    title: row.name,
    category: row.category,
    language: row.language,
    status: row.status,
    statusReason: row.status_reason,
    wabaId: row.waba_id,
    providerTemplateId: row.provider_template_id,
    messageComponents: row.components,
    createdAt: row.created_at.toISOString(),
    submittedAt: row.submitted_at?.toISOString() ?? null,
    updatedAt: row.updated_at.toISOString(),
  };
}

function noTemplate(id: string): ApiError {
  return new ApiError(404, `The account has no template ${JSON.stringify(id)}`);
}
