import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, sayWhenToRetry } from './errors.ts';

/** The error handler of addresses that people come to by themselves: a page for a browser, and for others the error as everywhere. */
export function answerPeople(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  if (!(error instanceof ApiError) || !/\btext\/html\b/.test(request.headers.accept ?? '')) throw error;
  sayWhenToRetry(reply, error);
  if (error.statusCode >= 500) request.log.error({ err: error }, 'Nobody can sign in');
  void reply
    .code(error.statusCode)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    .send(page(error.statusCode, error.message, request.id));
}

function page(status: number, message: string, requestTraceId: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not signed in · Daybreak</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>You are not signed in</h1>
<p>${escapeHtml(message)}.</p>
<p><a href="/auth/sign-in">Sign in again</a></p>
<footer>${status} ${STATUS_CODES[status] ?? ''} · ${escapeHtml(requestTraceId)}</footer>
</main>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif;
  background: light-dark(#f5f6f8, #15171c); color: light-dark(#1d2129, #e6e8ec); }
main { max-width: 32rem; margin: 1rem; padding: 2rem; border-radius: 12px; background: light-dark(#fff, #1f2229);
  border: 1px solid light-dark(#dfe2e8, #343944); }
h1 { margin: 0 0 .75rem; font-size: 1.4rem; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
a { color: light-dark(#b4470a, #ffb27d); font-weight: 600; }
footer { font-size: .8rem; color: light-dark(#5b6270, #a3aab8); }
`;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
