/*
 * The one place where an address becomes a link. Addresses come from members too, so only those
 * that lead somewhere harmless are links; any other is shown as the text it is.
 */
import type { ComponentChildren } from "preact";

const HARMLESS = new Set(["http:", "https:", "mailto:"]);

/** Whether an address may be a link: a path of this site, or a scheme that runs nothing. */
export function isHarmless(address: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them before they read a scheme
  if (/[\u0000-\u001F\\]/.test(address)) return false;
  if (/^(?:\/(?!\/)|#|\?)/.test(address)) return true;
  if (!URL.canParse(address)) return false;
  return HARMLESS.has(new URL(address).protocol);
}

interface Props {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly class?: string | undefined;
  readonly current?: "page" | "true" | undefined;
  readonly lang?: string;
  /** What is done beside going there. */
  readonly onClick?: () => void;
}

export const Link = ({ href, children, class: name, current, lang, onClick }: Props) =>
  isHarmless(href) ? (
    <a href={href} class={name} aria-current={current} lang={lang} onClick={onClick}>
      {children}
    </a>
  ) : (
    <span class={name}>{children}</span>
  );
