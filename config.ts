import { z } from 'zod';
import { FEWEST_MONTHS, RETENTION } from './domain/retention.ts';
import { isRole, ROLES, type Role } from './domain/roles.ts';

const address = z.string().regex(/^[^:\s]+:\d{1,5}$/, 'must be host:port');
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const port = z.coerce.number().int().min(1).max(65_535);

/** A variable that is set to nothing means the same as one that is not set: docker-compose.yml passes them so. */
function unlessEmpty<T extends z.ZodType>(shape: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), shape);
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** As the issuer writes itself: a slash at its end belongs to it. */
const issuer = z.url({ protocol: /^https?$/, abort: true }).refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || LOOPBACK.test(hostname);
}, 'must be https, or on this machine');

const claim = z.string().trim().min(1, 'must not be blank');

/** `admins=admin,marketing=campaign-manager`. What stands before the last = is what the issuer says. */
const roles = z.string().transform((text, context) => {
  const found = new Map<string, Role>();
  for (const pair of text.split(',')) {
    const at = pair.lastIndexOf('=');
    const [value, role] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    if (at > 0 && value !== '' && isRole(role)) found.set(value, role);
    else
      context.addIssue(
        `${JSON.stringify(pair.trim())} must be a value of the claim, =, and one of ${ROLES.join(', ')}`,
      );
  }
  return found;
});

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  TEMPORAL_ADDRESS: address.default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  /** Where people open the Temporal UI: only for links. */
  TEMPORAL_UI_URL: url.default('http://127.0.0.1:8233'),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  API_PORT: port.default(8080),
  /**
   * How long the API goes on taking calls after a SIGTERM, while it says that it is not ready: longer than whatever sends calls here takes to see it.
   * Kubernetes and most load balancers see it within this. 0 where nothing stands before it.
   */
  SHUTDOWN_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(5_000),
  /** Where the worker answers /health/live and /health/ready; absent: nowhere. */
  WORKER_HEALTH_PORT: port.optional(),
  /** How providers reach the API: signatures are made over this URL, and receipts come back to it. */
  PUBLIC_URL: url.default('http://127.0.0.1:8080'),
  /** OpenID Connect, for the web tool: docs/signing-in.md. Without an issuer nobody signs in, and clients call as ever. */
  OIDC_ISSUER: unlessEmpty(issuer.optional()),
  OIDC_CLIENT_ID: unlessEmpty(z.string().optional()),
  OIDC_CLIENT_SECRET: unlessEmpty(z.string().optional()),
  OIDC_SCOPES: unlessEmpty(
    z
      .string()
      .refine((text) => text.split(' ').includes('openid'), 'must have openid among them')
      .default('openid profile email'),
  ),
  /** The claims that say whose account, which role and which skills. */
  OIDC_ACCOUNT_CLAIM: unlessEmpty(claim.default('account')),
  OIDC_ROLE_CLAIM: unlessEmpty(claim.default('roles')),
  OIDC_SKILLS_CLAIM: unlessEmpty(claim.default('skills')),
  /** What the issuer says for each of our roles. Absent: our own names. */
  OIDC_ROLES: unlessEmpty(roles.default(new Map(ROLES.map((role) => [role, role])))),
  /** The proxies that stand before the API, addresses or blocks of them: what they say of a caller's address is believed. Absent: nobody. */
  TRUST_PROXY: z.string().min(1).optional(),
  TWILIO_BASE_URL: url.default('https://api.twilio.com'),
  TWILIO_LOOKUPS_BASE_URL: url.default('https://lookups.twilio.com'),
  TWILIO_ACCOUNT_SID: z.string().min(1),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  WHATSAPP_BASE_URL: url.default('https://graph.facebook.com'),
  WHATSAPP_ACCESS_TOKEN: z.string().min(1),
  WHATSAPP_APP_SECRET: z.string().min(1),
  WHATSAPP_VERIFY_TOKEN: z.string().min(1),
  /** LivePerson's domain API, which says where its services are: they are called with its scheme. */
  LIVEPERSON_DOMAINS_URL: url.default('https://api.liveperson.net'),
  /** Whether accounts may have conversations posted to plain http and to private addresses: true or false. */
  ALLOW_PRIVATE_WEBHOOKS: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
  /** Push: the base of FCM's API, and where Google gives the access tokens for it. */
  FCM_BASE_URL: url.default('https://fcm.googleapis.com'),
  GOOGLE_TOKEN_URL: url.default('https://oauth2.googleapis.com/token'),
  /** In place of Apple's own, for production and development alike. Absent: Apple's. */
  APNS_HOST: z.string().min(1).optional(),
  APNS_PORT: port.default(443),
  /** A file of certificates (PEM) that are trusted there in place of the machine's own. */
  APNS_CA_FILE: z.string().min(1).optional(),
  /** How long a provider may take to answer before the outcome is unknown. Less than the 30 s after which a look-up is believed: activities/send.ts. */
  PROVIDER_TIMEOUT_MS: z.coerce.number().int().min(100).max(20_000).default(10_000),
  /** How many months of campaigns that are over, and of what hangs on them, are kept; and of the consents to their messages: domain/retention.ts. */
  RETENTION_MONTHS: z.coerce.number().int().min(FEWEST_MONTHS).max(120).default(RETENTION.months),
  CONSENT_MONTHS: z.coerce.number().int().min(0).max(240).default(RETENTION.consentMonths),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Config = z.infer<typeof schema>;

/**
 * The configuration, from the environment. Throws an Error whose message names every variable that is missing or wrong, and why.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return parse(schema, env);
}

/** The database alone, for what needs nothing else. Throws as `loadConfig` does. */
export function loadDatabaseUrl(env: NodeJS.ProcessEnv = process.env): string {
  return parse(schema.pick({ DATABASE_URL: true }), env).DATABASE_URL;
}

function parse<T>(shape: z.ZodType<T>, env: NodeJS.ProcessEnv): T {
  const parsed = shape.safeParse(env);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return `  ${name}: ${env[name] === undefined || env[name] === '' ? 'is missing' : message}`;
  });
  throw new Error(`The environment is incomplete:\n${reasons.join('\n')}`);
}
