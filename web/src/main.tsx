/* The page: words first, then what the device has kept, then the line to the server. */
import "./styles/app.css";
import { render } from "preact";
import { followLanguage, preferredLanguage, setLanguage } from "./i18n";
import { startRouter } from "./router";
import { start } from "./sync";
import { App } from "./views/App";

async function open(): Promise<void> {
  /* Words that cannot be fetched are shown in English, which is here already. */
  await setLanguage(preferredLanguage()).catch(() => {});
  followLanguage(document.documentElement);
  startRouter();
  render(<App />, document.getElementById("app") as HTMLElement);
  await start();
}

void open();
