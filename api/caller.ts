import { PERMISSIONS, type Permission, type Role } from '../domain/roles.ts';

/** Who makes a call behind an account's address: a program with a token, or a person with a session. */
export type Caller = {
  id: string;
  name: string;
  permissions: readonly Permission[];
  /** Whose conversations they reach; null: all. */
  skills: string[] | null;
} & ({ kind: 'client' } | { kind: 'user'; role: Role; endsAt: Date });

/** An API client may do whatever there is. */
export function clientCaller(id: string, name: string | null): Caller {
  return { kind: 'client', id, name: name ?? id, permissions: PERMISSIONS, skills: null };
}

/** How a caller is kept with what they did: a client by its id, a user so that people know them and nobody else has the same. */
export function signatureOf({ kind, id, name }: Caller): string {
  return kind === 'client' ? id : `${name} (user ${id})`;
}
