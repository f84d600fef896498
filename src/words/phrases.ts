/** Small turns of phrase that many sentences share. */

/** "a", "a and b", "a, b and 3 more": short enough for a sentence. A list of 50 may have been cut: "many more". */
export function list(items: readonly string[]): string {
  const [first = '', second = '', third = ''] = items;
  if (items.length <= 1) return first;
  if (items.length === 2) return `${first} and ${second}`;
  if (items.length === 3) return `${first}, ${second} and ${third}`;
  return `${first}, ${second} and ${items.length < 50 ? items.length - 2 : 'many'} more`;
}

/** Seconds as a person says them: "90 seconds", "5 hours", "28 days". */
export function days(seconds: number): string {
  if (seconds < 120) return count(seconds, 'second');
  if (seconds < 2 * 3600) return count(Math.round(seconds / 60), 'minute');
  if (seconds < 2 * 86_400) return count(Math.round(seconds / 3600), 'hour');
  return count(Math.round(seconds / 86_400), 'day');
}

function count(n: number, unit: string): string {
  return n === 1 ? `1 ${unit}` : `${n} ${unit}s`;
}
