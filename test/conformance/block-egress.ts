import { spawn, spawnSync } from 'node:child_process';

/** Network namespaces of one's own need Linux, and a container may forbid them. */
export function canBlockEgress(): boolean {
  return spawnSync('unshare', ['-rn', 'ip', 'link', 'set', 'lo', 'up']).status === 0;
}

/**
 * Runs a Node.js program to its end where there is no network but loopback, so that nothing it starts can reach Salesforce;
 * where that is not allowed, with the network there is. Resolves to its exit code.
 */
export async function runWithoutEgress(
  script: string,
  args: readonly string[],
): Promise<number | null> {
  const node = [process.execPath, script, ...args] as const;
  const [command, ...rest] = canBlockEgress()
    ? (['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...node] as const)
    : node;
  const child = spawn(command, rest, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      child.kill(signal);
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}
