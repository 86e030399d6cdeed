/*
 * What this browser is, in the words a person knows it by: for the list of their own sessions. Names of
 * products are the same in all languages.
 */
const BROWSERS = ["Firefox", "Edg", "OPR", "SamsungBrowser", "Chrome", "Safari"] as const;
const NAMES: Readonly<Record<string, string>> = {
  Edg: "Edge",
  OPR: "Opera",
  SamsungBrowser: "Samsung Internet",
};
const SYSTEMS = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux"] as const;

/** "Firefox · Android" */
export function deviceWords(agent: string = navigator.userAgent): string {
  const browser = BROWSERS.find((one) => agent.includes(`${one}/`));
  const system = SYSTEMS.find((one) => agent.includes(one));
  const words = [browser === undefined ? "" : (NAMES[browser] ?? browser), system ?? ""];
  return words.filter((word) => word !== "").join(" · ") || "Browser";
}

/** "Africa/Accra", as the browser tells it; undefined: it does not say. */
export const deviceZone = (): string | undefined =>
  Intl.DateTimeFormat().resolvedOptions().timeZone;
