import { createHash } from 'node:crypto';
import type { OpenAPIV3_1 } from 'openapi-types';

type Operation = OpenAPIV3_1.OperationObject;
type Parameter = OpenAPIV3_1.ParameterObject & { example?: unknown };
type Media = OpenAPIV3_1.MediaTypeObject;
type KeyValue = { key: string; value: string; description?: string; disabled?: boolean };
type Request = ReturnType<typeof requestOf>;

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const DESCRIPTION = `Set \`baseUrl\`, \`accountId\`, \`clientId\` and \`clientSecret\`, and send anything: each request gets a token first where it has none, or an
expired one. Calls for a campaign are about the one that was launched last.`;

/** Before every request: a token, kept until a minute before its end. */
const GET_TOKEN = `const known = (name) => pm.collectionVariables.get(name);
const hasItsOwn = pm.request.auth && JSON.stringify(pm.request.auth).indexOf('{{token}}') === -1;
if (!hasItsOwn && !(Number(known('tokenExpiresAt')) > Date.now() + 60000)) {
  const base = pm.variables.replaceIn('{{baseUrl}}/sentinel/api/account/{{accountId}}/app/token');
  pm.sendRequest({
    url: base + '?v=1.0&grant_type=client_credentials',
    method: 'POST',
    header: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: {
      mode: 'urlencoded',
      urlencoded: [
        { key: 'client_id', value: pm.variables.get('clientId') },
        { key: 'client_secret', value: pm.variables.get('clientSecret') },
      ],
    },
  }, (error, response) => {
    if (error || response.code !== 200) throw new Error('No token: ' + (error || response.text()));
    const token = response.json();
    pm.collectionVariables.set('token', token.access_token);
    pm.collectionVariables.set('tokenExpiresAt', Date.now() + token.expires_in * 1000);
  });
}`;

/** After some requests: what the next ones are about. */
const KEEP: Record<string, string> = {
  createToken: `if (pm.response.code === 200) {
  const token = pm.response.json();
  pm.collectionVariables.set('token', token.access_token);
  pm.collectionVariables.set('tokenExpiresAt', Date.now() + token.expires_in * 1000);
}`,
  createCampaign: `if (pm.response.code === 201) {
  const campaign = pm.response.json();
  pm.collectionVariables.set('campaignId', campaign.proactiveCampaignId);
  if (campaign.acceptedConsumers[0]) pm.collectionVariables.set('recipientId', campaign.acceptedConsumers[0].id);
}`,
};

/** Path parameters that are variables of the collection; the others are fields of their request. */
const VARIABLES = ['accountId', 'campaignId', 'recipientId'];
/** $guid is a new one each time that the request is sent. */
const VALUES: Record<string, string> = { 'Idempotency-Key': '{{$guid}}' };
const FORM_VARIABLES: Record<string, string> = { client_id: '{{clientId}}', client_secret: '{{clientSecret}}' };

/** Providers call the webhooks, and sign each call; to sign in takes a browser. */
const NOT_FOR_POSTMAN = ['Webhooks', 'Signing in'];

/** Of parameters of which one is needed, that which is sent. */
const CHOSEN: Record<string, string> = { uploadRecipients: 'templateId', getRecipientFileSample: 'templateId' };

/** A Postman collection (v2.1) with a request for each operation, in the folders of their tags. Its ids come from the operations' own. */
export function toPostmanCollection(document: OpenAPIV3_1.Document, baseUrl: string) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, operation]) => ({ path, method, operation: operation as Operation })),
  );
  const tags = (document.tags ?? []).filter(({ name }) => !NOT_FOR_POSTMAN.includes(name));
  const folders = tags.map(({ name, description }) => ({
    id: uuidOf(`tag ${name}`),
    name,
    description,
    item: operations
      .filter(({ operation }) => operation.tags?.includes(name) === true)
      .map(({ path, method, operation }) => itemOf(document, path, method, operation)),
  }));
  const schemes = Object.keys(document.components?.securitySchemes ?? {});
  return {
    info: { _postman_id: uuidOf('collection'), name: document.info.title, description: DESCRIPTION, schema: SCHEMA },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    event: [script('prerequest', 'collection', GET_TOKEN)],
    variable: [
      { key: 'baseUrl', value: baseUrl },
      { key: 'accountId', value: '17728909' },
      { key: 'clientId', value: 'demo-client' },
      { key: 'clientSecret', value: 'demo-secret' },
      ...['campaignId', 'recipientId', ...schemes, 'tokenExpiresAt'].map((key) => ({ key, value: '' })),
    ],
    item: folders,
  };
}

function itemOf(document: OpenAPIV3_1.Document, path: string, method: string, operation: Operation) {
  const id = operation.operationId ?? `${method} ${path}`;
  const request = requestOf(path, method, operation);
  const keep = KEEP[id];
  return {
    id: uuidOf(id),
    name: operation.summary ?? id,
    ...(keep !== undefined && { event: [script('test', id, keep)] }),
    request,
    response: answersOf(document, id, request, operation),
  };
}

