/*
 * Who belongs to whom, as lines of words: those it belongs to, itself, those that belong to it. A
 * line is drawn beside, filled by CSS; the words alone say everything.
 */
import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { Link } from "./Link";
import { Mark, type Standing, StandingMark } from "./marks";
import { Name } from "./words";

export interface TieLine {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  readonly standing: Standing;
  /** "member since 2011", tags, whom else it belongs to. */
  readonly about: ComponentChildren;
  readonly act?: ComponentChildren;
}

const Tie = ({ tie }: { readonly tie: TieLine }) => (
  <div class="tie" id={`tie-${tie.id}`}>
    <StandingMark standing={tie.standing} />
    <span class="val">
      <Link href={tie.href}>
        <Name>{tie.name}</Name>
      </Link>
      {tie.act}
    </span>
    <span class="m">{tie.about}</span>
  </div>
);

interface Props {
  readonly self: string;
  readonly up: readonly TieLine[];
  readonly down: readonly TieLine[];
}

export const Ties = ({ self, up, down }: Props) => (
  <ul class="ties">
    {up.map((tie) => (
      <li key={tie.id}>
        <Tie tie={tie} />
      </li>
    ))}
    <li>
      <div class="tie">
        <Mark kind="now" />
        <span class="me">
          <Name>{self}</Name>
        </span>
        <span class="m">{t("this_page")}</span>
      </div>
      {down.length > 0 ? (
        <ul>
          {down.map((tie) => (
            <li key={tie.id}>
              <Tie tie={tie} />
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  </ul>
);
