import { roleOf, type Role } from './roles.ts';

/** How the claims of an issuer are called, and what its values stand for. */
export type ClaimNames = { account: string; role: string; skills: string; roles: ReadonlyMap<string, Role> };

/** Who an issuer says is signing in. */
export type Claimed = {
  subject: string;
  name: string;
  email: string | null;
  accountId: string;
  role: Role;
  skills: string[];
};

type Claims = Record<string, unknown>;

/** A claim by its name; where there is none of this name, by a path of names: Keycloak has realm_access.roles. */
export function findClaim(claims: Claims, name: string): unknown {
  if (name in claims) return claims[name];
  return name
    .split('.')
    .reduce<unknown>(
      (value, part) => (typeof value === 'object' && value !== null ? (value as Claims)[part] : undefined),
      claims,
    );
}

/** Who it is, or why they may not come in: the reason names the claim, and what it says. */
export function readClaims(claims: Claims, names: ClaimNames): Claimed | { refusal: string } {
  const accounts = textsOf(findClaim(claims, names.account));
  const [accountId, another] = accounts;
  if (accountId === undefined) return { refusal: `The issuer names no account: the claim ${names.account} is missing` };
  if (another !== undefined) return { refusal: `The claim ${names.account} names more than one account` };
  const claimed = textsOf(findClaim(claims, names.role));
  const role = roleOf(claimed, names.roles);
  if (role === undefined) {
    const said =
      claimed.length === 0 ? 'is missing' : `has none that is known here: ${claimed.join(', ').slice(0, 200)}`;
    return { refusal: `The issuer gives no role: the claim ${names.role} ${said}` };
  }
  const [subject = ''] = textsOf(claims.sub);
  const [email = null] = textsOf(claims.email);
  const [name = email ?? subject] = [...textsOf(claims.name), ...textsOf(claims.preferred_username)];
  return { subject, name, email, accountId, role, skills: textsOf(findClaim(claims, names.skills)) };
}

/** One value or several; a number is its text. */
function textsOf(claim: unknown): string[] {
  const values = Array.isArray(claim) ? (claim as unknown[]) : [claim];
  return values
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map((value) => String(value).trim())
    .filter((text) => text !== '');
}
