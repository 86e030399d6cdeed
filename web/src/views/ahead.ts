/*
 * What is fetched before anybody asks for it, once all else has come: the other pages, so that they open
 * at once and without a line, and what the device keeps of the client. One after another, so that what
 * somebody does ask for need not wait behind it, and only while there is a line and it is good: on a poor
 * one a page comes when it is gone to, and one that was asked for without a line may never come
 * (lazy.tsx).
 */
import { effect } from "@preact/signals";
import { connection, isLineGood, keepRest, keepShell } from "../sync";
import { came, type Later, later } from "./lazy";

let isMembers = false;
let isGoing = false;
let isFollowing = false;

/** A page that was not tried yet: of a visitor one that visitors read. */
const next = (): Later | undefined =>
  later.find(
    ({ readers, isTried }) =>
      !isTried && (readers === "everybody" || (isMembers && readers === "members")),
  );

const isWell = (): boolean => connection.peek() === "live" && isLineGood();

async function goOn(): Promise<void> {
  if (isGoing) return;
  isGoing = true;
  for (let page = next(); page && isWell(); page = next()) await page.ask();
  if (isMembers && !next()) await keepRest(() => isMembers && isWell());
  isGoing = false;
}

/** Begins, and goes on whenever a page has come (it may ask for others, or show that the line is good)
 *  and when the line is there again. */
export function fetchAhead(isMember: boolean): void {
  isMembers = isMember;
  if (isMember) void keepShell();
  if (isFollowing) return void goOn();
  isFollowing = true;
  effect(() => {
    came.value;
    connection.value;
    void goOn();
  });
}
