import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { App } from './deps.ts';
import { CAMPAIGN_EXAMPLE } from './schemas/campaign-request.ts';
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
        { name: 'Channels', description: 'What the account sends on, and what holds it.' },
        { name: 'Conversations', description: 'What consumers answered, and what agents answered them.' },
        { name: 'Templates', description: 'WhatsApp messages, which WhatsApp approves before they are sent.' },
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
