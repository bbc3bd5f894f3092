import { readFileSync } from 'node:fs';

/** Of a process that runs, as Linux keeps it under /proc. */
export interface ProcessUsage {
  /** User and system time, in seconds. */
  readonly cpuSeconds: number;
  /** Resident memory, in MiB. */
  readonly residentMiB: number;
}

/** USER_HZ: in these ticks /proc counts processor time on every Linux that Node.js runs on. */
const TICKS_PER_SECOND = 100;
/** Fields of /proc/PID/stat, counted behind the name in brackets. */
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;
const KIB_PER_MIB = 1024;

export function usageOf(pid: number): ProcessUsage {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const [, residentKiB] =
    /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return {
    cpuSeconds: (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND,
    residentMiB: Number(residentKiB) / KIB_PER_MIB,
  };
}