function requestOf(path: string, method: string, operation: Operation) {
  const parameters = (operation.parameters ?? []) as Parameter[];
  const named = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const pathname = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    VARIABLES.includes(name) ? `{{${name}}}` : `:${name}`,
  );
  const chosen = CHOSEN[operation.operationId ?? ''];
  const query = named('query').map((parameter) => ({
    ...keyValue(parameter),
    disabled: parameter.required !== true && parameter.name !== chosen,
  }));
  const variable = named('path')
    .filter(({ name }) => !VARIABLES.includes(name))
    .map(keyValue);
  const sent = query.filter(({ disabled }) => !disabled).map(({ key, value }) => `${key}=${value}`);
  const body = bodyOf(operation);
  return {
    method: method.toUpperCase(),
    description: operation.description ?? operation.summary ?? '',
    ...authOf(operation),
    header: [
      ...named('header').map((parameter) => ({ ...keyValue(parameter), disabled: parameter.required !== true })),
      ...(body ? [{ key: 'Content-Type', value: body.type }] : []),
    ],
    url: {
      raw: `{{baseUrl}}${pathname}${sent.length > 0 ? `?${sent.join('&')}` : ''}`,
      host: ['{{baseUrl}}'],
      path: pathname.split('/').slice(1),
      ...(query.length > 0 && { query }),
      ...(variable.length > 0 && { variable }),
    },
    ...(body && { body: body.body }),
  };
}

/** The collection's own token is for what says nothing; other schemes have a variable of their name. */
function authOf({ security }: Operation) {
  if (security === undefined) return {};
  const [scheme] = Object.keys(security[0] ?? {});
  if (scheme === undefined) return { auth: { type: 'noauth' } };
  return { auth: { type: 'bearer', bearer: [{ key: 'token', value: `{{${scheme}}}`, type: 'string' }] } };
}

function bodyOf(operation: Operation) {
  const content = (operation.requestBody as OpenAPIV3_1.RequestBodyObject | undefined)?.content ?? {};
  const [type, media] = Object.entries(content)[0] ?? [];
  if (type === undefined || media?.example === undefined) return undefined;
  if (type !== 'application/x-www-form-urlencoded') {
    const raw = toText(media.example);
    const language = type === 'application/json' ? 'json' : 'text';
    return { type, body: { mode: 'raw', raw, options: { raw: { language } } } };
  }
  const fields = Object.entries(media.example as Record<string, string>);
  const urlencoded = fields.map(([key, value]) => ({ key, value: FORM_VARIABLES[key] ?? value }));
  return { type, body: { mode: 'urlencoded', urlencoded } };
}

/** What is answered when all is well, as Postman shows it beside a request. Errors have one shape, and are in openapi.json. */
function answersOf(document: OpenAPIV3_1.Document, id: string, request: Request, operation: Operation) {
  return Object.entries(operation.responses ?? {}).flatMap(([status, reference]) => {
    const response = deref(document, reference);
    const [type, media] = Object.entries(response.content ?? {})[0] ?? [];
    if (type === undefined || !media || Number(status) >= 400) return [];
    const example = exampleOf(document, media);
    return {
      id: uuidOf(`${id} ${status}`),
      name: response.description,
      originalRequest: { method: request.method, header: [], url: request.url },
      code: Number(status),
      header: [{ key: 'Content-Type', value: type }],
      body: example === undefined ? '' : toText(example),
    };
  });
}

function exampleOf(document: OpenAPIV3_1.Document, media: Media): unknown {
  if (media.example !== undefined) return media.example;
  const schema = deref(document, media.schema ?? {}) as { examples?: unknown[] };
  return schema.examples?.[0];
}

function deref<T extends object>(document: OpenAPIV3_1.Document, value: T | OpenAPIV3_1.ReferenceObject): T {
  if (!('$ref' in value)) return value;
  const steps = value.$ref.replace('#/', '').split('/');
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document) as T;
}

function keyValue({ name, description, example, schema }: Parameter): KeyValue {
  const { default: usual, enum: choices } = (schema ?? {}) as { default?: unknown; enum?: unknown[] };
  const value: unknown = VALUES[name] ?? example ?? usual ?? choices?.[0] ?? '';
  return { key: name, value: toText(value), ...(description !== undefined && { description }) };
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function script(listen: 'prerequest' | 'test', id: string, text: string) {
  return { listen, script: { id: uuidOf(`${listen} ${id}`), type: 'text/javascript', exec: text.split('\n') } };
}

/** A uuid that is the same at every run: Postman updates what it knows by its id. */
function uuidOf(name: string): string {
  const digest = createHash('sha256').update(`daybreak ${name}`).digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
