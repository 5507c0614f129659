import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { messagePage, signInPage, signOutPage } from './identity-pages.ts';
import type { DemoUser } from './identity-users.ts';

export type IdentityOptions = {
  /** http://host:port. */
  issuer: string;
  client: { id: string; secret: string };
  /** The public addresses of the APIs that people may sign in to. */
  apis: string[];
  users: readonly DemoUser[];
};

/**
 * An OpenID Connect issuer whose users sign in with one click: for the embedded stack and for tests. All that it knows is in memory, its keys too, so a
 * new start has forgotten who was signed in. Not listening yet.
 */
export async function createIdentityProvider(options: IdentityOptions): Promise<Server> {
  const provider = new Provider(options.issuer, await configurationOf(options));
  const callback = provider.callback();
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', options.issuer);
    if (pathname === '/health/ready') response.end('ok');
    else if (!pathname.startsWith('/interaction/')) void callback(request, response);
    else {
      interact(provider, options.users, request, response).catch((error: unknown) => {
        console.error('A sign-in failed:', error instanceof Error ? error.message : error);
        send(
          response,
          400,
          messagePage('Sign in again', 'This sign-in is over. Go back to where you came from and begin anew.'),
        );
      });
    }
  });
}

async function configurationOf({ client, apis, users }: IdentityOptions): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: apis.map((api) => `${api}/auth/callback`),
        post_logout_redirect_uris: apis.map((api) => `${api}/`),
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub', 'account', 'roles', 'skills'], profile: ['name'], email: ['email'] },
    findAccount: (_context, id) => {
      const user = users.find((each) => each.id === id);
      return user && { accountId: id, claims: () => claimsOf(user) };
    },
    // Nobody is asked whether the demo may know what the demo says of them.
    loadExistingGrant: async ({ oidc }) => {
      const { session, client: asking, provider } = oidc;
      const grant = new provider.Grant({ clientId: asking?.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.body = messagePage('Signed out', 'The demo has forgotten you.');
        },
      },
    },
    renderError: (context, { error, error_description: description }) => {
      context.type = 'html';
      context.body = messagePage('This does not work', escapeText(description ?? error));
    },
    ttl: { Interaction: 600, Session: 43_200, Grant: 43_200, AccessToken: 300, AuthorizationCode: 60, IdToken: 300 },
  };
}

function claimsOf({ id, name, email, account, role, skills }: DemoUser) {
  return { sub: id, name, email, account, roles: [role], skills };
}

async function interact(
  provider: Provider,
  users: readonly DemoUser[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  const accountId = request.method === 'POST' ? (await readForm(request)).get('user') : null;
  if (accountId === null || !users.some(({ id }) => id === accountId)) {
    send(response, 200, signInPage(`/interaction/${uid}`, users));
    return;
  }
  await provider.interactionFinished(request, response, { login: { accountId } });
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 1_000) throw new Error('The form is too long');
  }
  return new URLSearchParams(text);
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
}

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
