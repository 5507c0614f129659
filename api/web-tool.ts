import fastifyStatic from '@fastify/static';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FastifyReply } from 'fastify';
import type { App } from './deps.ts';
import { ApiError } from './errors.ts';

/** Where `npm run web:build` puts it. */
export const WEB_TOOL = path.join(import.meta.dirname, '../web/dist');

/** Its pages by the first part of their address; what comes after is the browser's to read. */
const PAGES = ['campaigns', 'handoffs', 'templates', 'conversations', 'reports', 'settings'];

/** Its styles are put in by scripts; a template's header may be an image of any permitted host. Nothing else comes from elsewhere, and nobody frames it. */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "media-src 'self' https:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the web tool at `/`. Where it has not been built, its pages say so, the first one leads to the API's documents, and the API goes on. */
export function webToolRoutes(app: App, folder: string): void {
  const isBuilt = existsSync(path.join(folder, 'index.html'));
  const page = (_request: unknown, reply: FastifyReply) => {
    if (!isBuilt)
      throw new ApiError(404, 'The web tool is not built here: npm run web:build, then start the API again');
    return reply
      .headers({
        'content-security-policy': POLICY,
        'cache-control': 'no-cache',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      })
      .sendFile('index.html', folder);
  };
  if (isBuilt) {
    const assets = { root: path.join(folder, 'assets'), prefix: '/assets/', maxAge: '1y', immutable: true } as const;
    void app.register(fastifyStatic, assets);
    app.get('/icon.svg', { schema: { hide: true } }, (_request, reply) => reply.sendFile('icon.svg', folder));
  }
  app.get('/', { schema: { hide: true } }, isBuilt ? page : (_request, reply) => reply.redirect('/docs', 302));
  for (const name of PAGES) {
    app.get(`/${name}`, { schema: { hide: true } }, page);
    app.get(`/${name}/*`, { schema: { hide: true } }, page);
  }
}
