/**
 * What was done, kept in the browser until the server has it: nothing is lost by a reload, a crash or a network
 * that is gone.
 *
 * The database has `entries` (`{id, session, at, zone, kind, body, sent}`; `sent` is 0 for what waits, 1 for what
 * the server has, 2 for what it refuses for good) and `sessions` (`{id, sheet, begun, sent}`: the sheet of a
 * session, and what is to be sent first if it was begun without a network; under `next` the sheet and the sealed
 * proposal of a session that can be begun so, under `ahead` what has to be asked before it) and `answers` (`{id, url,
 * what, sent}`: what was said outside of a session). Entries are sent in the order in which they were made; one that
 * arrives twice counts once, by its id. What the server has of a session that has ended is forgotten here.
 */

import { IdSource } from "./ids.js";

const NAME = "unhunch";
const VERSION = 2;
/** How many entries are sent at once. */
const BATCH = 200;
/** Kinds of problem that no time mends. */
const FOR_GOOD = ["conflict", "not-found"];

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = ({ oldVersion }) => {
      request.result.createObjectStore("answers", { keyPath: "id" });
      if (oldVersion > 0) return;
      const entries = request.result.createObjectStore("entries", { keyPath: "id" });
      entries.createIndex("session", "session");
      request.result.createObjectStore("sessions", { keyPath: "id" });
    };
    request.onsuccess = () => {
      // A page of a newer version is not kept waiting.
      request.result.onversionchange = () => {
        request.result.close();
        opened = null;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("the browser's storage is in use by an older page"));
  });
  opened.catch(() => (opened = null));
  return opened;
}

/** What a failed transaction says to a person. */
function spoken(error) {
  if (error?.name === "QuotaExceededError") return new Error("this browser has no room left; free some space");
  return error ?? new Error("nothing was written");
}

/** Does `work` in one transaction; resolves with what it returns once that is on the disk. */
async function transact(stores, mode, work) {
  const base = await database();
  const transaction = base.transaction(stores, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(spoken(transaction.error));
    transaction.onerror = () => reject(spoken(transaction.error));
  });
  // Told by the work itself where that fails first.
  done.catch(() => {});
  try {
    const result = await work(...stores.map((name) => transaction.objectStore(name)));
    await done;
    return result;
  } catch (error) {
    throw spoken(error);
  }
}

/** The person's zone by its name; the server takes its own without it. */
const zone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

let ids = null;

