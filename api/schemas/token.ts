import { z } from 'zod';

/** What the demo account takes. */
export const TOKEN_EXAMPLE = {
  grant_type: 'client_credentials',
  client_id: 'demo-client',
  client_secret: 'demo-secret',
};

const FIELDS = {
  grant_type: '`client_credentials`.',
  client_id: 'The API client.',
  client_secret: 'Its secret.',
};

const text = z.string().optional();
const inBody = {
  grant_type: text.meta({ description: FIELDS.grant_type, examples: [TOKEN_EXAMPLE.grant_type] }),
  client_id: text.meta({ description: FIELDS.client_id, examples: [TOKEN_EXAMPLE.client_id] }),
  client_secret: text.meta({ description: FIELDS.client_secret, examples: [TOKEN_EXAMPLE.client_secret] }),
};

const here = 'Where it is not in the body: a secret in an address ends up in logs.';

/** contract.md section 1: the credentials come in the query string or in the body. */
export const tokenQuery = z.looseObject({
  grant_type: text.meta({ description: FIELDS.grant_type, examples: [TOKEN_EXAMPLE.grant_type] }),
  client_id: text.describe(`${FIELDS.client_id} ${here}`),
  client_secret: text.describe(`${FIELDS.client_secret} ${here}`),
  v: text.meta({ description: 'Version; any value is taken.', examples: ['1.0'] }),
});

export const tokenForm = z
  .preprocess((body) => body ?? {}, z.looseObject(inBody))
  .meta({ id: 'TokenRequest', description: 'What is both here and in the query string is taken from here.' });

export const tokenAnswer = z
  .object({
    access_token: z.string().describe('A JWT (RS256). `aud` is "le" and the account, `azp` the client.'),
    token_type: z.literal('Bearer'),
    expires_in: z.number().int().describe('Seconds.'),
  })
  .meta({ id: 'Token', examples: [{ access_token: 'eyJhbGciOiJSUzI1NiIs…', token_type: 'Bearer', expires_in: 3600 }] });

export const jwksAnswer = z
  .object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string(), alg: z.string() })) })
  .meta({ id: 'JsonWebKeySet', description: 'RFC 7517.' });
