// @vitest-environment node
/* Signals of the replica: who reads one row or one group is only told when that changed. */
import { effect } from "@preact/signals";
import { expect, test } from "vitest";
import { createReplica } from "web/sync/replica";
import { insert, MFA, PICUM } from "./world";

const named = (id: string, name: string, kind = "network") =>
  insert("organization", id, { name, kind });

test("a reader of one row does not hear of others", () => {
  const replica = createReplica();
  replica.apply([named(MFA, "MFA"), named(PICUM, "PICUM")]);
  const heard: (string | undefined)[] = [];
  effect(() => {
    heard.push(replica.row("organization", MFA).value?.name);
  });
  replica.apply([["organization", "update", PICUM, { name: "other" }]]);
  replica.apply([["organization", "update", MFA, { name: "Migrant Forum" }]]);
  expect(heard).toEqual(["MFA", "Migrant Forum"]);
});

test("a reader of one group of an index does not hear of other groups", () => {
  const replica = createReplica();
  replica.apply([named(MFA, "MFA", "network"), named(PICUM, "PICUM", "union")]);
  const heard: number[] = [];
  effect(() => {
    heard.push(replica.by("organization", "kind", "network").value.length);
  });
  replica.apply([["organization", "update", PICUM, { name: "other" }]]);
  expect(heard).toEqual([1]);
  replica.apply([["organization", "update", PICUM, { kind: "network" }]]);
  expect(heard).toEqual([1, 2]);
});

test("a frame is one change, however many rows it has", () => {
  const replica = createReplica();
  const heard: number[] = [];
  effect(() => {
    heard.push(replica.rows("organization").value.size);
  });
  replica.apply([named(MFA, "MFA"), named(PICUM, "PICUM")]);
  replica.replace([named(PICUM, "PICUM")]);
  expect(heard).toEqual([0, 2, 1]);
});

test("own changes lie over the server's in the order they were made, whichever came first here", () => {
  const replica = createReplica();
  replica.apply([named(MFA, "MFA")]);
  replica.setOwn("2", [["organization", "update", MFA, { name: "second" }]]);
  replica.setOwn("1", [["organization", "update", MFA, { name: "first" }]]);
  const row = replica.row("organization", MFA);
  expect(row.value?.name).toBe("second");
  replica.dropOwn("2");
  expect(row.value?.name).toBe("first");
  replica.replace([named(MFA, "anew")]);
  expect(row.value?.name).toBe("first");
  replica.dropOwn("1");
  expect(row.value?.name).toBe("anew");
});

test("an update of a row that is not seen makes no row", () => {
  const replica = createReplica();
  replica.apply([["organization", "update", MFA, { name: "MFA" }]]);
  replica.setOwn("1", [["organization", "update", MFA, { name: "mine" }]]);
  expect(replica.rows("organization").value.size).toBe(0);
});
