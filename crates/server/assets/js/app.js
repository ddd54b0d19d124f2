/**
 * On every page: what was done without a network is sent, and what is needed without one is kept.
 */

import * as outbox from "./outbox.js";

/** How long a page rests before it keeps things, in ms: what the person came for goes first. */
const REST_MS = 3000;
/** How long a page that was left may take to let go of its session, in ms. */
const LEFT_MS = 700;

/** Keeps today's routine, and what has to be asked before it, so that it can be begun without a network; the
 *  addresses of its figures. */
async function keepNext() {
  const answer = await fetch("/play/next.json");
  if (!answer.ok) return [];
  const { ahead, check, next } = await answer.json();
  // What was answered here and is not sent yet is newer than what the server knows.
  if ((await outbox.answersWaiting()).length > 0) return [];
  await outbox.keepSheet({ id: "ahead", ahead, check });
  if (!next) {
    await outbox.forget("next");
    return [];
  }
  await outbox.keepSheet({ id: "next", ...next });
  return Object.keys(next.sheet.techniques).map((technique) => `/figures/${technique}/book.svg`);
}

async function keep() {
  if (!navigator.serviceWorker) return;
  const pictures = await keepNext();
  // Who has it among their programs wants it to stay.
  if (matchMedia("(display-mode: standalone)").matches) await navigator.storage?.persist?.();
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: pictures });
}

/** Looks again whether a session is played elsewhere: a page that was just left lets go of its session only after
 *  this one was asked for. */
async function lookAgain() {
  const answer = await fetch("/api/v1/sessions/open");
  if (answer.ok && !(await answer.json()).played) location.reload();
}

if (document.getElementById("elsewhere")) setTimeout(() => lookAgain().catch(() => {}), LEFT_MS);
navigator.serviceWorker?.register("/sw.js").catch(() => {});
outbox.sendSoon();
if (navigator.onLine && !navigator.connection?.saveData)
  setTimeout(() => keep().catch(() => {}), REST_MS);
