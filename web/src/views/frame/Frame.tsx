/*
 * What stands around every page: the ways through the house, the state line, the live regions, the
 * keys. A room may put its list beside the page where the screen is wide enough.
 */
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import {
  Dialog,
  isPaletteKey,
  LiveRegions,
  moves,
  onKey,
  stepRow,
  UndoLine,
  useKey,
} from "../../components";
import { t } from "../../i18n";
import { navigate, route } from "../../router";
import { connection } from "../../sync";
import { lazy } from "../lazy";
import { BottomBar, Rail, TopBar } from "./Bars";
import { hideNow, isHideKey } from "./hide";
import { KeysHelp } from "./KeysHelp";
import { isPaletteOpen, openPalette, visited } from "./recent";
import { ROOMS } from "./rooms";
import { StatusLine } from "./StatusLine";

const Palette = lazy(async () => (await import("./Palette")).Palette, "members");

const wideEnough = window.matchMedia("(min-width: 1200px)");

/** Whether list and page fit beside each other. */
export const hasListPane = signal(wideEnough.matches);
wideEnough.addEventListener("change", () => {
  hasListPane.value = wideEnough.matches;
});

/** The page's address without filters: another page is a move, another filter is not. */
const pageOf = (): string => JSON.stringify([route.value.name, route.value.params]);

function useMoves(): void {
  const page = pageOf();
  const last = useRef(page);
  useEffect(() => {
    visited(route.value);
    if (last.current === page) return;
    last.current = page;
    moves.value += 1;
  }, [page]);
}

function useFrameKeys(onHelp: () => void): void {
  for (const room of ROOMS) useKey(room.key, () => navigate(room.href));
  useKey("next", () => stepRow(1));
  useKey("previous", () => stepRow(-1));
  useKey("help", onHelp);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.repeat && isHideKey(event.key, performance.now())) hideNow();
      else if (isPaletteKey(event) && !document.querySelector("dialog[open]")) {
        event.preventDefault();
        openPalette();
      } else onKey(event);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

/** Text stays where it is, and goes out when the same person has signed in again. */
const SessionEnded = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog
    title={t("session_ended")}
    onClose={onClose}
    leave={t("session_ended_read_on")}
    act={{ word: t("sign_in"), run: async () => navigate("/sign-in") }}
  >
    <p class="lede">{t("session_ended_how")}</p>
  </Dialog>
);

interface Props {
  readonly list?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Frame({ list, children }: Props) {
  const [help, setHelp] = useState(false);
  const [endedSeen, setEndedSeen] = useState(false);
  useMoves();
  useFrameKeys(() => setHelp(true));
  const isEnded = connection.value === "ended";
  useEffect(() => {
    if (!isEnded) setEndedSeen(false);
  }, [isEnded]);
  const pane = list !== undefined && hasListPane.value;
  return (
    <>
      <a class="skip" href="#main">
        {t("skip")}
      </a>
      <TopBar />
      <div class={pane ? "shell lp" : "shell"}>
        <Rail />
        {pane ? (
          <aside class="listpane" aria-label={t("list")}>
            {list}
          </aside>
        ) : null}
        <main id="main" tabIndex={-1}>
          <StatusLine />
          <div class="page">{children}</div>
        </main>
      </div>
      <BottomBar />
      <UndoLine />
      <LiveRegions />
      {isPaletteOpen.value ? (
        <Palette
          onClose={() => {
            isPaletteOpen.value = false;
          }}
        />
      ) : null}
      {help ? <KeysHelp onClose={() => setHelp(false)} /> : null}
      {isEnded && !endedSeen ? <SessionEnded onClose={() => setEndedSeen(true)} /> : null}
    </>
  );
}
