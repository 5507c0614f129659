import { Failure } from './failure.ts';

export type TemporalSource =
  | { kind: 'address'; host: string; port: number }
  | { kind: 'executable'; path: string; found: 'path' | 'cache' | 'download' | 'build' };

/** The ways to a server, as functions so that their order can be tried without any of them. Each says undefined where it leads nowhere. */
export type TemporalProbes = {
  /** What `temporal --version` says, of the one on the PATH. */
  versionOnPath: () => Promise<string | undefined>;
  cached: () => string | undefined;
  download: () => Promise<string | undefined>;
  hasGo: () => Promise<boolean>;
  build: () => Promise<string>;
};

/** The oldest server with the fairness that the sending rate is held by. */
const oldestServer = [1, 29] as const;

/** Finds a Temporal server in the order of docs/design.md, "One machine", and says each step. Throws a Failure where every way ends. */
export async function findTemporal(
  address: string | undefined,
  probes: TemporalProbes,
  say: (line: string) => void,
): Promise<TemporalSource> {
  if (address !== undefined && address !== '') {
    const parsed = parseAddress(address);
    say(`Temporal: the server at ${address}, as TEMPORAL_ADDRESS says`);
    return { kind: 'address', ...parsed };
  }
  const version = await probes.versionOnPath();
  if (version !== undefined && isNewEnough(version)) {
    say(`Temporal: the one on the PATH (${version})`);
    return { kind: 'executable', path: 'temporal', found: 'path' };
  }
  if (version !== undefined)
    say(`Temporal: the one on the PATH is too old (${version}; server ${oldestServer.join('.')} is needed)`);
  const cached = probes.cached();
  if (cached !== undefined) {
    say(`Temporal: ${cached}`);
    return { kind: 'executable', path: cached, found: 'cache' };
  }
  say('Temporal: none on this machine yet, trying the official download');
  const downloaded = await probes.download();
  if (downloaded !== undefined) return { kind: 'executable', path: downloaded, found: 'download' };
  if (!(await probes.hasGo())) {
    throw new Failure(
      'There is no Temporal server here, its official download can not be reached, and Go is not there to build it: install Go (https://go.dev/dl) or the Temporal CLI (https://docs.temporal.io/cli), or set TEMPORAL_ADDRESS to a server.',
    );
  }
  say('Temporal: the download can not be reached; building it with Go, once (about six minutes on two cores)');
  return { kind: 'executable', path: await probes.build(), found: 'build' };
}

/** Whether `temporal --version` names a server that has what this product needs. */
export function isNewEnough(version: string): boolean {
  const match = /Server (\d+)\.(\d+)/.exec(version);
  if (match === null) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > oldestServer[0] || (major === oldestServer[0] && minor >= oldestServer[1]);
}

/** host and port of TEMPORAL_ADDRESS; throws a Failure when it is something else. */
export function parseAddress(address: string): { host: string; port: number } {
  const match = /^(\[[0-9a-f:]+\]|[^:\s/]+):(\d{1,5})$/i.exec(address);
  const port = Number(match?.[2]);
  if (match?.[1] === undefined || port < 1 || port > 65_535) {
    throw new Failure(`TEMPORAL_ADDRESS is ${JSON.stringify(address)}, and must be host:port, such as 127.0.0.1:7233.`);
  }
  return { host: match[1], port };
}
