/** `npm run cluster`: a Temporal server on Postgres, two API processes and two workers on one machine, until Ctrl-C. */
import { bringUpCluster } from './cluster-stack.ts';
import { launch } from './launch.ts';
import { clusterPortUses, readClusterSettings } from './settings.ts';
import { welcome } from './welcome.ts';

await launch({
  command: 'npm run cluster',
  readSettings: readClusterSettings,
  portUses: clusterPortUses,
  bringUp: bringUpCluster,
  welcome,
  temporalIn: 'postgres',
});
