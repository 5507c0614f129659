import { createHmac, randomBytes } from 'node:crypto';

/** Of a secret's bytes, by the specification. */
const FEWEST_BYTES = 24;
const MOST_BYTES = 64;
const PREFIX = 'whsec_';

/** Why a text is no secret of a webhook; undefined where it is one: `whsec_` and 24 to 64 bytes in base64. */
export function refuseSecret(text: string): string | undefined {
  const encoded = text.slice(PREFIX.length);
  if (!text.startsWith(PREFIX) || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || encoded.length % 4 !== 0) {
    return 'must be whsec_ and base64 after it';
  }
  const { length } = Buffer.from(encoded, 'base64');
  return length < FEWEST_BYTES || length > MOST_BYTES
    ? `must be of ${FEWEST_BYTES} to ${MOST_BYTES} bytes, and is of ${length}`
    : undefined;
}

export function newSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/**
 * The headers of a webhook, with a signature by each secret: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signedHeaders(
  secrets: readonly string[],
  { id, body, atMs }: { id: string; body: string; atMs: number },
): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1_000));
  const sign = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${sign(secret)}`).join(' '),
  };
}
