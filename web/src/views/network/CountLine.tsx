/*
 * How many there are, in words: numbers always with their whole, what is not shown named too.
 */
import { Link, type Standing } from "../../components";
import { formatList, type Key, t } from "../../i18n";
import { route } from "../../router";
import type { Organization } from "../model/directory";
import { listInLine } from "../model/vocabulary";

/** The standings that are counted as being in the coalition. */
export const IN_COALITION: ReadonlySet<Standing> = new Set<Standing>([
  "member",
  "observer",
  "member_tentative",
  "observer_tentative",
  "suspended",
]);

const COUNTED = [
  ["member", "count_members"],
  ["member_tentative", "count_members_tentative"],
  ["observer", "count_observers"],
  ["observer_tentative", "count_observers_tentative"],
  ["suspended", "count_suspended"],
] as const satisfies readonly (readonly [Standing, Key])[];

const count = (list: readonly Organization[], standing: Standing): number =>
  list.filter((one) => one.standing === standing).length;

/** "11 members, 1 observer (tentative)" */
export function standingCounts(list: readonly Organization[]): string {
  const parts = COUNTED.map(([standing, key]) => [count(list, standing), key] as const)
    .filter(([number]) => number > 0)
    .map(([number, key]) => t(key, { count: number }));
  return listInLine(parts);
}

const notMembers = (list: readonly Organization[]): number =>
  count(list, "below") + count(list, "outside") + count(list, "left");

interface Props {
  readonly shown: readonly Organization[];
  readonly filter: string;
}

/** The organizations in the coalition, and without a filter those beside them. */
export function CountLine({ shown, filter }: Props) {
  if (shown.length === 0) return null;
  const inside = shown.filter((one) => IN_COALITION.has(one.standing));
  const applicants = count(shown, "applicant");
  const outside = notMembers(shown);
  const beside = [
    applicants > 0 ? t("count_applicants", { count: applicants }) : "",
    outside > 0 ? t("count_outside", { count: outside }) : "",
  ].filter((part) => part !== "");
  if (inside.length === 0) {
    return (
      <p class="countline">
        <b>{t("count_organizations", { count: shown.length })}</b>
        {beside.length > 0 ? ` ${formatList(beside)}` : null}
      </p>
    );
  }
  return (
    <p class="countline">
      <b>{t("count_organizations", { count: inside.length })}</b> {standingCounts(inside)}
      {filter === "" && beside.length > 0
        ? `. ${t("count_beside", { parts: formatList(beside) })}`
        : null}
    </p>
  );
}

/** What a filter by standing leaves out, and the way to all. */
export function NotShown(props: {
  readonly all: readonly Organization[];
  readonly shown: readonly Organization[];
}) {
  const shown = new Set(props.shown.map((one) => one.id));
  const rest = props.all.filter((one) => !shown.has(one.id));
  if (rest.length === 0) return null;
  const below = count(rest, "below");
  const applicants = count(rest, "applicant");
  const outside = notMembers(rest);
  const parts = [
    standingCounts(rest),
    applicants > 0 ? t("count_applicants", { count: applicants }) : "",
    outside > 0 && below > 0
      ? t("count_outside_below", { count: outside, below })
      : outside > 0
        ? t("count_outside", { count: outside })
        : "",
  ].filter((part) => part !== "");
  const id = route.value.params["id"];
  return (
    <p class="more small muted block-s">
      {t("not_shown", { parts: listInLine(parts) })}{" "}
      <Link href={`/network${id === undefined ? "" : `/${id}`}`}>
        {t("show_all", { count: props.all.length })}
      </Link>
    </p>
  );
}
