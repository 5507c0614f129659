import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { App } from './deps.ts';
import { BODY_EXAMPLES } from './body-examples.ts';
import { UI } from './documentation-page.ts';
import { withErrorExamples } from './openapi-errors.ts';
import { isBodyOptional, refusalOf } from './openapi-refusal.ts';

const INTRODUCTION = `Proactive messages over WhatsApp, SMS and in apps, each recipient in their own daytime.

Get a token, post a campaign, ask where its recipients are:

1. \`POST /sentinel/api/account/{accountId}/app/token\` with the client's credentials. Send the token as \`Authorization: Bearer …\`; this page does so by itself once it got one.
2. \`POST /api/v2/account/{accountId}/campaign\`.
3. \`GET /api/v2/account/{accountId}/campaign/{campaignId}/conversations\` until \`campaignStatus\` is \`FINISHED\`.

Every error is \`{"code":0,"message":"…","requestTraceId":"…"}\`. Unknown query parameters, headers and fields never break a call.`;

const TAGS = [
  { name: 'Token', description: 'Whoever calls proves with it who they are.' },
  { name: 'Signing in', description: 'People, to the web tool, by OpenID Connect.' },
  { name: 'Campaigns', description: 'One message to many consumers.' },
  { name: 'Recipient lists', description: 'Files of recipients: uploaded, looked at, mended, launched.' },
  { name: 'Drafts', description: 'Campaigns that are being composed, each user’s own.' },
  { name: 'Recipients', description: 'Each consumer of a campaign: what they wait for, and what was done.' },
  { name: 'Numbers', description: 'What is known of a phone number: its place, its time, whether it may be sent to.' },
  {
    name: 'Handoffs',
    description: 'What is sent on which channels, in which order, and for how long a reply belongs to it.',
  },
  { name: 'Templates', description: 'The WhatsApp templates of the account, and whether WhatsApp has approved them.' },
  { name: 'Settings', description: 'Skills, numbers, permitted hosts of media, windows and limits of the account.' },
  { name: 'API keys', description: 'The account’s own programs, and the secrets that they get tokens with.' },
  { name: 'Users', description: 'Who has signed in to the web tool, and who changed what.' },
  { name: 'Opt-outs', description: 'Who is not to be sent to.' },
  { name: 'Eligibility', description: 'Whether a consumer could be sent to, without sending.' },
  { name: 'Reports', description: 'What came of what was sent, at this very moment: in sums, and one by one.' },
  { name: 'Conversations', description: 'What consumers answered, and what agents answered them.' },
  { name: 'Apps', description: 'The brand’s own apps, in which In-App messages appear.' },
  { name: 'In-App', description: 'Called by the brand’s app for its user.' },
  { name: 'Channels', description: 'What the account sends on, and what holds it.' },
  { name: 'Webhooks', description: 'Called by the providers. Each call is signed by its provider.' },
  { name: 'Health', description: 'For load balancers and people on call.' },
];

const SCHEMAS = '#/components/schemas/';

/** The OpenAPI document, from the routes' own schemas, and the page that shows it. Register it before them. */
export function documentApi(app: App, publicUrl: string): void {
  const refusals = new Map<string, string>();
  const optionalBodies = new Set<string>();
  app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Daybreak API',
        version: '2.0',
        description: INTRODUCTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      } as OpenAPIV3_1.InfoObject,
      // Relative: "try it out" calls the server that the page came from.
      servers: [
        { url: '/', description: 'This server' },
        { url: publicUrl, description: 'Its public address' },
      ],
      tags: TAGS,
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'The `access_token` alone, without `Bearer`.',
          },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'daybreak-session',
            description:
              'Of who has signed in to the web tool; `__Host-daybreak-session` over https. It opens the calls of the account too, as far as the role goes.',
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
    transform: (route) => {
      const { schema } = route;
      const id = schema.operationId;
      if (id !== undefined && schema.hide !== true) {
        const refusal = refusalOf(schema);
        if (refusal !== undefined) refusals.set(id, refusal);
        if (isBodyOptional(schema)) optionalBodies.add(id);
      }
      return jsonSchemaTransform(route);
    },
    transformObject: (document) => {
      const used = withUsedSchemas(jsonSchemaTransformObject(document) as OpenApi);
      return withErrorExamples(inOrder(withBodies(used, optionalBodies)), refusals);
    },
  });
  app.register(swaggerUi, UI);
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

/**
 * "Try it out" fills in a body's own example; without one it would make one up, field by field, that is refused. Which bodies may stay away is
 * told by their schemas.
 */
function withBodies(document: OpenApi, optional: ReadonlySet<string>): OpenApi {
  for (const { operationId = '', requestBody } of operationsOf(document)) {
    if (requestBody === undefined || !('content' in requestBody)) continue;
    requestBody.required = !optional.has(operationId);
    for (const media of Object.values(requestBody.content)) {
      const reference = media.schema && '$ref' in media.schema ? media.schema.$ref : '';
      const example = BODY_EXAMPLES[reference];
      if (example !== undefined) media.example = example;
    }
  }
  return document;
}

/** Operations by their tags, and parameters by their places. Of the tags, those that an operation has. */
function inOrder(document: OpenApi): OpenApi {
  const rank = (tags: string[] = []) => TAGS.findIndex(({ name }) => tags.includes(name));
  const rankOfPath = (path: object | undefined) =>
    Math.min(...Object.values(path ?? {}).map(({ tags }: OpenAPIV3_1.OperationObject) => rank(tags)));
  const operations = operationsOf(document);
  for (const operation of operations) {
    if (!operation.parameters) continue;
    const parameters = operation.parameters as OpenAPIV3_1.ParameterObject[];
    for (const parameter of parameters) if (parameter.in === 'header') parameter.name = headerName(parameter.name);
    operation.parameters = parameters.toSorted((a, b) => PLACES.indexOf(a.in) - PLACES.indexOf(b.in));
  }
  const paths = Object.entries(document.paths ?? {}).sort(([, a], [, b]) => rankOfPath(a) - rankOfPath(b));
  const used = new Set(operations.flatMap(({ tags = [] }) => tags));
  return {
    ...document,
    tags: TAGS.filter(({ name }) => used.has(name)),
    paths: Object.fromEntries(paths),
  };
}

const PLACES = ['path', 'query', 'header'];

/** idempotency-key: Idempotency-Key. */
function headerName(name: string): string {
  return name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

function operationsOf({ paths = {} }: OpenApi): OpenAPIV3_1.OperationObject[] {
  return Object.values(paths).flatMap((operations) => Object.values(operations ?? {}) as OpenAPIV3_1.OperationObject[]);
}
