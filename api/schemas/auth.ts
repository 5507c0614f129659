import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../../domain/roles.ts';
import { accountParams, instant, instantAnswer, pageAnswer, paging } from './common.ts';

const ID = '7d0c9a5e-2b1f-4c3d-8e6a-5f4b3c2d1e0f';
const user = { id: ID, name: 'Ada Admin', email: 'ada@example.com' };

export const signInQuery = z.looseObject({
  returnTo: z.string().default('/').describe('Where to come back to: a path of this server.'),
});
export const callbackQuery = z.looseObject({ state: z.string().default('') });

const role = z.enum(ROLES);
const skills = z.array(z.string());

export const sessionAnswer = z
  .object({
    user: z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable() }),
    accountId: z.string(),
    accountName: z.string(),
    role: role.describe('As the issuer claims it.'),
    skills: skills.describe('As the issuer claims them: whose conversations an agent reaches.'),
    permissions: z.array(z.enum(PERMISSIONS)).describe('What the role may do.'),
    endsAt: instantAnswer.describe('When the session ends at the latest.'),
    temporalUiUrl: z.string().optional().describe('For links; absent for who may not see campaigns.'),
  })
  .meta({
    id: 'Session',
    examples: [
      {
        user,
        accountId: '17728909',
        accountName: 'Daybreak demo',
        role: 'lpa',
        skills: [],
        permissions: ['campaigns:see', 'content:see', 'reports:see', 'settings:see', 'keys:see', 'audit:see'],
        endsAt: '2026-03-02T21:00:00.000Z',
        temporalUiUrl: 'http://127.0.0.1:8233',
      },
    ],
  });

export const signOutAnswer = z
  .object({
    signOutUrl: z.string().nullable().describe('Where to go on to end the session at the issuer too; null: nowhere.'),
  })
  .meta({ id: 'SignedOut', examples: [{ signOutUrl: 'https://issuer.example.com/session/end?client_id=daybreak' }] });

export const usersQuery = z.looseObject(paging);

const userExample = {
  ...user,
  role: 'admin',
  skills: [],
  firstSeenAt: '2026-03-01T15:00:00.000Z',
  lastSeenAt: '2026-03-02T09:30:00.000Z',
};
export const userList = z
  .object({
    users: z
      .array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          email: z.string().nullable(),
          role,
          skills,
          firstSeenAt: instantAnswer,
          lastSeenAt: instantAnswer.describe('To the minute.'),
        }),
      )
      .describe('Who was here last first.'),
    page: pageAnswer,
  })
  .meta({ id: 'UserList', examples: [{ users: [userExample], page: { count: 1, offset: 0, limit: 100 } }] });

export const clientParams = accountParams.extend({ clientId: z.string().meta({ examples: ['reports-client'] }) });

export const CLIENT_EXAMPLE = { name: 'Shop backend' };
export const clientRequest = z
  .object({ name: z.string().trim().min(1).max(100).describe('What people call it.') })
  .meta({ id: 'ApiClientRequest' });

const client = z.object({
  clientId: z.string(),
  name: z.string().nullable(),
  createdAt: instantAnswer,
  createdBy: z.string().nullable().describe('The API client or user; null: the installation.'),
  lastUsedAt: instantAnswer.nullable().describe('When it last got a token, to the minute; null: not yet.'),
  revokedAt: instantAnswer.nullable().describe('Null: it may call.'),
});
const clientExample = {
  clientId: 'b0e7c1c2-5a1d-4a55-9c0c-0d8f1a2b3c4d',
  name: 'Shop backend',
  createdAt: '2026-03-01T15:00:00.000Z',
  createdBy: `Ada Admin (user ${ID})`,
  lastUsedAt: null,
  revokedAt: null,
};
export const clientAnswer = client.meta({ id: 'ApiClient', examples: [clientExample] });
export const clientWithSecret = client
  .extend({ clientSecret: z.string().describe('Shown this once: only its hash is kept.') })
  .meta({
    id: 'ApiClientWithSecret',
    examples: [{ ...clientExample, clientSecret: 'N0tARealSecretOnlyAnExampleOfItsLengthAndLook' }],
  });
export const clientList = z
  .object({ clients: z.array(clientAnswer).describe('Newest first, revoked ones too.') })
  .meta({ id: 'ApiClientList', examples: [{ clients: [clientExample] }] });

export const auditQuery = z.looseObject({
  ...paging,
  actor: z.string().min(1).optional().describe('Only what this user or client did: an id, or a whole name.'),
  operation: z.string().min(1).optional().describe('Only calls of this operationId.'),
  from: instant.optional().describe('At this instant or later.'),
  to: instant.optional().describe('Before this instant.'),
});

const auditExample = {
  id: '4711',
  at: '2026-03-02T09:30:00.000Z',
  actor: { kind: 'user', id: ID, name: 'Ada Admin' },
  operation: 'changeSettings',
  target: null,
  change: { timezone: 'America/New_York', helpText: '(not kept)' },
  outcome: 'done',
};
export const auditList = z
  .object({
    events: z
      .array(
        z.object({
          id: z.string(),
          at: instantAnswer,
          actor: z.object({ kind: z.enum(['user', 'client']), id: z.string(), name: z.string() }),
          operation: z.string().describe('The operationId of the call.'),
          target: z.string().nullable().describe('What was changed, by its id; null: the account itself.'),
          change: z
            .record(z.string(), z.unknown())
            .describe('What the call asked for, without secrets, texts to consumers and consumers themselves.'),
          outcome: z
            .enum(['done', 'unknown'])
            .describe('unknown: the call is under way, or broke, so that it may have changed something or not.'),
        }),
      )
      .describe('Newest first.'),
    page: pageAnswer,
  })
  .meta({ id: 'AuditEventList', examples: [{ events: [auditExample], page: { count: 1, offset: 0, limit: 100 } }] });
