import type { OpenAPIV3_1 } from 'openapi-types';
import { errorBody } from './errors.ts';
import { errorAnswers } from './schemas/common.ts';

type Responses = Record<string, OpenAPIV3_1.ResponseObject | OpenAPIV3_1.ReferenceObject>;
type Headers = Record<string, OpenAPIV3_1.HeaderObject>;

const ERROR = '#/components/schemas/Error';
const TRACE_ID = 'f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3';

const retryAfter: Headers = {
  'Retry-After': { description: 'Seconds to wait.', required: true, schema: { type: 'integer', minimum: 0 } },
};
const authenticate: Headers = {
  'WWW-Authenticate': { description: 'RFC 6750.', required: true, schema: { type: 'string', enum: ['Bearer'] } },
};

type DocumentedError = { name: string; message: string; headers?: Headers };

/** Every status of contract.md section 6: the name of its answer, a message as it comes, and the headers that come with it. */
const ERRORS: Record<string, DocumentedError> = {
  400: { name: 'BadRequest', message: 'The address has a % that is not followed by two hexadecimal digits' },
  401: { name: 'Unauthorized', message: 'jwt expired', headers: authenticate },
  403: { name: 'Forbidden', message: 'The token is for another account than the one in the address' },
  404: { name: 'NotFound', message: 'There is no such thing in this account' },
  409: { name: 'Conflict', message: 'The campaign is cancelled, and that is for good' },
  413: { name: 'ContentTooLarge', message: 'The body is too large' },
  415: { name: 'UnsupportedMediaType', message: 'Content-Type text/plain: this call takes application/json' },
  422: {
    name: 'UnprocessableContent',
    message: 'Idempotency-Key: it was used with another body within the last 24 hours',
  },
  429: {
    name: 'TooManyRequests',
    message: "Too many calls of createCampaign: the account's limit of 10 a second is reached; try again in 1 second",
    headers: retryAfter,
  },
  500: { name: 'InternalServerError', message: 'Something went wrong here; the requestTraceId finds it in the log' },
  503: {
    name: 'ServiceUnavailable',
    message: 'The database cannot be reached; try again',
    headers: retryAfter,
  },
};

/** What an operation says in place of the table: where its own words are not those of a call behind a token. */
const OWN_MESSAGES: Record<string, Record<string, string>> = {
  createToken: {
    400: 'Fields missing in request: client_secret',
    401: 'The account has no such client with this secret',
    415: 'Content-Type text/plain: this call takes application/x-www-form-urlencoded',
  },
  twilioInbound: { 403: 'X-Twilio-Signature: it is not that of this call' },
  twilioStatus: { 403: 'X-Twilio-Signature: it is not that of this call' },
  whatsAppWebhook: { 403: 'X-Hub-Signature-256: it is not that of this body' },
  livePersonWebhook: { 403: 'X-Liveperson-Signature: it is not that of this body' },
  verifyWhatsAppWebhook: { 403: 'hub.verify_token: it is not the one that was agreed on' },
};

/**
 * Gives each error of each operation an example and its headers. `refusals` are the messages of what an operation's own schemas refuse, by
 * operationId. What several operations say alike stands once, under components.
 */
export function withErrorExamples(
  document: Partial<OpenAPIV3_1.Document>,
  refusals: ReadonlyMap<string, string>,
): Partial<OpenAPIV3_1.Document> {
  const shared: Responses = {};
  for (const [path, operations] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(operations ?? {}) as [string, OpenAPIV3_1.OperationObject][]) {
      const responses: Responses = { ...(method === 'get' ? {} : ofBodies()), ...operation.responses };
      operation.responses = responses;
      for (const [status, response] of Object.entries(responses)) {
        const error = ERRORS[status];
        if (!error || '$ref' in response) continue;
        const id = operation.operationId ?? '';
        const own = OWN_MESSAGES[id]?.[status] ?? ownMessage(status, path, operation, refusals.get(id));
        const documented = describe(response, error, own ?? error.message);
        if (own !== undefined || !isStandard(status, response)) {
          responses[status] = documented;
        } else {
          shared[error.name] = documented;
          responses[status] = { $ref: `#/components/responses/${error.name}` };
        }
      }
    }
  }
  return { ...document, components: { ...document.components, responses: sorted(shared) } };
}

function describe(
  response: OpenAPIV3_1.ResponseObject,
  error: DocumentedError,
  message: string,
): OpenAPIV3_1.ResponseObject {
  const content = Object.entries(response.content ?? {}).map(([type, media]) => [
    type,
    // Some calls have errors of a form of their own, and their own examples.
    isError(media.schema) ? { ...media, example: errorBody(message, TRACE_ID) } : media,
  ]);
  return {
    description: response.description,
    ...(error.headers && { headers: error.headers }),
    content: Object.fromEntries(content) as OpenAPIV3_1.ResponseObject['content'],
  };
}

/** A refused field, and a thing that is not there, have the names that they have in this operation. */
function ownMessage(
  status: string,
  path: string,
  { parameters }: OpenAPIV3_1.OperationObject,
  refusal: string | undefined,
): string | undefined {
  if (status === '400') return refusal;
  if (status !== '404') return undefined;
  const name = [...path.matchAll(/\{(\w+)\}/g)].at(-1)?.[1];
  if (name === undefined || name === 'accountId') return undefined;
  const parameter = parameters?.find((each) => 'name' in each && each.name === name);
  const example: unknown = parameter && 'example' in parameter ? parameter.example : undefined;
  return `The account has no ${wordsOf(name)} ${JSON.stringify(example ?? 'x')}`;
}

/** campaignId: campaign. */
function wordsOf(parameter: string): string {
  return parameter
    .replace(/Id$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
}

function isError(schema: object | undefined): boolean {
  return schema !== undefined && '$ref' in schema && schema.$ref === ERROR;
}

/** Whatever may have a body may have a wrong one, also where a call asks for none. */
function ofBodies(): Responses {
  const { 413: tooLarge, 415: unsupported } = standardAnswers();
  return { 413: tooLarge, 415: unsupported } as Responses;
}

function standardAnswers(): Responses {
  const answers = errorAnswers(401, 403, 404, 409, 413, 415, 422, 429);
  const toDocument = ({ description }: { description: string }) => ({
    description,
    content: { 'application/json': { schema: { $ref: ERROR } } },
  });
  return Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, toDocument(answer)]));
}

function isStandard(status: string, response: OpenAPIV3_1.ResponseObject): boolean {
  const standard = standardAnswers()[status];
  return standard !== undefined && 'description' in standard && standard.description === response.description;
}

function sorted(responses: Responses): Responses {
  return Object.fromEntries(Object.entries(responses).sort(([a], [b]) => (a < b ? -1 : 1)));
}
