import { expect, test } from 'vitest';
import { findClaim, readClaims } from '../../domain/claims.ts';
import { PERMISSIONS, permissionsOf, roleOf, ROLES, type Permission, type Role } from '../../domain/roles.ts';

const all = PERMISSIONS.filter((permission) => permission !== 'conversations:work');
const sees = all.filter((permission) => permission.endsWith(':see'));

/** contract.md section 7. */
test.each<[Role, Permission[]]>([
  ['admin', all],
  ['campaign-manager', all],
  ['lpa', sees],
  ['agent-manager', ['conversations:work']],
  ['agent', ['conversations:work']],
])('%s may do what the contract says', (role, permissions) => {
  expect(permissionsOf(role)).toEqual(permissions);
});

const roles = new Map<string, Role>(ROLES.map((role) => [`our ${role}`, role]));
const names = { account: 'account', role: 'realm.roles', skills: 'skills', roles };

test('who is claimed to be several is the first of them', () => {
  expect(roleOf(['our agent', 'our lpa', 'x'], roles)).toBe('lpa');
  expect(roleOf(['admin'], roles)).toBeUndefined();
});

test('a claim is found by its name before a path', () => {
  expect(findClaim({ realm: { roles: ['a'] } }, 'realm.roles')).toEqual(['a']);
  expect(findClaim({ 'realm.roles': 'b', realm: { roles: ['a'] } }, 'realm.roles')).toBe('b');
});

test.each<[string, object, RegExp]>([
  ['without an account', { realm: { roles: ['our agent'] } }, /names no account: the claim account/],
  ['with two', { account: ['1', '2'], realm: { roles: ['our agent'] } }, /more than one account/],
  ['without a role', { account: '1' }, /the claim realm.roles is missing/],
  ['with a role that is not ours', { account: '1', realm: { roles: ['x'] } }, /none that is known here: x/],
])('who comes %s is refused', (_case, claims, reason) => {
  expect(readClaims({ sub: 's', ...claims }, names)).toEqual({ refusal: expect.stringMatching(reason) as string });
});
