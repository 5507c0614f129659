import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { App } from './deps.ts';
import {
  APP_EXAMPLE,
  ROTATE_EXAMPLE,
  SETTINGS_EXAMPLE as IN_APP_SETTINGS_EXAMPLE,
  USER_EXAMPLE,
} from './schemas/apps.ts';
import { CAMPAIGN_EXAMPLE } from './schemas/campaign-request.ts';
import { CHANNEL_CHANGE_EXAMPLE, CHANNEL_ORDER_EXAMPLE } from './schemas/channels.ts';
import { ELIGIBILITY_EXAMPLE } from './schemas/eligibility.ts';
import { HANDOFF_EXAMPLE } from './schemas/handoffs.ts';
import { MEDIA_HOST_EXAMPLE } from './schemas/media-hosts.ts';
import { OUTBOUND_NUMBER_EXAMPLE } from './schemas/outbound-numbers.ts';
import { SETTINGS_EXAMPLE } from './schemas/settings.ts';
import { SKILL_EXAMPLE } from './schemas/skills.ts';
import { OPT_OUT_EXAMPLE, OPT_OUT_FILE_EXAMPLE } from './schemas/opt-outs.ts';
import { REPORT_BODY_EXAMPLES } from './schemas/reports.ts';
import { REPLY_EXAMPLE } from './schemas/in-app.ts';
import { ANSWER_EXAMPLE, CLOSE_EXAMPLE } from './schemas/conversations.ts';
import { TEMPLATE_EXAMPLE } from './schemas/templates.ts';

const INTRODUCTION = `Proactive messages over WhatsApp and SMS, each recipient in their own daytime.

Get a token, post a campaign, ask where its recipients are:

1. \`POST /sentinel/api/account/{accountId}/app/token\` with the client's credentials. Send the token as \`Authorization: Bearer …\`.
2. \`POST /api/v2/account/{accountId}/campaign\`.
3. \`GET /api/v2/account/{accountId}/campaign/{campaignId}/conversations\` until \`campaignStatus\` is \`FINISHED\`.

Every error is \`{"code":0,"message":"…","requestTraceId":"…"}\`. Unknown query parameters, headers and fields never break a call.`;

const SCHEMAS = '#/components/schemas/';

