/** A duration as people say it: 12 ms, 0.2 s, 12 s, 2 min 5 s, 1 h 4 min. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 100) return `${String(Math.round(milliseconds))} ms`;
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1).replace(/\.0$/, '')} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return both(minutes, 'min', seconds % 60, 's');
  return both(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function both(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return `${String(large)} ${largeUnit}${small === 0 ? '' : ` ${String(small)} ${smallUnit}`}`;
}
