/** contract.md section 7. Seeing and changing are apart; `conversations:work` is both, within one's own skills. */
export const PERMISSIONS = [
  'campaigns:see',
  'campaigns:run',
  'content:see',
  'content:edit',
  'reports:see',
  'settings:see',
  'settings:edit',
  'keys:see',
  'keys:edit',
  'conversations:work',
  'audit:see',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who is claimed to be several of them is the first. */
export const ROLES = ['admin', 'campaign-manager', 'lpa', 'agent-manager', 'agent'] as const;
export type Role = (typeof ROLES)[number];

const SEES: Permission[] = ['campaigns:see', 'content:see', 'reports:see', 'settings:see', 'keys:see', 'audit:see'];
const CHANGES: Permission[] = ['campaigns:run', 'content:edit', 'settings:edit', 'keys:edit'];

const OF_ROLE: Record<Role, Permission[]> = {
  admin: [...SEES, ...CHANGES],
  'campaign-manager': [...SEES, ...CHANGES],
  lpa: SEES,
  'agent-manager': ['conversations:work'],
  agent: ['conversations:work'],
};

/** What a role may do, in the order of PERMISSIONS. */
export function permissionsOf(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => OF_ROLE[role].includes(permission));
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** The role that claimed values stand for; undefined where none of them stands for one. */
export function roleOf(claimed: readonly string[], roles: ReadonlyMap<string, Role>): Role | undefined {
  const found = new Set(claimed.map((value) => roles.get(value)));
  return ROLES.find((role) => found.has(role));
}
