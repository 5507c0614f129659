import createClient from 'openapi-fetch';
import { errorOf } from './errors.ts';
import type { paths } from './schema.d.ts';
import type { Answer, CallArguments, Method, Operation, PathOf } from './types.ts';

type Caller<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...call: CallArguments<Operation<M, P>>
) => Promise<Answer<Operation<M, P>>>;

export type DaybreakClient = { [M in Method]: Caller<M> };

export type CallsOptions = {
  baseUrl: string;
  accountId: string;
  /** Sends what is authorised; resolves to any answer. */
  fetch: (request: Request) => Promise<Response>;
};

const CAMPAIGN = /\/campaign\/?$/;

type LooseCall = {
  path?: object;
  query?: object;
  headers?: object;
  body?: unknown;
  signal?: AbortSignal;
  keepalive?: boolean;
};
type Untyped = {
  request: (method: Method, path: string, init: object) => Promise<{ data?: string; response: Response }>;
};

/** The calls of one account, typed by the OpenAPI document. What is no success is thrown as a DaybreakError. A campaign is posted under an Idempotency-Key. */
export function createCalls({ baseUrl, accountId, fetch }: CallsOptions): DaybreakClient {
  const client = createClient<paths>({
    baseUrl: baseUrl.replace(/\/$/, ''),
    fetch: async (request) => {
      const response = await fetch(request);
      if (!response.ok) throw await errorOf(response);
      return response;
    },
  }) as unknown as Untyped;

  const caller =
    (method: Method) =>
    async (path: string, call: LooseCall = {}) => {
      const { body, query, signal, keepalive } = call;
      const key = method === 'post' && CAMPAIGN.test(path) ? { 'Idempotency-Key': crypto.randomUUID() } : {};
      const params = { path: { accountId, ...call.path }, query };
      const type = typeof body === 'string' ? { 'content-type': 'text/csv' } : {};
      const headers = { ...type, ...key, ...call.headers };
      const init = { params, headers, body, signal, keepalive, parseAs: 'text', bodySerializer: toText };
      const { data, response } = await client.request(method, path, init);
      const isJson = response.headers.get('content-type')?.includes('json') === true;
      return isJson && data !== undefined ? (JSON.parse(data) as unknown) : data;
    };
  const methods: Method[] = ['get', 'post', 'put', 'patch', 'delete'];
  return Object.fromEntries(methods.map((method) => [method, caller(method)])) as DaybreakClient;
}

function toText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
