/*
 * The client of this page. Views read these signals and send these commands, and know nothing of
 * sockets, storage or the order in which things come.
 */
import { createClient } from "./client";
import type { Done } from "./http";
import type { Socket } from "./line";
import { forgetShell } from "./shell";
import { createStore } from "./store";

function openSocket(): Socket {
  const url = new URL("/api/v1/socket", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return new WebSocket(url, "tributary.1") as Socket;
}

/** The built files carry a digest in their names, so a newer client is one whose page names other files. */
async function isCurrent(): Promise<boolean> {
  const own = document.querySelector<HTMLScriptElement>("script[src^='/assets/']");
  if (!own) return true;
  const page = await fetch("/", { cache: "no-store" }).catch(() => undefined);
  return !page?.ok || (await page.text()).includes(own.getAttribute("src") ?? "");
}

function memory(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined; // a browser told to keep nothing
  }
}

const client = createClient({
  openSocket,
  fetch: (input, init) => fetch(input, init),
  store: createStore(),
  isCurrent,
  random: Math.random,
  memory: memory(),
  locks: navigator.locks, // absent where the page is not secure
});

/** Connects, where that waited, or waits to be tried again. */
export const connect = (): void => client.setOnline(true);

/** Shows what the device has kept, connects unless that is to wait, and goes on for as long as the page is there. */
export function start(isWaiting: boolean): Promise<void> {
  addEventListener("online", connect);
  addEventListener("offline", () => client.setOnline(false));
  return client.start(isWaiting);
}

export const {
  rows,
  row,
  by,
  reads,
  pending,
  savedAt,
  send,
  viewer,
  belongings,
  actFor,
  may,
  connection,
  waitingCount,
  refused,
  dismiss,
  retry,
  rejoined,
  loading,
  arrived,
  slowLoading,
  health,
  newVersion,
  enter,
  isOwnDevice,
  markDevice,
  ask,
  door,
} = client;

/** Ends the session and leaves nothing of it on this device, the shell neither. */
export async function signOut(): Promise<Done> {
  const done = await client.signOut();
  if (done.ok) await forgetShell();
  return done;
}

/** The same for good: the page takes nothing in any more. */
export const leave = (): Promise<unknown> => Promise.all([client.leave(), forgetShell()]);

export type {
  CommandName,
  Methods,
  PermissionName,
  RowChange,
  RowOf,
  Rows,
  TableName,
  WireError,
} from "../wire";
export { VOCABULARIES } from "../wire";
export type { Done, Reply } from "./http";
export { newId, newRoomCode, newToken, tokenHash } from "./ids";
export { keepRest, keepShell } from "./keeping";
export { isLineGood } from "./pace";
export type { Right, Thing, Viewer } from "./rights";
export type { Connection, Outcome, Pending, Refused } from "./types";
