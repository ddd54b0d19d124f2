/**
 * What was done, kept in the browser until the server has it: nothing is lost by a reload, a crash or a network
 * that is gone.
 *
 * The database has `entries` (`{id, session, at, zone, offset_s, kind, body, sent}`) and `sessions` (sheets of
 * sessions that were begun without a network, `{id, sheet, begun, sent}`; the sheets that are kept to be begun
 * so, `{id: "next", ...}`). Entries are sent in the order in which they were made; an entry that arrives twice
 * counts once, by its id. What the server has of a session that has ended is forgotten here.
 */

import { IdSource } from "./ids.js";

const NAME = "unhunch";
const VERSION = 1;
/** How many entries are sent at once. */
const BATCH = 200;

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const entries = request.result.createObjectStore("entries", { keyPath: "id" });
      entries.createIndex("session", "session");
      request.result.createObjectStore("sessions", { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("the browser's storage is in use by an older page"));
  });
  opened.catch(() => (opened = null));
  return opened;
}

/** Does `work` in one transaction; resolves with what it returns once that is on the disk. */
async function transact(stores, mode, work) {
  const base = await database();
  const transaction = base.transaction(stores, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("nothing was written"));
    transaction.onerror = () => reject(transaction.error);
  });
  const result = await work(...stores.map((name) => transaction.objectStore(name)));
  await done;
  return result;
}

/** Two digits. */
const two = (number) => String(number).padStart(2, "0");

/** The person's zone by its name, or as an offset such as `+02:00`. */
function zone(offsetMinutes) {
  const name = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (name) return name;
  const all = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(all / 60))}:${two(all % 60)}`;
}

let ids = null;

/** A new id, later than all before it in this page. */
export function newId(after = null) {
  ids ??= new IdSource(after);
  return ids.next(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** An entry of now. */
export function entryOf(session, { kind, body }) {
  const now = new Date();
  const offset = -now.getTimezoneOffset();
  return {
    id: newId(),
    session,
    at: now.toISOString(),
    zone: zone(offset),
    offset_s: offset * 60,
    kind,
    body,
  };
}

/** The entries of a session that are kept here, in order. */
export async function entriesOf(session) {
  const kept = await transact(["entries"], "readonly", (entries) =>
    asked(entries.index("session").getAll(session)),
  );
  return kept.sort(byId);
}

export const byId = (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Keeps entries, all or none; they are on the disk when this resolves. */
export function keep(entries) {
  return transact(["entries"], "readwrite", (store) => {
    for (const entry of entries) store.put({ ...entry, sent: 0 });
  });
}

/** Keeps a sheet under an id. */
export function keepSheet(record) {
  return transact(["sessions"], "readwrite", (store) => {
    store.put(record);
  });
}

/** The sheet that is kept under an id; `null` where there is none. */
export async function sheetOf(id) {
  const found = await transact(["sessions"], "readonly", (store) => asked(store.get(id)));
  return found ?? null;
}

/** How many entries wait to be sent. */
export async function waiting() {
  const all = await transact(["entries"], "readonly", (store) => asked(store.getAll()));
  return all.filter((entry) => entry.sent === 0).length;
}

/** The server cannot be reached, or is too busy: later is another time. */
class Later extends Error {}

async function post(url, what) {
  let answer;
  try {
    answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(what),
    });
  } catch {
    throw new Later("the server cannot be reached");
  }
  if (answer.ok) return;
  const problem = await answer.json().catch(() => ({}));
  const says = problem.detail ?? problem.title ?? `the server answers ${answer.status}`;
  if (answer.status >= 500 || [408, 425, 429].includes(answer.status)) throw new Later(says);
  throw new Error(says);
}

/** An entry as the server takes it. */
const wire = ({ session, sent, ...entry }) => entry;

async function sendSession(session, all) {
  const record = await sheetOf(session);
  if (record && !record.sent) {
    await post("/api/v1/sessions", record.begun);
    await keepSheet({ ...record, sent: true });
  }
  const open = all.filter((entry) => entry.sent === 0).sort(byId);
  for (let at = 0; at < open.length; at += BATCH) {
    const batch = open.slice(at, at + BATCH);
    await post(`/api/v1/sessions/${session}/entries`, { entries: batch.map(wire) });
    await transact(["entries"], "readwrite", (store) => {
      for (const entry of batch) store.put({ ...entry, sent: 1 });
    });
  }
  if (all.some((entry) => entry.kind === "session-ended"))
    await transact(["entries", "sessions"], "readwrite", (entries, sessions) => {
      for (const entry of all) entries.delete(entry.id);
      sessions.delete(session);
    });
}

/** Sends all that waits, session by session. What is sent by several pages at once is sent by one of them. Returns
 *  `{left, says}`: how many entries are left, and why. */
export async function send() {
  const work = async () => {
    const all = await transact(["entries"], "readonly", (store) => asked(store.getAll()));
    const sessions = [...new Set(all.sort(byId).map((entry) => entry.session))];
    let says = "";
    for (const session of sessions) {
      try {
        await sendSession(
          session,
          all.filter((entry) => entry.session === session),
        );
      } catch (error) {
        says = error.message;
        if (error instanceof Later) break;
      }
    }
    return { left: await waiting(), says };
  };
  return navigator.locks ? navigator.locks.request("unhunch-outbox", work) : work();
}

let again = 0;
let delay = 1000;

/** Sends all that waits, and tries again later where that fails. `told` is called after each attempt. */
export async function sendSoon(told = () => {}) {
  clearTimeout(again);
  const outcome = await send().catch((error) => ({ left: 1, says: error.message }));
  delay = outcome.left > 0 ? Math.min(60_000, delay * 2) : 1000;
  if (outcome.left > 0) again = setTimeout(() => sendSoon(told), delay);
  told(outcome);
  return outcome;
}

addEventListener("online", () => {
  delay = 1000;
  sendSoon();
});
