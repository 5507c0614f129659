import { z } from 'zod';

const credentials = {
  grant_type: z
    .string()
    .optional()
    .meta({ description: '`client_credentials`.', examples: ['client_credentials'] }),
  client_id: z
    .string()
    .optional()
    .meta({ description: 'The API client.', examples: ['demo-client'] }),
  client_secret: z
    .string()
    .optional()
    .meta({ description: 'Its secret.', examples: ['demo-secret'] }),
};

/** contract.md section 1: the credentials come in the query string or in the body. */
export const tokenQuery = z.looseObject({
  ...credentials,
  v: z
    .string()
    .optional()
    .meta({ description: 'Version; any value is taken.', examples: ['1.0'] }),
});

export const tokenForm = z
  .looseObject(credentials)
  .nullish()
  .describe('The credentials, where they are not in the query string. What is in both is taken from here.');

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
