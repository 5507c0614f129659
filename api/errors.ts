import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { ConnectionError, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './deps.ts';

/** A refusal that its caller can do something about. The message is shown as it is: which field, and why. */
export class ApiError extends Error {
  readonly statusCode: number;
  /** When it is worth trying again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(statusCode: number, message: string, options: ErrorOptions & { retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.statusCode = statusCode;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A database that is away is mostly back after so long. */
const UNAVAILABLE_SECONDS = 5;

export type ErrorBody = { code: 0; message: string; requestTraceId: string };

/** contract.md section 6: the one shape of every error. */
export function errorBody(message: string, requestTraceId: string): ErrorBody {
  return { code: 0, message, requestTraceId };
}

/** Gives every error of this app, unknown addresses included, the one shape. */
export function handleErrors(app: App): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const answer = answerTo(error);
    if (answer.statusCode >= 500) request.log.error({ err: error }, 'The request failed');
    return sendError(reply, answer, request);
  });
  app.setNotFoundHandler((request, reply) =>
    sendError(
      reply,
      { statusCode: 404, message: `There is no ${request.method} ${pathOf(request.url)} here` },
      request,
    ),
  );
}

/** An address that Fastify itself can't read never reaches a route or its error handler. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void sendError(reply, answerTo(error), request);
}

/** What is no HTTP that Node can read has no request either: the answer is written by hand. */
export function answerClientError(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = CLIENT_ERRORS[error.code] ?? [
    '400 Bad Request',
    'This is not HTTP as this server reads it',
  ];
  const body = JSON.stringify(errorBody(message, randomUUID()));
  const headers = `Content-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\nConnection: close\r\n\r\n${body}`);
}

const CLIENT_ERRORS: Record<string, [string, string]> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not come to its end in time'],
};

type ErrorAnswer = { statusCode: number; message: string; retryAfterSeconds?: number | undefined };

function sendError(reply: FastifyReply, answer: ErrorAnswer, request: FastifyRequest): FastifyReply {
  const { statusCode, message } = answer;
  if (statusCode === 401) reply.header('www-authenticate', 'Bearer');
  sayWhenToRetry(reply, answer);
  return reply
    .code(statusCode)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(errorBody(message, request.id));
}

/** In the headers, where it is worth trying again. */
export function sayWhenToRetry(
  reply: FastifyReply,
  {
    statusCode,
    retryAfterSeconds = statusCode === 503 ? UNAVAILABLE_SECONDS : undefined,
  }: Omit<ErrorAnswer, 'message'>,
): void {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
}

function answerTo(error: FastifyError): ErrorAnswer {
  if (error instanceof ApiError) return error;
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { statusCode: 413, message: 'The body is too large' };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { statusCode: 415, message: 'The Content-Type header is none that this call takes' };
    case 'FST_ERR_BAD_URL':
      return { statusCode: 400, message: 'The address has a % that is not followed by two hexadecimal digits' };
    // No id or name is that long: Fastify would say 414.
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return { statusCode: 404, message: 'There is nothing here: a part of the address is too long' };
    // Postgres: text that no text column takes, such as a NUL character in an address.
    case '22021':
    case '22P05':
      return { statusCode: 400, message: 'The request has a character that cannot be stored' };
  }
  if (isUnavailable(error)) return { statusCode: 503, message: 'The database cannot be reached; try again' };
  if (isOverloaded(error)) return { statusCode: 503, message: 'The database cannot do this now; try again' };
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return { statusCode: error.statusCode, message: error.message };
  }
  return { statusCode: 500, message: 'Something went wrong here; the requestTraceId finds it in the log' };
}

const CONNECTION_ERRORS = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  // Postgres: connection failures, too many connections, shutting down, starting up; a deadlock is over when it is tried again.
  ...['08000', '08001', '08003', '08004', '08006', '53300', '57P01', '57P02', '57P03', '57P05', '40001', '40P01'],
]);
/**
 * Postgres is there and can't for now: its disk or memory is full, it reads only until a failover is over, its files fail, or the limits of
 * db/connect.ts have ended a statement, a wait for a lock, or a transaction that hung.
 */
const OVERLOADED = new Set(['53000', '53100', '53200', '53400', '25006', '25P03', '55P03', '57014', '58000', '58030']);
/** node-postgres has no codes for these. */
const CONNECTION_MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|query read timeout/i;

/** Whether an error says that the database is away for the moment. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && CONNECTION_ERRORS.has(code)) || CONNECTION_MESSAGES.test(error.message);
}

function isOverloaded({ code }: FastifyError): boolean {
  return OVERLOADED.has(code);
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