/** A new id, later than all before it in this page. */
export function newId(after = null) {
  ids ??= new IdSource(after);
  return ids.next(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** An entry of now. */
export function entryOf(session, { kind, body }) {
  return { id: newId(), session, at: new Date().toISOString(), zone: zone(), kind, body };
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

/** What is kept under an id; `null` where there is nothing. */
export async function sheetOf(id) {
  const found = await transact(["sessions"], "readonly", (store) => asked(store.get(id)));
  return found ?? null;
}

/** Forgets the sheet that is kept under an id. */
export function forget(id) {
  return transact(["sessions"], "readwrite", (store) => {
    store.delete(id);
  });
}

/** Keeps what was said outside of a session, to be posted to `url` once. */
export function keepAnswer(url, what) {
  const id = newId();
  const said = { ...what, id, at: new Date().toISOString(), zone: zone() };
  return transact(["answers"], "readwrite", (store) => {
    store.put({ id, url, what: said, sent: 0 });
  });
}

/** What was said outside of a session and waits to be sent, in order. */
export async function answersWaiting() {
  const all = await transact(["answers"], "readonly", (store) => asked(store.getAll()));
  return all.filter((answer) => answer.sent === 0).sort(byId);
}

/** Begins the session that is kept to be begun without a network, with the pain before it; the server is told when it
 *  can be. */
export async function begin(session, { sheet, proposal }, pain) {
  const begun = {
    id: session,
    at: new Date().toISOString(),
    zone: zone(),
    player: player(),
    ...(pain === null ? {} : { pain }),
    proposal: { ...proposal, timeline: sheet.timeline },
  };
  await keepSheet({ id: session, sheet: { ...sheet, session }, begun, sent: false });
}

const PLAYER = "unhunch.player";
let own = null;

/** What this browser calls itself when it plays: the same after a reload or a crash. */
export function player() {
  try {
    own ??= localStorage.getItem(PLAYER);
    if (!own) {
      own = newId();
      localStorage.setItem(PLAYER, own);
    }
  } catch {
    own ??= newId();
  }
  return own;
}

/** How many entries and answers wait to be sent. */
async function waiting() {
  const all = await transact(["entries"], "readonly", (store) => asked(store.getAll()));
  return all.filter((entry) => entry.sent === 0).length + (await answersWaiting()).length;
}

/** The server cannot be reached, is busy, or has the session in other hands: later is another time. */
export class Later extends Error {}

/** The server cannot be reached. */
export class Offline extends Later {}

/** What the server says that will not change by being asked again. */
export class Refused extends Error {
  constructor(problem, status) {
    super(problem.detail ?? problem.title ?? `the server answers ${status}`);
    this.kind = String(problem.type ?? "").split(/[/:]/).at(-1);
  }
}

/** Posts JSON. Throws `Later` or `Refused`. */
export async function post(url, what) {
  let answer;
  try {
    answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(what),
    });
  } catch {
    throw new Offline("the server cannot be reached");
  }
  if (answer.ok) return;
  const refused = new Refused(await answer.json().catch(() => ({})), answer.status);
  const busy = answer.status >= 500 || [408, 425, 429].includes(answer.status);
  if (busy || refused.kind === "played-elsewhere") throw new Later(refused.message);
  throw refused;
}

/** An entry as the server takes it. */
const wire = ({ session, sent, ...entry }) => entry;

/** Sends entries of a session. */
export const postEntries = (session, entries) =>
  post(`/api/v1/sessions/${session}/entries`, { player: player(), entries: entries.map(wire) });

const mark = (entries, sent) =>
  transact(["entries"], "readwrite", (store) => {
    for (const entry of entries) store.put({ ...entry, sent });
  });

async function sendSession(session, all) {
  const open = all.filter((entry) => entry.sent === 0).sort(byId);
  try {
    const record = await sheetOf(session);
    if (record?.begun && !record.sent) {
      await post("/api/v1/sessions", record.begun);
      await keepSheet({ ...record, sent: true });
    }
    while (open.length > 0) {
      const batch = open.slice(0, BATCH);
      await postEntries(session, batch);
      await mark(batch, 1);
      open.splice(0, BATCH);
    }
  } catch (error) {
    // A session that is over, or gone: the server will say the same whenever it is asked.
    if (error instanceof Refused && FOR_GOOD.includes(error.kind)) await mark(open, 2);
    throw error;
  }
  if (all.some((entry) => entry.kind === "session-ended"))
    await transact(["entries", "sessions"], "readwrite", (entries, sessions) => {
      for (const entry of all) if (entry.sent !== 2) entries.delete(entry.id);
      sessions.delete(session);
    });
}

/** Sends what was said outside of a session. What is refused will be so whenever it is sent. */
async function sendAnswer(answer) {
  try {
    await post(answer.url, answer.what);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await transact(["answers"], "readwrite", (store) => {
      store.put({ ...answer, sent: 2 });
    });
    throw error;
  }
  await transact(["answers"], "readwrite", (store) => {
    store.delete(answer.id);
  });
}

/** Sends all that waits, in the order in which it was begun; of several pages one at a time. `{left, says}`: how many entries are
 *  left, and why. */
export async function send() {
  const work = async () => {
    const all = await transact(["entries"], "readonly", (store) => asked(store.getAll()));
    const sessions = [...new Set(all.sort(byId).map((entry) => entry.session))];
    const pieces = (await answersWaiting()).map((answer) => ({
      at: answer.what.at,
      send: () => sendAnswer(answer),
    }));
    for (const id of sessions) {
      const entries = all.filter((entry) => entry.session === id);
      const at = (await sheetOf(id))?.begun?.at ?? entries[0].at;
      pieces.push({ at, send: () => sendSession(id, entries) });
    }
    let says = "";
    // A session is judged by the checks that came before it; in the same moment, these stand first.
    for (const piece of pieces.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
      try {
        await piece.send();
      } catch (error) {
        says = error.message;
        // What comes after it may need it.
        if (error instanceof Offline) break;
      }
    }
    return { left: await waiting(), says };
  };
  return navigator.locks ? navigator.locks.request("unhunch-outbox", work) : work();
}

let again = 0;
let delay = 1000;
let tell = () => {};

/** Sends all that waits, and tries again later where that fails. `told` is called after this and each later
 *  attempt, with `{left, says}`. */
export async function sendSoon(told = tell) {
  tell = told;
  clearTimeout(again);
  const outcome = await send().catch((error) => ({ left: 1, says: error.message }));
  delay = outcome.left > 0 ? Math.min(60_000, delay * 2) : 1000;
  clearTimeout(again);
  if (outcome.left > 0) again = setTimeout(() => sendSoon(), delay);
  tell(outcome);
  return outcome;
}

addEventListener("online", () => {
  delay = 1000;
  sendSoon();
});
