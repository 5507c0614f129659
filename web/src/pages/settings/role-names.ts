import type { Session } from '../../session.tsx';

export const ROLE_NAMES: Record<Session['role'], string> = {
  admin: 'Admin',
  'campaign-manager': 'Campaign Manager',
  lpa: 'LPA',
  'agent-manager': 'Agent Manager',
  agent: 'Agent',
};
