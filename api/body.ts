import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './deps.ts';
import { ApiError } from './errors.ts';

/** Deeper than any real request, and far from where the stack ends. */
const DEEPEST = 64;

/** JSON alone, unless a plugin adds another type for its own routes. A call without a body may say any type. */
export function parseBodies(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, parseJson(text.toString()));
    } catch (error) {
      done(error as Error);
    }
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else
      done(
        new ApiError(
          415,
          `Content-Type ${request.headers['content-type'] ?? '(none)'}: this call takes ${request.routeOptions.schema?.consumes?.[0] ?? 'application/json'}`,
        ),
      );
  });
}

/** An empty text is no body at all. Throws an ApiError for what is not JSON. */
export function parseJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const at =
      error instanceof Error ? /at position \d+(?: \(line \d+ column \d+\))?/.exec(error.message)?.[0] : undefined;
    throw new ApiError(400, `The body is not valid JSON${at === undefined ? '' : ` (${at})`}`);
  }
  return storable(value, 0);
}

/** A GET may carry more than this call's largest filters: 5,000 ids. */
const GET_BODY_LIMIT = 1024 * 1024;

/**
 * Reads the body of a GET, which Fastify leaves alone: a `preValidation` hook for the calls whose documents ask for one. For all other calls a GET stays
 * without a body, whatever a client sends. Any content type goes: some clients name none.
 */
export async function readGetBody(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const text = await readText(request.raw, GET_BODY_LIMIT);
  if (text === undefined) {
    // What is still to come of it would stand in the way of the connection's next call.
    reply.header('connection', 'close');
    throw new ApiError(413, 'The body is too large');
  }
  request.body = parseJson(text);
}

/** Undefined: it has more bytes than that. The rest then runs off unread, so that the refusal can be written. */
function readText(stream: Readable, most: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= most) {
        chunks.push(chunk);
        return;
      }
      stream.off('data', onData).resume();
      resolve(undefined);
    };
    stream.on('data', onData);
    stream.once('end', () => resolve(Buffer.concat(chunks).toString()));
    stream.once('error', reject);
  });
}

/** Identifies a body whatever the order of its fields. */
export function hashOfBody(body: unknown): string {
  const sorted = JSON.stringify(body, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest('base64url');
}

/** Postgres stores neither NUL characters nor halves of surrogate pairs; __proto__ is nobody's field. */
function storable(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) throw new ApiError(400, `The body is nested more than ${DEEPEST} deep`);
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, item]) => [storableText(key), storable(item, depth + 1)]),
  );
}

function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
