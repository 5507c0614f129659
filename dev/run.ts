import { spawn } from 'node:child_process';

export type Output = { ok: boolean; stdout: string; stderr: string };

/** Runs a command to its end and returns what it said; `ok` is false when it could not be started, failed, or took longer than it may. */
export function run(command: string, args: string[], timeoutMs: number, env = process.env): Promise<Output> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs, env });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    child.on('error', (error) => resolve({ ok: false, ...output, stderr: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, ...output }));
  });
}
