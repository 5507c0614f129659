/** Every call behind an account's address by every role, by contract.md section 7: who may not is told so, and who may is let in. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../domain/roles.ts';
import { ACCOUNT, createFixture, OTHER_ACCOUNT, signIn, type Fixture } from './fixture.ts';

type Documented = { operationId: string; tags: string[] };
type Call = { id: string; tag: string | undefined; method: string; route: string };

const file = path.join(import.meta.dirname, '../../docs/openapi.json');
const { paths } = JSON.parse(await readFile(file, 'utf8')) as { paths: Record<string, Record<string, Documented>> };
const documented = Object.entries(paths)
  .filter(([route]) => route.startsWith('/api/'))
  .flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, { operationId: id, tags }]): Call => ({ id, tag: tags[0], method, route })),
  );
/** The original's own are there without the leading /api too. */
const others = documented
  .filter(({ route }) => route.startsWith('/api/account/'))
  .map((call) => ({ ...call, route: call.route.slice('/api'.length) }));
const calls = [...documented, ...others];

const EDITORS: Role[] = ['admin', 'campaign-manager'];
const VIEWERS: Role[] = [...EDITORS, 'lpa'];
const AGENTS: Role[] = ['agent', 'agent-manager'];
/** Their questions are too long for an address. */
const ASKED_BY_POST = ['checkEligibility', 'filterAnalytics', 'listTransactions'];

function whoMay({ id, tag, method }: Call): Role[] {
  if (tag === 'Conversations') return AGENTS;
  // What a draft is for, an LPA may not do.
  if (tag === 'Drafts') return EDITORS;
  return method === 'get' || ASKED_BY_POST.includes(id) ? VIEWERS : EDITORS;
}

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

/** About what is not there, and with a body that no call takes: nothing is changed by it. */
async function make({ method, route }: Call, headers: Record<string, string>) {
  const url = route
    .replace('{accountId}', ACCOUNT)
    .replace(/\{(\w+)\}/g, (_, name: string) => (name.endsWith('Id') ? randomUUID() : 'nowhere'));
  const body = method === 'get' ? {} : { payload: '[]' };
  const type = { 'content-type': 'application/json' };
  const response = await api.app.inject({
    ...{ method: method.toUpperCase() as 'GET', url, headers: { ...type, ...headers }, payloadAsStream: true, ...body },
  });
  // A stream of events has no end: it is left again.
  const isStream = String(response.headers['content-type']).startsWith('text/event-stream');
  if (isStream) response.stream().destroy();
  return `${response.statusCode} ${isStream ? '' : await text(response.stream())}`;
}

/** The calls that were answered otherwise. */
async function answeredOtherwise(expected: (call: Call) => RegExp, headers: Record<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (const call of calls) {
    const answer = await make(call, headers);
    if (!expected(call).test(answer)) found.push(`${call.id} ${call.route}: ${answer.slice(0, 200)}`);
  }
  return found;
}

const LET_IN = /^(?!401|403|5)/;
const saying = (status: number, message: string) => new RegExp(`^${status} .*"message":"${message}`);

test('there are as many calls as the document has', () => {
  expect(calls.length).toBeGreaterThan(90);
});

describe.each(ROLES)('the role %s', (role) => {
  test('may make its own calls, and no others', async () => {
    const refused = saying(403, `The role ${role} may not do this: it lacks the permission [a-z]+:[a-z]+"`);
    const headers = await signIn(api, role);
    const expected = (call: Call) => (whoMay(call).includes(role) ? LET_IN : refused);
    expect(await answeredOtherwise(expected, headers)).toEqual([]);
  });
});

test('an API client may make every call', async () => {
  const headers = { authorization: `Bearer ${await api.token()}` };
  expect(await answeredOtherwise(() => LET_IN, headers)).toEqual([]);
});

test('a client of another account may make none', async () => {
  const headers = { authorization: `Bearer ${await api.token(OTHER_ACCOUNT)}` };
  expect(await answeredOtherwise(() => saying(403, 'The token is for another account'), headers)).toEqual([]);
});

test('nobody may make any', async () => {
  expect(await answeredOtherwise(() => saying(401, 'The Authorization header is missing'), {})).toEqual([]);
});
