/*
 * Who belongs to whom, today or on any day that was: as a tree in a table, and as a drawing. Line and mark
 * say what an organization is to the one at its start.
 */
import "../../styles/drawing.css";
import { useMemo, useState } from "preact/hooks";
import {
  Button,
  Dialog,
  FuzzyDate,
  fromDraft,
  Link,
  LoadingRows,
  Mark,
  type MarkKind,
  Name,
  PageHead,
  toDraft,
  Words,
} from "../../components";
import { collator, formatList, fuzzyDate, language, readFuzzy, t } from "../../i18n";
import { navigate, route } from "../../router";
import { loading, slowLoading } from "../../sync";
import { type Drawn, unfold } from "../drawing/folding";
import type { Layout } from "../drawing/layout";
import { Segments, useForm } from "../drawing/Segments";
import { useLayout } from "../drawing/useLayout";
import { type Organization, organizations, rootId } from "../model/directory";
import { gather } from "../model/gather";
import { type TieThen, tiesAt } from "../model/ties_at";
import { affiliationStatusWord } from "../model/vocabulary";

const NODE = { width: 210, height: 62 } as const;
/* ui § 7: rows come by the hundred. */
const ROWS_A_TIME = 100;
/* Names told in a sentence; the list has the others. */
const NAMES_TOLD = 20;

type Status = TieThen["status"];

const MARK = {
  member: "past",
  observer: "open",
  tentative: "open",
  applicant: "waiting",
  suspended: "ended",
} as const satisfies Record<Status, MarkKind>;

const LINE = {
  member: "",
  observer: "info",
  tentative: "info",
  applicant: "seek",
  suspended: "info",
} as const satisfies Record<Status, string>;

/* ---- the ties as a graph ---- */

interface Network {
  readonly ties: readonly TieThen[];
  readonly up: ReadonlyMap<string, readonly TieThen[]>;
  readonly down: ReadonlyMap<string, readonly TieThen[]>;
  readonly roots: readonly string[];
  readonly untied: readonly Organization[];
}

function networkAt(day: number | undefined): Network {
  const all = organizations.value;
  const { compare } = collator();
  const nameOf = (id: string) => all.get(id)?.name ?? "";
  const known = tiesAt(day)
    .filter(({ tie }) => all.has(tie.organization_id) && all.has(tie.parent_id))
    .sort((a, b) => compare(nameOf(a.tie.organization_id), nameOf(b.tie.organization_id)));
  const up = gather(known, ({ tie }) => tie.organization_id);
  const down = gather(known, ({ tie }) => tie.parent_id);
  const root = rootId.value;
  const roots = [...down.keys()]
    .filter((id) => !up.has(id))
    .sort((a, b) => Number(b === root) - Number(a === root) || compare(nameOf(a), nameOf(b)));
  const untied = [...all.values()]
    .filter(({ id }) => id !== root && !up.has(id) && !down.has(id))
    .sort((a, b) => compare(a.name, b.name));
  return { ties: known, up, down, roots, untied };
}

const childrenOf = (network: Network, id: string): readonly TieThen[] => network.down.get(id) ?? [];

/** What an organization is to those at its start: the most that it is to any of them. */
function markOf(network: Network, id: string): MarkKind {
  if (id === rootId.value) return "now";
  const statuses = (network.up.get(id) ?? []).map(({ status }) => status);
  const strongest = (["member", "observer", "tentative", "applicant", "suspended"] as const).find(
    (one) => statuses.includes(one),
  );
  return strongest === undefined ? "outside" : MARK[strongest];
}

function noteOf(network: Network, id: string): string {
  if (id === rootId.value) return "";
  const ties = network.up.get(id) ?? [];
  if (ties.length === 0) return t("standing_outside");
  const words = ties.filter(({ status }) => status !== "member");
  return formatList([...new Set(words.map(({ status }) => affiliationStatusWord(status)))]);
}

/* ---- the drawing ---- */

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where an organization's dot is: at the start of its line, under its name. */
function dotOf(layout: Layout, id: string): Point {
  const { x, y } = layout.places.get(id) ?? { x: 0, y: 0 };
  return { x, y: y + NODE.height };
}

