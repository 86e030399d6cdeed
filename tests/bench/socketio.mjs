// Socket.IO as a relay: every update is numbered and told to everybody; nothing is kept.
//   node socketio.mjs --port N
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false, serveClient: false });
let seq = 0;
io.on("connection", (socket) => {
  socket.on("edit", ({ row_id, to }, acknowledge) => {
    seq++;
    io.emit("changed", { seq, rows: [["row", "update", row_id, { value: to }]], method: "sync.changed" });
    acknowledge({ seq });
  });
});
http.listen(Number(process.argv[process.argv.indexOf("--port") + 1]), "127.0.0.1", () => console.log("ready"));
