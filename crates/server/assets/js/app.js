/**
 * On every page: what was done without a network is sent, and what is needed without one is kept.
 */

import * as outbox from "./outbox.js";

/** How long a page rests before it keeps things, in ms: what the person came for goes first. */
const REST_MS = 3000;

/** Keeps today's routine, so that it can be begun without a network; the addresses of its figures. */
async function keepNext() {
  const answer = await fetch("/play/next.json");
  if (!answer.ok) {
    await outbox.forget("next");
    return [];
  }
  const next = await answer.json();
  await outbox.keepSheet({ id: "next", ...next });
  return Object.keys(next.sheet.techniques).map((technique) => `/figures/${technique}/book.svg`);
}

async function keep() {
  if (!navigator.serviceWorker) return;
  const pictures = await keepNext();
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: pictures });
}

navigator.serviceWorker?.register("/sw.js").catch(() => {});
outbox.sendSoon();
if (navigator.onLine && !navigator.connection?.saveData)
  setTimeout(() => keep().catch(() => {}), REST_MS);
