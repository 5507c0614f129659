import type { Role } from '../domain/roles.ts';
import { DEMO } from './seed.ts';

/** Who signs in to the embedded stack with one click. */
export type DemoUser = {
  id: string;
  name: string;
  email: string;
  account: string;
  role: Role;
  skills: string[];
  /** What the page says they do. */
  does: string;
};

const user = (id: string, name: string, role: Role, does: string, skills: string[] = []): DemoUser => {
  return { id, name, email: `${id}@demo.example`, account: DEMO.accountId, role, skills, does };
};

/** One for each role of contract.md section 7. */
export const DEMO_USERS: DemoUser[] = [
  user('ada', 'Ada Admin', 'admin', 'Runs campaigns, changes settings and API keys'),
  user('chris', 'Chris Campaigns', 'campaign-manager', 'Writes and launches campaigns'),
  user('lee', 'Lee Partner', 'lpa', 'Sees everything, changes nothing'),
  user('sam', 'Sam Sales', 'agent', 'Answers conversations of the skill sales', ['sales']),
  user('morgan', 'Morgan Manager', 'agent-manager', 'Answers conversations of sales and general', ['sales', 'general']),
];
