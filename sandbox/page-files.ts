import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';

const FOLDER = new URL('page/', import.meta.url);

const FILES = [
  ['/sandbox', 'index.html', 'text/html; charset=utf-8'],
  ['/sandbox/page/frame.css', 'frame.css', 'text/css; charset=utf-8'],
  ['/sandbox/page/phone.css', 'phone.css', 'text/css; charset=utf-8'],
  ['/sandbox/page/bubbles.css', 'bubbles.css', 'text/css; charset=utf-8'],
  ['/sandbox/page/page.js', 'page.js', 'text/javascript; charset=utf-8'],
  ['/sandbox/page/phone.js', 'phone.js', 'text/javascript; charset=utf-8'],
  ['/sandbox/page/format.js', 'format.js', 'text/javascript; charset=utf-8'],
] as const;

/** The page of phones: a handful of files, and nothing from elsewhere. */
export async function pageFiles(app: FastifyInstance): Promise<void> {
  for (const [path, file, type] of FILES) {
    const content = await readFile(new URL(file, FOLDER));
    app.get(path, (_request, reply) =>
      reply
        .headers({
          'content-type': type,
          'cache-control': 'no-cache',
          'content-security-policy': "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'",
          'x-content-type-options': 'nosniff',
        })
        .send(content),
    );
  }
  app.get('/', (_request, reply) => reply.redirect('/sandbox'));
}
