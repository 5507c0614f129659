import { createHmac, randomBytes } from 'node:crypto';
import * as oidc from 'openid-client';
import { findClaim, readClaims, type Claimed, type ClaimNames } from '../domain/claims.ts';
import { ROLES } from '../domain/roles.ts';
import type { AppDeps } from './deps.ts';
import { ApiError } from './errors.ts';

const TIMEOUT_SECONDS = 10;

/** Where people sign in: an OpenID Connect issuer. */
export type Issuer = ReturnType<typeof createIssuer>;

/** A sign-in under way. Its secret is in a cookie of the browser and nowhere else: whichever process answers the callback reckons with it. */
export type SignIn = { secret: string; state: string; url: string };

/**
 * The issuer of the configuration: code flow with PKCE, state and nonce. It is asked what it can do at the first sign-in, not at the start, and again
 * until it has answered once. All throw an ApiError: 404 where the configuration names none, 503 where it can't be reached.
 */
export function createIssuer(config: AppDeps['config']) {
  const redirectUri = `${config.PUBLIC_URL}/auth/callback`;
  const names: ClaimNames = {
    account: config.OIDC_ACCOUNT_CLAIM ?? 'account',
    role: config.OIDC_ROLE_CLAIM ?? 'roles',
    skills: config.OIDC_SKILLS_CLAIM ?? 'skills',
    roles: config.OIDC_ROLES ?? new Map(ROLES.map((role) => [role, role])),
  };
  let discovered: Promise<oidc.Configuration> | undefined;

  async function discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, secret } = settingsOf(config);
    discovered ??= oidc.discovery(issuer, clientId, undefined, authenticateBy(secret), {
      timeout: TIMEOUT_SECONDS,
      // Only on this machine: config.ts. The library marks it so that nobody does it unawares.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      ...(issuer.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {}),
    });
    try {
      return await discovered;
    } catch (error) {
      discovered = undefined;
      throw unreachable(issuer, error);
    }
  }

  return {
    /** Where to send a browser that wants to sign in. */
    async begin(): Promise<SignIn> {
      const issuer = await discover();
      const secret = randomBytes(32).toString('base64url');
      const url = oidc.buildAuthorizationUrl(issuer, {
        redirect_uri: redirectUri,
        scope: config.OIDC_SCOPES ?? 'openid profile email',
        state: derive(secret, 'state'),
        nonce: derive(secret, 'nonce'),
        code_challenge: await oidc.calculatePKCECodeChallenge(derive(secret, 'verifier')),
        code_challenge_method: 'S256',
      });
      return { secret, state: derive(secret, 'state'), url: url.href };
    },

    /** Who comes back. `query`: of the callback's address. Throws an ApiError 400 where the issuer refuses, 403 where it says too little of them. */
    async finish(query: string, secret: string): Promise<{ issuer: string; claimed: Claimed; idToken: string }> {
      const issuer = await discover();
      const { claims, idToken } = await exchange(issuer, new URL(`${redirectUri}${query}`), secret, names);
      const claimed = readClaims(claims, names);
      if ('refusal' in claimed) throw new ApiError(403, claimed.refusal);
      return { issuer: issuer.serverMetadata().issuer, claimed, idToken };
    },

    /**
     * Where signing out goes on at the issuer, which may ask first where there is no ID token; null where it has no such page, or does not answer: here
     * it is done all the same.
     */
    async endSessionUrl(idToken: string | undefined): Promise<string | null> {
      try {
        const issuer = await discover();
        if (issuer.serverMetadata().end_session_endpoint === undefined) return null;
        const back = {
          ...(idToken !== undefined && { id_token_hint: idToken }),
          post_logout_redirect_uri: `${config.PUBLIC_URL}/`,
        };
        return oidc.buildEndSessionUrl(issuer, back).href;
      } catch (error) {
        if (error instanceof ApiError) return null;
        throw error;
      }
    },
  };
}

/** State, nonce and verifier follow from the one secret. */
function derive(secret: string, what: 'state' | 'nonce' | 'verifier'): string {
  return createHmac('sha256', secret).update(what).digest('base64url');
}

function settingsOf(config: AppDeps['config']) {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config;
  const given = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET };
  if (OIDC_ISSUER !== undefined && OIDC_CLIENT_ID !== undefined && OIDC_CLIENT_SECRET !== undefined) {
    return { issuer: new URL(OIDC_ISSUER), clientId: OIDC_CLIENT_ID, secret: OIDC_CLIENT_SECRET };
  }
  const missing = Object.entries(given)
    .filter(([, value]) => value === undefined)
    .map(([name]) => name);
  throw new ApiError(404, `Signing in is not set up here: ${missing.join(', ')} missing in the environment of the API`);
}

/** In the body where the issuer takes it there; what says nothing takes it in the header (OpenID Connect Discovery 1.0, section 3). */
function authenticateBy(secret: string): oidc.ClientAuth {
  const [post, basic] = [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret)];
  return (server, ...more) =>
    server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
      ? post(server, ...more)
      : basic(server, ...more);
}

async function exchange(issuer: oidc.Configuration, callback: URL, secret: string, names: ClaimNames) {
  try {
    const tokens = await oidc.authorizationCodeGrant(issuer, callback, {
      expectedState: derive(secret, 'state'),
      expectedNonce: derive(secret, 'nonce'),
      pkceCodeVerifier: derive(secret, 'verifier'),
      idTokenExpected: true,
    });
    const claims = { ...tokens.claims() };
    // Standard claims belong to the user info (OpenID Connect Core 1.0, section 5.4), whatever else is in the token.
    const needed = [names.account, names.role, names.skills, 'name', 'email'];
    const isComplete = needed.every((name) => findClaim(claims, name) !== undefined);
    if (!isComplete && issuer.serverMetadata().userinfo_endpoint !== undefined) {
      Object.assign(claims, await oidc.fetchUserInfo(issuer, tokens.access_token, String(claims.sub)));
    }
    return { claims, idToken: tokens.id_token ?? '' };
  } catch (error) {
    throw refusalOf(error, issuer.serverMetadata().issuer);
  }
}

function refusalOf(error: unknown, issuer: string): unknown {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) {
    const { error: code, error_description: description } = error;
    const said = `${code}${description === undefined ? '' : `, ${description}`}`;
    if (code === 'invalid_client') {
      const cause = 'it does not take OIDC_CLIENT_ID with OIDC_CLIENT_SECRET';
      return new ApiError(503, `The issuer ${issuer} refuses this server: ${cause}`, { cause: error });
    }
    return new ApiError(400, `The issuer refused the sign-in: ${said}`.slice(0, 300), { cause: error });
  }
  if (error instanceof TypeError || (error instanceof oidc.ClientError && error.code === 'OAUTH_TIMEOUT')) {
    return unreachable(new URL(issuer), error);
  }
  if (error instanceof Error && 'code' in error) {
    return new ApiError(400, 'What the issuer sent back does not belong to this sign-in; sign in again', {
      cause: error,
    });
  }
  return error;
}

function unreachable(issuer: URL, cause: unknown): ApiError {
  const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const reason = why instanceof Error && why.message !== '' ? why.message : String((why as { code?: unknown }).code);
  return new ApiError(503, `The issuer ${issuer.origin} cannot be reached: ${reason}`.slice(0, 300), { cause });
}
