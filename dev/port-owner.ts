import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { run } from './run.ts';

/** Who listens on a TCP port of this machine, as 'name (process 123)'; undefined where that can't be seen. */
export async function portOwner(port: number): Promise<string | undefined> {
  const pid = process.platform === 'linux' ? await linuxListener(port) : await lsofListener(port);
  return pid === undefined ? undefined : describe(pid);
}

/** The inodes of the sockets that listen on a port, from the text of /proc/net/tcp or tcp6. */
export function listeningInodes(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const listening = '0A';
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(`:${hexPort}`) === true && fields[3] === listening)
    .flatMap((fields) => fields[9] ?? []);
}

async function linuxListener(port: number): Promise<string | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const sockets = new Set(tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`));
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    // Other users' processes do not show their files.
    const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const targets = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')));
    if (targets.some((target) => sockets.has(target))) return pid;
  }
  return undefined;
}

async function lsofListener(port: number): Promise<string | undefined> {
  const { stdout } = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], 5_000);
  return stdout.split('\n')[0] === '' ? undefined : stdout.split('\n')[0];
}

async function describe(pid: string): Promise<string> {
  const executable = await readlink(`/proc/${pid}/exe`).catch(() => '');
  const name = executable === '' ? (await run('ps', ['-o', 'comm=', '-p', pid], 5_000)).stdout.trim() : executable;
  return `${path.basename(name)} (process ${pid})`;
}
