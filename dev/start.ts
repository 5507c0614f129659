/** `npm start`: the whole stack on one machine, until Ctrl-C. */
import { launch } from './launch.ts';
import { portUses, readSettings } from './settings.ts';
import { bringUp } from './stack.ts';
import { welcome } from './welcome.ts';

await launch({ command: 'npm start', readSettings, portUses, bringUp, welcome, temporalIn: 'sqlite' });
