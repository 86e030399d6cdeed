/*
 * Sentences from the catalogues that carry more than letters: names in their own direction, links,
 * stress. A sentence stays one message in every language; its parts are put in where the language
 * wants them. Words between asterisks in the catalogue are strong.
 */
import { type ComponentChildren, Fragment, type VNode } from "preact";
import { type Key, t, type Values } from "../i18n";

/* Private-use letters: no catalogue and no name has them, so they can stand for a part. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const PART = /\uE000(\w+)\uE001/;

/** What the server leaves where words were taken back. */
const TAKEN_BACK = "[…]";

/** A name in its own script and direction, inside a line that keeps the page's. */
export const Name = ({ children, lang }: { children: ComponentChildren; lang?: string }) =>
  lang ? (
    <bdi lang={lang}>{children}</bdi>
  ) : (
    <bdi>{children === TAKEN_BACK ? t("name_taken_back") : children}</bdi>
  );

function withParts(text: string, parts: Readonly<Record<string, ComponentChildren>>) {
  return text.split(/(\uE000\w+\uE001)/).map((piece, index) => {
    const found = PART.exec(piece);
    return <Fragment key={index}>{found?.[1] ? parts[found[1]] : piece}</Fragment>;
  });
}

/**
 * The sentence of a key. values are put in as text; parts as nodes. Stress may enclose parts, parts
 * may not be divided by it.
 */
export function Words(props: {
  readonly k: Key;
  readonly values?: Values;
  readonly parts?: Readonly<Record<string, ComponentChildren>>;
}): VNode {
  const parts = props.parts ?? {};
  const marks: Record<string, string | number> = { ...props.values };
  for (const name of Object.keys(parts)) marks[name] = `${OPEN}${name}${CLOSE}`;
  const pieces = t(props.k, marks).split("*");
  return (
    <>
      {pieces.map((piece, index) => {
        const nodes = withParts(piece, parts);
        return index % 2 === 1 ? (
          <b key={index}>{nodes}</b>
        ) : (
          <Fragment key={index}>{nodes}</Fragment>
        );
      })}
    </>
  );
}
