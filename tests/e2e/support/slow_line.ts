/*
 * A poor line as a relay: so many bytes a second each way for all its connections together, each
 * some time under way; it counts what went over it. The address is another than the server's, which
 * must be told of it by --origin.
 */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";

/* 50 kbit/s, and 800 ms from a question to its answer. */
const BYTES_A_SECOND = 50_000 / 8;
const WAY_MS = 400;
const PACKET_BYTES = 1_400;
/* Under way at once; whoever sends more must wait. */
const UNDER_WAY_BYTES = 64 * 1024;

/** One direction of the line. */
class Way {
  bytes = 0;
  #free = 0;

  /** When the last byte of a packet arrives. */
  arrival(length: number): number {
    this.bytes += length;
    this.#free = Math.max(this.#free, Date.now()) + (length * 1000) / BYTES_A_SECOND;
    return this.#free + WAY_MS;
  }
}

export class SlowLine {
  readonly down = new Way();
  readonly up = new Way();
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(port: number) {
    this.#server = createServer((near) => {
      const far = connect(port, "127.0.0.1");
      this.#carry(near, far, this.up);
      this.#carry(far, near, this.down);
    });
  }

  static async to(port: number): Promise<SlowLine> {
    const line = new SlowLine(port);
    line.#server.listen(0, "127.0.0.1");
    await once(line.#server, "listening");
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** All that went over it, either way. */
  get bytes(): number {
    return this.down.bytes + this.up.bytes;
  }

  #carry(from: Socket, to: Socket, way: Way): void {
    let under = 0;
    this.#sockets.add(from);
    let last: Promise<unknown> = Promise.resolve(); /* timers of one moment have no order */
    const deliver = (at: number, deed: () => void): void => {
      last = last.then(() => setTimeout(Math.max(0, at - Date.now()))).then(deed);
    };
    from.on("data", (all: Buffer) => {
      for (let at = 0; at < all.length; at += PACKET_BYTES) {
        const packet = all.subarray(at, at + PACKET_BYTES);
        under += packet.length;
        deliver(way.arrival(packet.length), () => {
          under -= packet.length;
          if (!to.destroyed) to.write(packet);
          if (under < UNDER_WAY_BYTES) from.resume();
        });
      }
      if (under >= UNDER_WAY_BYTES) from.pause();
    });
    from.on("end", () => deliver(way.arrival(0), () => to.end()));
    from.on("error", () => deliver(way.arrival(0), () => to.destroy())); /* behind what was sent */
    from.on("close", () => this.#sockets.delete(from));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }
}
