import { z } from 'zod';
import { LONGEST_USER_ID } from '../../domain/consumer.ts';
import { APP_NAME, REGISTRATION_DAYS } from '../../domain/in-app.ts';
import { accountParams, instant, instantAnswer, pageAnswer, paging } from './common.ts';
import { NO_PUSH, push } from './push.ts';

export const appParams = accountParams.extend({ name: z.string().meta({ examples: ['demo-shop'] }) });

export const appUserParams = appParams.extend({
  userId: z
    .string()
    .min(1)
    .max(LONGEST_USER_ID)
    .meta({ description: "The brand's own id of the user, as in `consumerContent.inapp`.", examples: ['ada'] }),
});

export const pageQuery = z.looseObject(paging);

const registrationDays = z
  .number()
  .int()
  .min(1)
  .max(730)
  .describe('A registration by the app itself runs out so many days after the app was last open. 1 to 730.');

export const appRequest = z
  .object({
    name: z
      .string()
      .regex(APP_NAME, 'must be 1 to 64 letters, digits, ".", "_" or "-", a letter or digit first')
      .meta({ description: 'Unique in the account. Handoffs and tokens name it.', examples: ['demo-shop'] }),
    registrationDays: registrationDays.default(REGISTRATION_DAYS),
  })
  .meta({ id: 'AppRequest' });

export const APP_EXAMPLE = { name: 'my-shop', registrationDays: REGISTRATION_DAYS };

const app = z.object({ name: z.string(), registrationDays, createdAt: instantAnswer, push });
const secret = z
  .string()
  .describe('Signs the tokens of the app’s users (HS256, the text itself as the key). Shown here and never again.');

const example = {
  name: 'demo-shop',
  registrationDays: REGISTRATION_DAYS,
  createdAt: '2026-03-01T15:00:00.000Z',
  push: NO_PUSH,
};
const SECRET_EXAMPLE = 'hB1n0mEr9ZlqXw5cJ3vT8yKd2sUf7gAo4iPz6xLbN0Q';

export const appAnswer = app.extend({ secret }).meta({
  id: 'AppWithSecret',
  examples: [{ ...example, secret: SECRET_EXAMPLE }],
});

export const appWithPush = app.meta({ id: 'App', examples: [example] });

export const appList = z
  .object({ apps: z.array(appWithPush).describe('By name.'), page: pageAnswer })
  .meta({ id: 'AppList', examples: [{ apps: [example], page: { count: 1, offset: 0, limit: 100 } }] });

export const rotateRequest = z
  .object({
    graceHours: z
      .number()
      .min(0)
      .max(24)
      .default(0)
      .describe('So long the old secret counts too, for what the brand’s servers sign meanwhile. 0: it ends at once.'),
  })
  .nullish()
  .meta({ id: 'RotateSecretRequest' });

export const ROTATE_EXAMPLE = { graceHours: 1 };

export const rotateAnswer = app
  .extend({ secret, previousSecretUntil: instantAnswer.nullable().describe('Null: the old one no longer counts.') })
  .meta({ id: 'RotatedSecret', examples: [{ ...example, secret: SECRET_EXAMPLE, previousSecretUntil: null }] });

const timezone = z
  .string()
  .nullable()
  .describe('IANA name. Null: none is known, and no send window holds for users who bring none.');

export const inAppSettings = z
  .object({ timezone })
  .meta({ id: 'InAppSettings', examples: [{ timezone: 'America/New_York' }] });

export const inAppSettingsRequest = z.object({ timezone }).meta({ id: 'InAppSettingsRequest' });

export const SETTINGS_EXAMPLE = { timezone: 'America/New_York' };

export const userRequest = z
  .object({
    expiresAt: instant.nullish().meta({
      description: 'When the registration runs out unless the app is opened. Absent or null: when the brand ends it.',
    }),
  })
  .nullish()
  .meta({ id: 'AppUserRequest' });

export const USER_EXAMPLE = { expiresAt: null };

const user = z.object({
  userId: z.string(),
  registeredAt: instantAnswer,
  lastSeenAt: instantAnswer.nullable().describe('When the app was last open; null: not yet, the brand registered it.'),
  expiresAt: instantAnswer
    .nullable()
    .describe('From then on nothing is sent: `proactive_16`. Null: it does not run out.'),
});

const userExample = {
  userId: 'ada',
  registeredAt: '2026-03-01T15:00:00.000Z',
  lastSeenAt: '2026-03-02T09:12:00.000Z',
  expiresAt: '2026-11-27T09:12:00.000Z',
};

export const userAnswer = user.meta({ id: 'AppUser', examples: [userExample] });

export const userList = z
  .object({ users: z.array(userAnswer).describe('The last registered first.'), page: pageAnswer })
  .meta({ id: 'AppUserList', examples: [{ users: [userExample], page: { count: 1, offset: 0, limit: 100 } }] });
