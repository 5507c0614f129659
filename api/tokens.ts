import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { JSONWebKeySet, JWK } from 'jose';
import type { Db } from '../db/connect.ts';
import { ensureSigningKey, listPublicKeys, type KeyPair } from '../db/signing-keys.ts';
import { ApiError } from './errors.ts';

/** contract.md section 1. */
export const TOKEN_SECONDS = 3600;
const ALGORITHM = 'RS256';
const SCOPE = 'prmsg';

type SigningKey = Awaited<ReturnType<typeof importJWK>>;

export type Caller = { accountId: string; clientId: string };

export type Tokens = {
  issue(caller: Caller, now: Date): Promise<string>;
  /** Whose token it is. Throws an ApiError 401 for one that is expired, garbled or somebody else's. */
  verify(token: string, now: Date): Promise<Caller>;
  /** The public keys, as a JWK set. */
  jwks(): Promise<JSONWebKeySet>;
};

/** Issues and checks the tokens of contract.md section 1. The key pair is in the database: all API processes have the same. */
export function createTokens(db: Db, issuer: string): Tokens {
  // The key never changes, so a process reads it once; a failed read is tried again at the next call.
  let read: { kid: string; privateKey: SigningKey; publicKeys: ReturnType<typeof createLocalJWKSet> } | undefined;
  const signingKey = async () => {
    if (read) return read;
    const { kid, privateJwk, publicJwk } = await ensureSigningKey(db, makeKeyPair);
    const privateKey = await importJWK(privateJwk as JWK, ALGORITHM);
    return (read = { kid, privateKey, publicKeys: createLocalJWKSet({ keys: [publicJwk] }) });
  };
  return {
    async issue({ accountId, clientId }, now) {
      const { kid, privateKey } = await signingKey();
      const issuedAt = Math.floor(now.getTime() / 1000);
      return new SignJWT({ azp: clientId, scope: SCOPE })
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(`le${accountId}`)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + TOKEN_SECONDS)
        .sign(privateKey);
    },
    async verify(token, now) {
      const { publicKeys } = await signingKey();
      try {
        const { payload } = await jwtVerify(token, publicKeys, {
          algorithms: [ALGORITHM],
          currentDate: now,
          requiredClaims: ['aud', 'azp', 'iat', 'exp'],
        });
        const { aud, azp } = payload;
        if (typeof aud !== 'string' || !aud.startsWith('le') || typeof azp !== 'string') throw invalid();
        return { accountId: aud.slice(2), clientId: azp };
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw new ApiError(401, 'jwt expired');
        if (error instanceof errors.JOSEError) throw invalid();
        throw error;
      }
    },
    async jwks() {
      await signingKey();
      return { keys: await listPublicKeys(db) };
    },
  };
}

function invalid(): ApiError {
  return new ApiError(401, 'jwt invalid');
}

async function makeKeyPair(): Promise<KeyPair> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  return {
    kid,
    privateJwk: { ...(await exportJWK(privateKey)), kid, alg: ALGORITHM },
    publicJwk: { ...publicJwk, kid, alg: ALGORITHM, use: 'sig' },
  };
}
