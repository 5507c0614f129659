import { expect, it } from 'vitest';
import { loadConfig, loadDatabaseUrl } from '../config.ts';

const COMPLETE = {
  DATABASE_URL: 'postgres://daybreak:secret@db:5432/daybreak',
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'a',
  WHATSAPP_ACCESS_TOKEN: 'b',
  WHATSAPP_APP_SECRET: 'c',
  WHATSAPP_VERIFY_TOKEN: 'd',
};

it('needs a database and the providers, and has a default for the rest', () => {
  expect(loadConfig(COMPLETE)).toMatchObject({
    TEMPORAL_ADDRESS: '127.0.0.1:7233',
    API_PORT: 8080,
    PROVIDER_TIMEOUT_MS: 10_000,
  });
});

it('names every variable that is missing or wrong, and no value', () => {
  const broken = {
    ...COMPLETE,
    TWILIO_AUTH_TOKEN: undefined,
    WHATSAPP_APP_SECRET: '',
    API_PORT: '70000',
    TEMPORAL_ADDRESS: 'here',
  };
  expect(() => loadConfig(broken)).toThrow(/TWILIO_AUTH_TOKEN: is missing[^]*WHATSAPP_APP_SECRET: is missing/);
  expect(() => loadConfig(broken)).toThrow(/TEMPORAL_ADDRESS: must be host:port/);
  expect(() => loadConfig(broken)).toThrow(/API_PORT: /);
  expect(() => loadConfig({ ...COMPLETE, DATABASE_URL: 'mysql://u:hunter2@db' })).not.toThrow(/hunter2/);
});

it('keeps a look-up later than any call: a provider may take 20 s at the most', () => {
  expect(() => loadConfig({ ...COMPLETE, PROVIDER_TIMEOUT_MS: '20001' })).toThrow(/PROVIDER_TIMEOUT_MS/);
});

it('asks the migrations for the database alone', () => {
  expect(loadDatabaseUrl({ DATABASE_URL: COMPLETE.DATABASE_URL })).toBe(COMPLETE.DATABASE_URL);
  expect(() => loadDatabaseUrl({})).toThrow(/DATABASE_URL: is missing/);
});

it.each([
  ['OIDC_ISSUER', 'issuer.example.com', /OIDC_ISSUER: Invalid URL/],
  ['OIDC_ISSUER', 'http://issuer.example.com', /OIDC_ISSUER: must be https, or on this machine/],
  ['OIDC_ISSUER', 'ftp://127.0.0.1', /OIDC_ISSUER: Invalid URL/],
  ['OIDC_SCOPES', 'profile email', /OIDC_SCOPES: must have openid among them/],
  ['OIDC_SCOPES', 'openid-x profile', /OIDC_SCOPES: must have openid among them/],
  ['OIDC_ACCOUNT_CLAIM', ' ', /OIDC_ACCOUNT_CLAIM: must not be blank/],
  ['OIDC_ROLE_CLAIM', ' ', /OIDC_ROLE_CLAIM: must not be blank/],
  ['OIDC_SKILLS_CLAIM', ' ', /OIDC_SKILLS_CLAIM: must not be blank/],
  ['OIDC_ROLES', 'admins', /OIDC_ROLES: "admins" must be a value of the claim, =, and one of admin, campaign-manager/],
  ['OIDC_ROLES', 'admins=admin,them=owner', /OIDC_ROLES: "them=owner" must be a value of the claim/],
  ['OIDC_ROLES', '=admin', /OIDC_ROLES: "=admin" must be/],
  ['OIDC_ROLES', 'admins=admin,', /OIDC_ROLES: "" must be/],
])('refuses %s=%s, and says what is wrong with it', (name, value, reason) => {
  expect(() => loadConfig({ ...COMPLETE, [name]: value })).toThrow(reason);
});

it('takes an issuer, and what it calls accounts, roles and skills', () => {
  const given = {
    OIDC_ISSUER: 'https://issuer.example.com/realm/',
    OIDC_SCOPES: 'openid daybreak',
    OIDC_ACCOUNT_CLAIM: 'tenant',
    OIDC_ROLE_CLAIM: 'realm_access.roles',
  };
  const config = loadConfig({ ...COMPLETE, ...given, OIDC_ROLES: 'admins = admin, cn=them;dc=x=lpa' });
  expect(config).toMatchObject({ ...given, OIDC_SKILLS_CLAIM: 'skills' });
  expect([...config.OIDC_ROLES]).toEqual([
    ['admins', 'admin'],
    ['cn=them;dc=x', 'lpa'],
  ]);
  for (const OIDC_ISSUER of ['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000']) {
    expect(loadConfig({ ...COMPLETE, OIDC_ISSUER })).toMatchObject({ OIDC_ISSUER });
  }
});

it('takes empty OIDC_ settings for ones that are not there', () => {
  const names = [
    'ISSUER',
    'CLIENT_ID',
    'CLIENT_SECRET',
    'SCOPES',
    'ACCOUNT_CLAIM',
    'ROLE_CLAIM',
    'SKILLS_CLAIM',
    'ROLES',
  ];
  const empty = Object.fromEntries(names.map((name) => [`OIDC_${name}`, '']));
  expect(loadConfig({ ...COMPLETE, ...empty })).toEqual(loadConfig(COMPLETE));
  expect(loadConfig(COMPLETE)).toMatchObject({ OIDC_SCOPES: 'openid profile email', OIDC_ACCOUNT_CLAIM: 'account' });
  expect(loadConfig(COMPLETE).OIDC_ISSUER).toBeUndefined();
});
