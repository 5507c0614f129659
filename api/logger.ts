import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { pino, type DestinationStream, type Level } from 'pino';
import { describeError } from '../describe-error.ts';

/**
 * The API's log: a line of JSON per event, with the requestTraceId. It holds no phone numbers, texts or secrets: of a request only the
 * method and the path without its query, of a database's error no values.
 */
export function createLogger(level: Level | 'silent', destination?: DestinationStream): FastifyBaseLogger {
  const options = {
    level,
    redact: ['req.headers', 'headers.authorization', 'authorization', 'client_secret', '*.client_secret'],
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, path: request.url.split('?', 1)[0] }),
      res: (reply: FastifyReply) => ({ statusCode: reply.statusCode }),
      err: describeError,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