/** The OpenAPI document, from the routes' own schemas. Register it before them. */
export function documentApi(app: App, publicUrl: string): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: { title: 'Daybreak', version: '2.0', description: INTRODUCTION },
      // Relative: "try it out" calls the server that the page came from.
      servers: [
        { url: '/', description: 'This server' },
        { url: publicUrl, description: 'Its public address' },
      ],
      tags: [
        { name: 'Token', description: 'Whoever calls proves with it who they are.' },
        { name: 'Campaigns', description: 'One message to many consumers.' },
        { name: 'Recipients', description: 'What each waits for, when it can be sent, and what became of it.' },
        { name: 'Numbers', description: 'What is known of a phone number before anything is sent to it.' },
        {
          name: 'Handoffs',
          description: 'Channels in their order, each with its number and text, under one id for campaigns.',
        },
        { name: 'Channels', description: 'What the account sends on, and what holds it.' },
        { name: 'Conversations', description: 'What consumers answered, and what agents answered them.' },
        { name: 'Templates', description: 'WhatsApp messages, which WhatsApp approves before they are sent.' },
        { name: 'Eligibility', description: 'Whether a consumer can be reached, asked before anything is sent.' },
        {
          name: 'Settings',
          description: 'What the account is: its defaults and limits, skills, numbers and hosts of images.',
        },
        { name: 'Reports', description: 'What became of the messages, at this very moment.' },
        { name: 'Opt-outs', description: 'Who is not to be written to, with who said so, when and why.' },
        { name: 'Apps', description: 'The brand’s own apps, in which In-App messages appear.' },
        { name: 'In-App', description: 'Called by the brand’s app for its user.' },
        { name: 'Webhooks', description: 'Called by the providers. Each call is signed by its provider.' },
        { name: 'Health', description: 'For load balancers and people on call.' },
      ],
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'The `access_token` alone, without `Bearer`.',
          },
          appToken: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              'Of the app’s user: a JWT (HS256) that the brand’s backend signs with the app’s secret. `sub` the user id, `aud` the app’s name, `exp` at most 24 hours ahead.',
          },
        },
      },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withBodyExamples(withUsedSchemas(jsonSchemaTransformObject(document) as OpenApi)),
  });
  app.register(swaggerUi, {
    routePrefix: '/docs',
    // The validator is somebody else's server.
    uiConfig: { validatorUrl: null, tryItOutEnabled: true, persistAuthorization: true },
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

type OpenApi = Partial<OpenAPIV3_1.Document>;

/**
 * Every schema comes twice, as `X` for an answer and as `XInput` for a request: keeps those that something refers to, under the plain name
 * where it is free.
 */
function withUsedSchemas(document: OpenApi): OpenApi {
  let schemas = document.components?.schemas ?? {};
  for (;;) {
    const text = JSON.stringify({ paths: document.paths, schemas });
    const used = Object.entries(schemas).filter(([name]) => text.includes(`"${SCHEMAS}${name}"`));
    if (used.length === Object.keys(schemas).length) break;
    schemas = Object.fromEntries(used);
  }
  let text = JSON.stringify({ ...document, components: { ...document.components, schemas } });
  for (const name of Object.keys(schemas)) {
    const plain = name.replace(/Input$/, '');
    if (plain in schemas) continue;
    text = text.replaceAll(`"${SCHEMAS}${name}"`, `"${SCHEMAS}${plain}"`).replace(`"${name}":{`, `"${plain}":{`);
  }
  return JSON.parse(text) as OpenApi;
}

type Operations = Record<
  string,
  { requestBody?: { required?: boolean; content?: Record<string, { schema?: { $ref?: string }; example?: unknown }> } }
>;

const BODY_EXAMPLES: Record<string, unknown> = {
  [`${SCHEMAS}CampaignRequest`]: CAMPAIGN_EXAMPLE,
  [`${SCHEMAS}HandoffRequest`]: HANDOFF_EXAMPLE,
  [`${SCHEMAS}EligibilityRequest`]: ELIGIBILITY_EXAMPLE,
  [`${SCHEMAS}SettingsChange`]: SETTINGS_EXAMPLE,
  [`${SCHEMAS}SkillRequest`]: SKILL_EXAMPLE,
  [`${SCHEMAS}OutboundNumberRequest`]: OUTBOUND_NUMBER_EXAMPLE,
  [`${SCHEMAS}MediaHostRequest`]: MEDIA_HOST_EXAMPLE,
  [`${SCHEMAS}ChannelChange`]: CHANNEL_CHANGE_EXAMPLE,
  [`${SCHEMAS}ChannelOrder`]: CHANNEL_ORDER_EXAMPLE,
  [`${SCHEMAS}OptOutRequest`]: OPT_OUT_EXAMPLE,
  [`${SCHEMAS}OptOutFile`]: OPT_OUT_FILE_EXAMPLE,
  [`${SCHEMAS}AnalyticsFilters`]: REPORT_BODY_EXAMPLES.AnalyticsFilters,
  [`${SCHEMAS}TransactionsRequest`]: REPORT_BODY_EXAMPLES.TransactionsRequest,
  [`${SCHEMAS}AppRequest`]: APP_EXAMPLE,
  [`${SCHEMAS}RotateSecretRequest`]: ROTATE_EXAMPLE,
  [`${SCHEMAS}InAppSettingsRequest`]: IN_APP_SETTINGS_EXAMPLE,
  [`${SCHEMAS}AppUserRequest`]: USER_EXAMPLE,
  [`${SCHEMAS}InAppReply`]: REPLY_EXAMPLE,
  [`${SCHEMAS}TemplateRequest`]: TEMPLATE_EXAMPLE,
  [`${SCHEMAS}AnswerRequest`]: ANSWER_EXAMPLE,
  [`${SCHEMAS}CloseConversationRequest`]: CLOSE_EXAMPLE,
};

/** Bodies that may be left out; the schema alone does not say so. */
const OPTIONAL_BODIES = new Set([`${SCHEMAS}CloseConversationRequest`]);

/** "Try it out" fills in a body's own example; without one it would make one up, field by field, that is refused. */
function withBodyExamples(document: OpenApi): OpenApi {
  for (const operations of Object.values((document.paths ?? {}) as Record<string, Operations>)) {
    for (const operation of Object.values(operations)) {
      for (const media of Object.values(operation.requestBody?.content ?? {})) {
        const example = BODY_EXAMPLES[media.schema?.$ref ?? ''];
        if (example !== undefined) media.example = example;
        if (OPTIONAL_BODIES.has(media.schema?.$ref ?? '') && operation.requestBody)
          operation.requestBody.required = false;
      }
    }
  }
  return document;
}
