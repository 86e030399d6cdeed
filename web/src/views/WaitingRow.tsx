/* One thing that waits on Today: what it is, what is said of it, and the deed. */
import type { ComponentChildren } from "preact";
import { Dots, Link, Mark, type MarkKind, Name } from "../components";

interface RowProps {
  readonly mark: MarkKind;
  readonly href: string;
  readonly title: string;
  readonly about: readonly ComponentChildren[];
  readonly children: ComponentChildren;
}

export const WaitingRow = ({ mark, href, title, about, children }: RowProps) => (
  <li>
    <div class="row">
      <Mark kind={mark} />
      <div>
        <Link class="t" href={href}>
          <Name>{title}</Name>
        </Link>
        <span class="m">
          <Dots>{about}</Dots>
        </span>
      </div>
      <div class="act">{children}</div>
    </div>
  </li>
);
