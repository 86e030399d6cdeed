/* The page: words first, then what the device has kept, then the line to the server. */
import "./styles/app.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { followLanguage, preferredLanguage, setLanguage } from "./i18n";
import { route, startRouter } from "./router";
import { connect, isLineGood, start } from "./sync";
import { App } from "./views/App";

/* Whoever stands at the door sees little of what visitors see, and soon more: on a poor line they need
   not wait for it. */
const isAtDoor = (): boolean => route.value.name === "sign_in" || route.value.name === "invitation";

/** Connects once another page is gone to; whoever comes in by the door is connected by that. */
function connectBehindDoor(): void {
  const stop = effect(() => {
    if (isAtDoor()) return;
    connect();
    queueMicrotask(() => stop());
  });
}

async function open(): Promise<void> {
  /* Words that cannot be fetched are shown in English, which is here already. */
  await setLanguage(preferredLanguage()).catch(() => {});
  followLanguage(document.documentElement);
  startRouter();
  render(<App />, document.getElementById("app") as HTMLElement);
  const isWaiting = isAtDoor() && !isLineGood();
  await start(isWaiting);
  if (isWaiting) connectBehindDoor();
}

void open();
