import { cacheFolder } from './cache.ts';
import { obtainCluster } from './obtain-cluster.ts';
import { describe, upApi, upDatabase, upIdentity, upSandbox, upWorker, type Context } from './stack.ts';
import { startCluster, startClusterUi } from './temporal-cluster.ts';
import type { Addresses } from './welcome.ts';
import { buildWebTool } from './web-tool.ts';

/**
 * What docker-compose.yml runs, as bare processes on this machine: a Temporal server on the Postgres that the product has too, two API processes
 * and two workers, and the sandbox. Of the product nothing differs from `npm start` but addresses: there is no balancer, so each worker has the
 * providers call an API process of its own.
 */
export async function bringUpCluster(context: Context): Promise<Addresses> {
  const { settings, state, parts, screen } = context;
  const { postgres, env, addresses } = describe(context);
  const apis = [addresses.api, `http://127.0.0.1:${settings.API_2_PORT}`] as const;
  const programs = await screen.during('Finding the Temporal server', () =>
    obtainCluster(cacheFolder(), parts, screen.line),
  );
  async function upTemporal(): Promise<void> {
    const { TEMPORAL_PORT: port, TEMPORAL_UI_PORT: uiPort, TEMPORAL_NAMESPACE: namespace } = settings;
    const where = { programs, folder: state.cluster, port, namespace, postgres };
    await startCluster(parts, where);
    await startClusterUi(parts, where, uiPort);
  }
  await Promise.all([
    screen.during('Postgres', () => upDatabase(parts, postgres)).then(() => screen.during('Temporal', upTemporal)),
    screen.during('Sandbox', () => upSandbox(parts, addresses.sandbox, env)),
    screen.during('Web tool', () => buildWebTool(parts)),
    screen.during('Identity provider', () => upIdentity(parts, env, [...apis])),
  ]);
  await Promise.all(
    apis.flatMap((url, index) => {
      const own = { ...env, PUBLIC_URL: url, API_PORT: new URL(url).port };
      const number = index + 1;
      return [
        screen.during(`Worker ${number}`, () => upWorker(parts, own, `worker-${number}`)),
        screen.during(`API ${number}`, () => upApi(parts, url, own, `api-${number}`)),
      ];
    }),
  );
  return { ...addresses, secondApi: apis[1] };
}
