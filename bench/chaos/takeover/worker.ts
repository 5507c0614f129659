/** The product's worker, on the next version of its workflows. */
import { runWorker } from '../../../worker.ts';
import { bundleNextVersion } from './next-version.ts';

await runWorker(bundleNextVersion);
