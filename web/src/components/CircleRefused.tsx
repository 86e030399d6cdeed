/*
 * A tie that was not made, because it would close a circle: every organization on the way, in
 * order, with the one link that would be new.
 */
import { t } from "../i18n";
import { Link } from "./Link";
import { Mark } from "./marks";
import { Name, Words } from "./words";

export interface CircleStep {
  readonly name: string;
  /** Where its ties are; undefined for one the reader may not see. */
  readonly href?: string | undefined;
}

interface Props {
  readonly id: string;
  /** From the organization that would belong, round to itself again. */
  readonly path: readonly CircleStep[];
}

export const CircleRefused = ({ id, path }: Props) => (
  <div id={id} class="fielderr" role="alert">
    <p>
      <Words
        k="E_CYCLE"
        parts={{
          path: path.map((step, index) => (
            <span key={index}>
              {index > 0 ? " → " : null}
              <Name>{step.name}</Name>
            </span>
          )),
        }}
      />
    </p>
    <ol class="circle">
      {path.map((step, index) => {
        const isEnd = index === 0 || index === path.length - 1;
        return (
          <li key={index} class={index === 0 ? "new" : ""}>
            <Mark kind={isEnd ? "now" : "past"} />
            <b>
              <Name>{step.name}</Name>
            </b>
            {index === 0 ? <span class="small late">{t("circle_new")}</span> : null}
            {!isEnd ? (
              <span class="small muted">
                {t("circle_belongs")}{" "}
                {step.href ? <Link href={step.href}>{t("circle_open")}</Link> : null}
              </span>
            ) : null}
          </li>
        );
      })}
    </ol>
  </div>
);
