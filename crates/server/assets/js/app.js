/**
 * On every page: what was done without a network is sent, and what is needed without one is kept.
 */

import * as outbox from "./outbox.js";

/** How long a page rests before it keeps things, in ms: what the person came for goes first. */
const REST_MS = 3000;

/** Keeps today's routine, so that it can be begun without a network. */
async function keepNext() {
  const answer = await fetch("/play/next.json");
  if (!answer.ok) return outbox.forget("next");
  const next = await answer.json();
  await outbox.keepSheet({ id: "next", ...next });
  // Its figures are kept by being asked for.
  for (const technique of Object.keys(next.sheet.techniques))
    await fetch(`/figures/${technique}/book.svg`);
}

async function keep() {
  const registration = await navigator.serviceWorker?.ready;
  registration?.active?.postMessage("keep");
  if (navigator.serviceWorker) await keepNext();
}

navigator.serviceWorker?.register("/sw.js").catch(() => {});
outbox.sendSoon();
if (navigator.onLine && !navigator.connection?.saveData)
  setTimeout(() => keep().catch(() => {}), REST_MS);
