/** The embedded stack's identity provider, as a process of its own. */
import { createIdentityProvider } from './identity-provider.ts';
import { DEMO_USERS } from './identity-users.ts';

const { OIDC_ISSUER = '', OIDC_CLIENT_ID = '', OIDC_CLIENT_SECRET = '', IDENTITY_APIS = '' } = process.env;

const server = await createIdentityProvider({
  issuer: OIDC_ISSUER,
  client: { id: OIDC_CLIENT_ID, secret: OIDC_CLIENT_SECRET },
  apis: IDENTITY_APIS.split(' '),
  users: DEMO_USERS,
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
const { hostname, port } = new URL(OIDC_ISSUER);
server.listen(Number(port), hostname);
