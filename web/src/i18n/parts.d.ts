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
