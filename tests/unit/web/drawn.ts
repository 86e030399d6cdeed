/*
 * What tests that draw need: a clean page after each, the dialog methods jsdom lacks, and patience: what is
 * awaited may be a page that is fetched first, on a machine that has other things to do.
 */
import { cleanup, configure } from "@testing-library/preact";
import { afterEach } from "vitest";

configure({ asyncUtilTimeout: 15_000 });
afterEach(cleanup);

HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
