/** Things by what they have in common, in the order they come; those that have nothing of it are left out. */
export function gather<T>(
  all: Iterable<T>,
  keyOf: (one: T) => string | null,
): ReadonlyMap<string, readonly T[]> {
  const gathered = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key === null) continue;
    const list = gathered.get(key);
    if (list) list.push(one);
    else gathered.set(key, [one]);
  }
  return gathered;
}
