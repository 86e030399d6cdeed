/*
 * Addresses of scripts. The content policy lets only makers of such addresses through that it names;
 * each of ours knows the one address it is made for.
 */
interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ) => { readonly createScriptURL: (url: string) => string };
}

const made = new Map<string, string>();

/** The address as the policy of that name lets it through; a policy can be made once. */
export function trustedUrl(policy: "sw" | "worker", url: string): string {
  const found = made.get(policy);
  if (found !== undefined) return found;
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const trusted = trustedTypes
    ? trustedTypes.createPolicy(policy, { createScriptURL: () => url }).createScriptURL(url)
    : url;
  made.set(policy, trusted);
  return trusted;
}
