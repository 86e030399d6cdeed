// Hocuspocus: one document, in memory; what comes in one turn goes out merged (its default).
//   node hocuspocus.mjs --port N
import { Server } from "@hocuspocus/server";

const server = new Server({
  port: Number(process.argv[process.argv.indexOf("--port") + 1]),
  address: "127.0.0.1",
  quiet: true,
  stopOnSignals: false,
});
await server.listen();
console.log("ready");