/** Along under the parent's name, then over to the dot of the one below. */
function pathOf(layout: Layout, { tie }: TieThen): string {
  const from = dotOf(layout, tie.parent_id);
  const to = dotOf(layout, tie.organization_id);
  const end = from.x + NODE.width;
  const middle = (end + to.x) / 2;
  return `M${from.x} ${from.y}H${end}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}

interface PlateProps {
  readonly network: Network;
  readonly isPast: boolean;
  readonly layout: Layout;
  readonly drawn: Drawn;
  readonly onOpen: (id: string) => void;
}

function Plate({ network, isPast, layout, drawn, onOpen }: PlateProps) {
  const ids = [...drawn.ids].filter((id) => layout.places.has(id));
  const lines = network.ties.filter(
    ({ tie }) => layout.places.has(tie.parent_id) && layout.places.has(tie.organization_id),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="drawing" tabIndex={0} aria-label={t("drawing_network_label")}>
      <div
        class="plate"
        style={{ "--w": `${layout.width + 8}px`, "--h": `${layout.height + 16}px` }}
      >
        <svg aria-hidden="true">
          {lines.map((one) => (
            <path
              key={one.tie.affiliation_id}
              class={[LINE[one.status], isPast && !one.isStated ? "unstated" : ""].join(" ")}
              d={pathOf(layout, one)}
            />
          ))}
        </svg>
        {ids.map((id) => (
          <DrawnNode
            key={id}
            network={network}
            id={id}
            at={layout.places.get(id)}
            more={drawn.folded.get(id)}
            onOpen={onOpen}
          />
        ))}
      </div>
    </section>
  );
}

function DrawnNode(props: {
  readonly network: Network;
  readonly id: string;
  readonly at: Point | undefined;
  readonly more: number | undefined;
  readonly onOpen: (id: string) => void;
}) {
  const { network, id, at, more, onOpen } = props;
  const name = organizations.value.get(id)?.name ?? "";
  const note = noteOf(network, id);
  return (
    <div
      class="node"
      style={{
        "--x": `${at?.x ?? 0}px`,
        "--y": `${at?.y ?? 0}px`,
        "--nw": `${NODE.width}px`,
        "--nh": `${NODE.height}px`,
      }}
    >
      <Mark kind={markOf(network, id)} />
      <span class="lab">
        <Link href={`/network/${id}`}>
          <Name>{name}</Name>
        </Link>
        {note === "" ? null : <span class="muted"> {note}</span>}
      </span>
      {more === undefined ? null : (
        <button
          type="button"
          class="fold"
          aria-label={t("fold_open", { count: more, name })}
          onClick={() => onOpen(id)}
        >
          {`+${more}`}
        </button>
      )}
    </div>
  );
}

function Drawing({ network, isPast }: { readonly network: Network; readonly isPast: boolean }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const drawn = useMemo(
    () =>
      unfold(
        {
          roots: network.roots,
          below: (id) => childrenOf(network, id).map(({ tie }) => tie.organization_id),
        },
        opened,
      ),
    [network, opened],
  );
  const shape = useMemo(
    () => ({
      nodes: [...drawn.ids].map((id) => ({ id, ...NODE })),
      ties: network.ties
        .map(({ tie }) => [tie.parent_id, tie.organization_id] as const)
        .filter((ends) => ends.every((id) => drawn.ids.has(id))),
    }),
    [network, drawn],
  );
  const laid = useLayout(shape);
  if (laid.state === "working") return <LoadingRows slow={false} />;
  if (laid.state === "failed") return <p class="note">{t("drawing_failed")}</p>;
  return (
    <>
      <Plate
        network={network}
        isPast={isPast}
        layout={laid.layout}
        drawn={drawn}
        onOpen={(id) => setOpened(new Set(opened).add(id))}
      />
      <Legend isPast={isPast} />
    </>
  );
}

const Line = ({ kind }: { readonly kind: string }) => (
  <svg aria-hidden="true">
    <path class={kind} d="M0 2H28" />
  </svg>
);

const Legend = ({ isPast }: { readonly isPast: boolean }) => (
  <>
    <ul class="legend">
      {(["member", "observer", "applicant"] as const).map((status) => (
        <li key={status}>
          <Line kind={LINE[status]} />
          <Mark kind={MARK[status]} />
          {affiliationStatusWord(status)}
        </li>
      ))}
      <li>
        <Mark kind="outside" />
        {t("legend_nobody")}
      </li>
      {isPast ? (
        <li>
          <Line kind="unstated" />
          {t("legend_unstated")}
        </li>
      ) : null}
    </ul>
    <p class="small muted note">{t("legend_lines")}</p>
  </>
);

/* ---- the table ---- */

interface TreeRow {
  readonly id: string;
  readonly depth: number;
  readonly by: TieThen | undefined;
  /** It stands above with all below it. */
  readonly isAgain: boolean;
}

function treeOf(network: Network): readonly TreeRow[] {
  const list: TreeRow[] = [];
  const seen = new Set<string>();
  const walk = (id: string, depth: number, by: TieThen | undefined) => {
    const isAgain = seen.has(id);
    list.push({ id, depth, by, isAgain });
    if (isAgain) return;
    seen.add(id);
    for (const one of childrenOf(network, id)) walk(one.tie.organization_id, depth + 1, one);
  };
  for (const id of network.roots) walk(id, 0, undefined);
  return list;
}

function Tree({ network }: { readonly network: Network }) {
  const [most, setMost] = useState(ROWS_A_TIME);
  const list = useMemo(() => treeOf(network), [network]);
  const nameOf = (id: string) => organizations.value.get(id)?.name ?? "";
  return (
    <>
      <table class="cards tree field">
        <caption class="vh">{t("drawing_network_title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("fate_organization")}</th>
            <th scope="col">{t("column_parent")}</th>
            <th scope="col">{t("tree_as")}</th>
            <th scope="col">{t("tree_since")}</th>
          </tr>
        </thead>
        <tbody>
          {list.slice(0, most).map(({ id, depth, by, isAgain }) => (
            <tr key={by?.tie.affiliation_id ?? id} style={{ "--in": String(depth) }}>
              <th scope="row">
                <Link href={`/network/${id}`}>
                  <Name>{nameOf(id)}</Name>
                </Link>
                {isAgain ? <span class="small muted"> {t("tree_again")}</span> : null}
              </th>
              <td data-l={t("column_parent")}>
                {by ? (
                  <span>
                    <Name>{nameOf(by.tie.parent_id)}</Name>
                  </span>
                ) : null}
              </td>
              <td data-l={t("tree_as")}>
                {by ? affiliationStatusWord(by.status) : t("legend_nobody")}
              </td>
              <td data-l={t("tree_since")}>
                {by
                  ? by.tie.starts_on === null
                    ? t("not_stated")
                    : fuzzyDate(by.tie.starts_on)
                  : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.length > most ? (
        <p class="more block-s">
          <Button onClick={() => setMost(most + ROWS_A_TIME)}>
            {t("show_more", { count: Math.min(list.length - most, ROWS_A_TIME) })}
          </Button>
        </p>
      ) : null}
    </>
  );
}

/* ---- the day ---- */

const dayAsked = (): string | undefined => {
  const text = route.value.query.get("on") ?? "";
  return readFuzzy(text) ? text : undefined;
};

function show(on: string | undefined): void {
  const query = new URLSearchParams(route.value.query);
  if (on === undefined) query.delete("on");
  else query.set("on", on);
  navigate(`/network/drawing${query.size > 0 ? `?${query}` : ""}`, { replace: true });
}

function ChooseDay({ onClose }: { readonly onClose: () => void }) {
  const [draft, setDraft] = useState(toDraft(dayAsked() ?? null));
  const on = fromDraft(draft);
  return (
    <Dialog
      title={t("at_title")}
      onClose={onClose}
      act={{
        word: t("at_show"),
        run: async () => {
          show(on);
          onClose();
        },
        reason: on === undefined ? t("fuzzy_incomplete") : undefined,
      }}
    >
      <p class="lede">{t("at_words")}</p>
      <fieldset class="field">
        <legend class="vh">{t("at_title")}</legend>
        <FuzzyDate draft={draft} onChange={setDraft} />
      </fieldset>
    </Dialog>
  );
}

function Day({ on }: { readonly on: string | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <div class="btns">
      {on === undefined ? null : <Button onClick={() => show(undefined)}>{t("at_today")}</Button>}
      <Button onClick={() => setOpen(true)}>{t("at_choose")}</Button>
      {open ? <ChooseDay onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

export function NetworkDrawing() {
  const [form, setForm] = useForm();
  const on = dayAsked();
  const day = on === undefined ? undefined : readFuzzy(on)?.lastDay;
  const all = organizations.value;
  const code = language.value;
  const network = useMemo(() => networkAt(day), [day, all, code]);
  if (loading.value) return <LoadingRows slow={slowLoading.value} />;
  const { untied } = network;
  const then = on === undefined ? t("at_now") : t("at_day", { date: fuzzyDate(on) });
  return (
    <>
      <PageHead
        title={t("drawing_network_title")}
        kicker={`${t("ties_count", { count: network.ties.length })} · ${then}`}
        back={{ href: "/network", word: t("room_network") }}
      />
      <div class="viewsbar">
        <Segments form={form} onChange={setForm} />
        <Day on={on} />
      </div>
      {network.ties.length === 0 ? (
        <p class="muted note">{t("ties_none_then")}</p>
      ) : form === "table" ? (
        <Tree network={network} />
      ) : (
        <Drawing network={network} isPast={on !== undefined} />
      )}
      {untied.length === 0 ? null : (
        <p class="small muted note">
          <Words
            k="untied"
            values={{ count: untied.length }}
            parts={{
              names: (
                <bdi>
                  {formatList(untied.slice(0, NAMES_TOLD).map(({ name }) => name))}
                  {untied.length > NAMES_TOLD ? " …" : null}
                </bdi>
              ),
            }}
          />
        </p>
      )}
    </>
  );
}
