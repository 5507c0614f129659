import { z } from 'zod';
import { PUSH_PLATFORMS, refusePushToken, type ApnsCredential, type FcmCredential } from '../../domain/push.ts';
import { refusePrivateKey } from '../../domain/push-key.ts';
import { inAppParams } from './in-app.ts';
import { instantAnswer } from './common.ts';

/** A key, checked for its kind: what is stored has to sign. */
function privateKey(kind: 'rsa' | 'p256') {
  return z
    .string()
    .max(8_192)
    .superRefine((pem, context) => {
      const message = refusePrivateKey(pem, kind);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    });
}

const fcm = z
  .looseObject({
    type: z.literal('service_account', 'must be "service_account": other files of Google’s push nothing').optional(),
    project_id: z.string().regex(/^[a-z0-9][a-z0-9.:-]{2,62}$/, 'must be the id of a Google Cloud project'),
    client_email: z.email('must be the address of the service account').max(254),
    private_key: privateKey('rsa'),
  })
  .describe('The file of a service account, as Google gives it. Its addresses are not followed: Google’s own serve.')
  .meta({ id: 'FcmCredential' })
  .transform((file): FcmCredential => {
    return { projectId: file.project_id, clientEmail: file.client_email, privateKey: file.private_key };
  });

const tenOf = (what: string) =>
  z.string().regex(/^[A-Z0-9]{10}$/, `must be Apple's id of the ${what}: 10 letters and digits`);

const apns: z.ZodType<ApnsCredential> = z
  .object({
    key: privateKey('p256').describe('The text of the .p8 file.'),
    keyId: tenOf('key'),
    teamId: tenOf('team'),
    topic: z
      .string()
      .regex(/^[A-Za-z0-9.-]{1,155}$/, 'must be the bundle id of the app, such as com.example.shop')
      .describe('The bundle id.'),
    environment: z.enum(['production', 'development']).describe('That of the build: development for one from Xcode.'),
  })
  .meta({ id: 'ApnsCredential' });

const sentence = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), 'must be one line, without control characters');

export const pushChange = z
  .object({
    title: sentence(100).nullish().describe('Above the text. Null: the account’s name.'),
    text: sentence(200)
      .nullish()
      .describe(
        '`message` or null: the message itself, shortened. Anything else is said in its place: a lock screen shows it to whoever passes by.',
      ),
    fcm: fcm.nullish().describe('Absent: as it is. Null: no push over FCM any more.'),
    apns: apns.nullish().describe('Absent: as it is. Null: no push over APNs any more.'),
  })
  .meta({ id: 'PushChange' });

export const PUSH_EXAMPLE = { title: 'My shop', text: 'You have a new message.', fcm: null, apns: null };

const credentialState = z
  .object({
    setAt: instantAnswer,
    error: z
      .object({ reason: z.string(), at: instantAnswer })
      .nullable()
      .describe('Why the platform refused it: it is tried again after ten minutes, or once it is replaced.'),
  })
  .nullable()
  .describe('Null: there is none. What it is can’t be read back.');

export const push = z
  .object({
    title: z.string().nullable().describe('Null: the account’s name.'),
    text: z.string().describe('`message`: the message itself, shortened.'),
    fcm: credentialState,
    apns: credentialState,
  })
  .describe('How users’ devices are nudged when a message waits in the inbox.')
  .meta({
    id: 'AppPush',
    examples: [{ title: null, text: 'message', fcm: { setAt: '2026-03-01T15:00:00.000Z', error: null }, apns: null }],
  });

export const NO_PUSH = { title: null, text: 'message', fcm: null, apns: null };

export const deviceRequest = z
  .object({
    platform: z.enum(PUSH_PLATFORMS),
    token: z.string().describe('The platform’s own name for the installation.'),
  })
  .superRefine(({ platform, token }, context) => {
    const message = refusePushToken(platform, token);
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['token'], message });
  })
  .meta({ id: 'DeviceRequest' });

export const DEVICE_EXAMPLE = {
  platform: 'fcm',
  token:
    'dXk3mWlwQb6Yc0vB1nZk2T:APA91bHPRgkF3JUikC4ENAHEeMrd41Zxv3hVZjC9KtT8OvPVGJ-hQMRKRrZuJAEcl7B338qju59zJMjw2DELjzEvxwYv7hH5Ynpc1ODQ0aT4U4OFEeco8ohsN5PjL1iC2dNtk2BAokeMCg2ZXKqpc8FXKmhX94kIxQ',
};

export const deviceAnswer = z.object({ id: z.uuid(), platform: z.enum(PUSH_PLATFORMS), seenAt: instantAnswer }).meta({
  id: 'Device',
  examples: [{ id: '4c0a8a7e-6a3f-4f6e-9d2b-0f4b7a1c2d3e', platform: 'fcm', seenAt: '2026-03-01T15:00:00.000Z' }],
});

export const deviceParams = inAppParams.extend({
  deviceId: z.string().meta({ examples: ['4c0a8a7e-6a3f-4f6e-9d2b-0f4b7a1c2d3e'] }),
});
