import { z } from 'zod';
import { OPT_OUT_HANDLINGS } from './twilio-opt-out.ts';

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));

const schema = z.object({
  SANDBOX_HOST: z.string().min(1).default('127.0.0.1'),
  SANDBOX_PORT: z.coerce.number().int().min(1).max(65_535).default(8090),
  /** Where APNs is played, over HTTP/2 with the certificate sandbox/tls/cert.pem; absent: nowhere. */
  SANDBOX_APNS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** The folder of its log: what the phones showed outlives a restart. */
  SANDBOX_DATA: z.string().min(1).default('.data/sandbox'),
  TWILIO_ACCOUNT_SID: z.string().startsWith('AC'),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  WHATSAPP_ACCESS_TOKEN: z.string().min(1),
  WHATSAPP_APP_SECRET: z.string().min(1),
  WHATSAPP_VERIFY_TOKEN: z.string().min(1),
  /** The app that is installed at the sandbox's LivePerson. */
  LIVEPERSON_APP_KEY: z.string().min(1).default('demo-liveperson-app'),
  LIVEPERSON_APP_SECRET: z.string().min(1).default('demo-liveperson-secret'),
  /** Where the API is: inbound messages and WhatsApp's webhooks go to it. */
  PUBLIC_URL: url.default('http://127.0.0.1:8080'),
  /** What its Twilio does with STOP and HELP by itself, until it is told otherwise. */
  SANDBOX_TWILIO_OPT_OUT: z.enum(OPT_OUT_HANDLINGS).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type SandboxConfig = z.infer<typeof schema>;

/** The sandbox's configuration, from the environment. Throws an Error that names every variable that is missing or wrong. */
// eslint-disable-next-line no-restricted-properties -- the sandbox is a program of its own: this is its config.ts
export function loadSandboxConfig(env: NodeJS.ProcessEnv = process.env): SandboxConfig {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The sandbox's environment is incomplete:\n${reasons.join('\n')}`);
}
