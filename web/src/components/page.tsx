/*
 * The head of a page: what kind of thing it is, its whole name, the one sentence that matters. On
 * arriving the focus goes to the name, so that who listens hears where they are.
 */
import { signal } from "@preact/signals";
import { type ComponentChildren, Fragment } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Link } from "./Link";

/** Counts the moves from page to page; the first page of a visit takes no focus. */
export const moves = signal(0);
let focusedAt = 0;

/** Gives the focus to the h1 in ref once after each move, and names the browser's tab. */
export function useArrival(title: string, ref: { current: HTMLElement | null }): void {
  useEffect(() => {
    document.title = t("page_title", { title });
  }, [title]);
  useEffect(() => {
    if (moves.value === focusedAt) return;
    focusedAt = moves.value;
    /* Whoever came for a place on the page is led there. */
    if (location.hash === "") ref.current?.focus({ preventScroll: true });
  }, [moves.value, ref]);
}

/** Whether the component still stands: who has gone elsewhere meanwhile is not fetched back. */
export function useStillHere(): () => boolean {
  const isHere = useRef(true);
  useEffect(
    () => () => {
      isHere.current = false;
    },
    [],
  );
  return () => isHere.current;
}

interface HeadProps {
  readonly title: string;
  readonly kicker?: ComponentChildren;
  readonly back?: { readonly href: string; readonly word: string };
  readonly children?: ComponentChildren;
}

export function PageHead({ title, kicker, back, children }: HeadProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  useArrival(title, ref);
  return (
    <>
      {back ? (
        <Link href={back.href} class="back">
          {back.word}
        </Link>
      ) : null}
      <div class="head">
        {kicker === undefined ? null : <p class="kicker">{kicker}</p>}
        <h1 ref={ref} tabIndex={-1}>
          <bdi>{title}</bdi>
        </h1>
        {children}
      </div>
    </>
  );
}

interface ListHeadProps {
  readonly title: string;
  /** Beside a page the list's title is no heading of its own. */
  readonly isPane: boolean;
  readonly children: ComponentChildren;
}

function Heading({ title }: { readonly title: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useArrival(title, ref);
  return (
    <h1 ref={ref} tabIndex={-1}>
      {title}
    </h1>
  );
}

/** The head of a room's list: its title, and the way to make something new. */
export const ListHead = ({ title, isPane, children }: ListHeadProps) => (
  <div class="listhead head-row">
    {isPane ? <p class="lh">{title}</p> : <Heading title={title} />}
    {children}
  </div>
);

/** Parts of a line, apart by middle dots. */
export const Dots = ({ children }: { readonly children: readonly ComponentChildren[] }) => {
  const parts = children.filter((part) => part !== null && part !== undefined && part !== "");
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 ? " · " : null}
          <span class="part">{part}</span>
        </Fragment>
      ))}
    </>
  );
};
