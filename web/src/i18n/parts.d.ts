/* The parts of a catalogue, as scripts/words.ts makes them. */
declare module "*.json?first" {
  const words: import("./catalogue").Catalogue;
  // biome-ignore lint/style/noDefaultExport: a module of JSON has nothing else
  export default words;
}
declare module "*.json?later" {
  const words: import("./catalogue").Catalogue;
  // biome-ignore lint/style/noDefaultExport: a module of JSON has nothing else
  export default words;
}

declare module "*.json?members" {
  const words: import("./catalogue").Catalogue;
  // biome-ignore lint/style/noDefaultExport: a module of JSON has nothing else
  export default words;
}

declare module "*.json?door" {
  const words: import("./catalogue").Catalogue;
  // biome-ignore lint/style/noDefaultExport: a module of JSON has nothing else
  export default words;
}

declare module "*/reviewed.json?counts" {
  /** How many messages a speaker of the language has looked over, and how many there are. */
  const counts: Readonly<Record<"es" | "fr" | "ar" | "all", number>>;
  // biome-ignore lint/style/noDefaultExport: a module of JSON has nothing else
  export default counts;
}
