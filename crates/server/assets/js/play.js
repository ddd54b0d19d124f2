/**
 * The player's page: the person's hands, the clock and the browser on one side, the player (`player.js`) on the
 * other. It decides nothing about a session that core does not decide: what each pain asks for and what is said
 * to who stops stands in the sheet.
 */

import * as before from "./before.js";
import { Clock } from "./clock.js";
import * as device from "./device.js";
import { EFFORT, PAIN, PLAYER, WHY as WHY_KEYS, actionOf } from "./keys.js";
import * as outbox from "./outbox.js";
import * as over from "./over.js";
import { NothingLeft, Player } from "./player.js";
import { Recorder, painDuring, resumeFrom } from "./recorder.js";
import { Screen } from "./screen.js";
import * as settings from "./settings.js";
import { Bell, Voice } from "./sound.js";
import * as stopping from "./stopping.js";
import { announced, clock as clockText, cueOf, refusal, rings, spoken } from "./words.js";

const part = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
/** How often the server hears that this page plays, in ms: after five minutes of silence it lets the session go. */
const LIVE_MS = 100_000;
/** How long the end is seen before the page leads on, in ms. */
const SEEN_MS = 1200;
/** Parts that wait for the person, where the person wants that. */
const WAITS = ["get-ready", "switch", "rest"];

class Play {
  #sheet;
  #session;
  #player;
  #recorder;
  #screen;
  #clock = new Clock();
  #bell = new Bell();
  #voice = new Voice();
  #beat = new Worker(new URL("./beat.js", import.meta.url));
  #settings = settings.load();
  /** Entries that are not on the disk yet. */
  #unkept = [];
  /** How many those are, with what is just being written. */
  #open = 0;
  #keeping = Promise.resolve();
  #learning = Promise.resolve();
  /** What lies over the session, and whether the time ran before. */
  #asking = null;
  #ran = false;
  /** Whether it waits for the person to be ready. */
  #waits = false;
  #ending = null;
  /** Whether the page leads on by itself once everything is sent. */
  #leads = false;
  #drawing = 0;

  constructor(sheet, session, player, entries) {
    this.#sheet = sheet;
    this.#session = session;
    this.#player = player;
    this.#recorder = new Recorder(sheet.timeline, entries);
    this.#screen = new Screen(sheet);
    this.#screen.prepare(sheet.timeline);
    this.#bell.volume = this.#settings.volume;
    this.#beat.onmessage = () => this.#tick();
    this.#showSettings();
    this.#listen();
  }

  /** Shows what is about to be played, and waits for the person. */
  offer(begin) {
    const view = this.#player.view(0);
    const resumed = view.resumed;
    const length = clockText(view.left_ms);
    part("begin-says").textContent = resumed
      ? `${length} left of ${clockText(this.#sheet.timeline.total_ms)}`
      : length;
    part("start").textContent = resumed ? "Go on" : "Start";
    this.#screen.show(view);
    this.#screen.state = "ready";
    part("begin").hidden = false;
    part("start").onclick = () => this.#start(begin);
    part("start").focus();
    // The figure moves while it is looked at.
    const since = performance.now();
    const preview = () => {
      if (part("begin").hidden) return;
      this.#screen.preview(view.segment, performance.now() - since);
      setTimeout(preview, 50);
    };
    preview();
  }

  async #start(begin) {
    part("start").disabled = true;
    this.#bell.unlock();
    device.mediaKeys({
      play: () => this.#paused && this.#do("pause"),
      pause: () => this.#paused || this.#do("pause"),
      nexttrack: () => this.#do("next"),
      previoustrack: () => this.#do("previous"),
      stop: () => this.#do("stop"),
    });
    try {
      await begin?.();
    } catch (error) {
      device.release();
      part("start").disabled = false;
      if (error.again) part("start").textContent = "Answer the check again";
      part("start").focus();
      const says = `It cannot begin: ${sentence(error.message)}`;
      part("begin-says").textContent = says;
      this.#screen.announce(says);
      return;
    }
    part("begin").hidden = true;
    this.#player.handle("start", this.#clock.now());
    this.#catchUp();
    this.#draw();
    part("controls").querySelector(".pause").focus({ preventScroll: true });
  }

  #listen() {
    part("controls").addEventListener("click", (event) => this.#pressed(event));
    part("settings").addEventListener("click", (event) => this.#pressed(event));
    document.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("visibilitychange", () => {
      this.#tick();
      this.#draw();
    });
    calm.addEventListener("change", () => this.#render());
    part("volume").addEventListener("input", (event) => {
      this.#settings.volume = Number(event.target.value) / 100;
      this.#bell.volume = this.#settings.volume;
      this.#keepSettings();
    });
    part("volume").addEventListener("change", () => this.#bell.ring());
    part("voice").addEventListener("change", (event) => this.#setVoice(event.target.checked));
    part("waits").addEventListener("change", (event) => {
      this.#settings.waits = event.target.checked;
      this.#keepSettings();
    });
    for (const pace of document.getElementsByName("pace"))
      pace.addEventListener("change", () => {
        this.#tick();
        this.#settings.pace = Number(pace.value);
        this.#clock.pace = this.#settings.pace;
        this.#keepSettings();
        this.#wait();
      });
  }

  #showSettings() {
    const { volume, voice, pace, waits } = this.#settings;
    this.#voice.on = voice ?? this.#sheet.voice;
    part("volume").value = String(Math.round(volume * 100));
    part("voice").checked = this.#voice.on;
    part("voice-row").hidden = !this.#voice.available;
    part("waits").checked = waits;
    for (const one of document.getElementsByName("pace")) one.checked = Number(one.value) === pace;
    this.#clock.pace = pace;
  }

  #keepSettings() {
    settings.save(this.#settings);
  }

  #setVoice(on) {
    this.#voice.on = on;
    this.#settings.voice = on;
    part("voice").checked = on;
    this.#keepSettings();
  }

  #pressed(event) {
    const action = event.target.closest("[data-do]")?.dataset.do;
    if (action) this.#do(action);
  }

  #key(event) {
    if (this.#ending || !part("begin").hidden) return;
    const field = event.target.closest?.("input, select, textarea");
    let action = null;
    if (this.#asking) {
      const { asks } = this.#asking;
      const digit = asks === "pain" && /^[0-9]$/.test(event.key);
      if (digit) return this.#digit(event);
      action = actionOf(event, { why: WHY_KEYS, pain: PAIN, effort: EFFORT }[asks] ?? []);
      if (asks === "help" && ["Escape", "q", "?"].includes(event.key)) action = "back";
      if (asks === "trouble" && event.key === "r") action = "retry";
      if (action === null) return;
      event.preventDefault();
      this.#choose(action);
      return;
    }
    // Escape closes what is open; a field keeps the keys that it needs.
    if (event.key === "Escape" && !part("settings").hidden) return this.#do("settings");
    if (field) return;
    action = actionOf(event, PLAYER);
    // The space bar presses the button that it is on.
    const onButton = event.target.closest?.("button, a, summary");
    if (!action || (event.key === " " && onButton && !onButton.matches(".pause"))) return;
    event.preventDefault();
    if (!event.repeat) this.#do(action);
  }

  /** A digit of how strong the pain is: a 1 may become a 10. */
  #digit(event) {
    event.preventDefault();
    if (this.#asking.typed === 1 && event.key === "0") return this.#choose(10);
    if (event.key !== "1") return this.#choose(Number(event.key));
    this.#asking.typed = 1;
    const asking = this.#asking;
    setTimeout(() => {
      if (this.#asking === asking && asking.typed === 1) this.#choose(1);
    }, 900);
  }

  #do(action) {
    if (this.#ending || !part("begin").hidden) return;
    switch (action) {
      case "pause":
        return this.#pauseOrGoOn();
      case "stop":
        return this.#ask(stopping.WHY);
      case "help":
        return this.#help();
      case "settings": {
        const panel = part("settings");
        panel.hidden = !panel.hidden;
        const button = part("controls").querySelector("[data-do=settings]");
        button.setAttribute("aria-expanded", String(!panel.hidden));
        (panel.hidden ? button : part("volume")).focus();
        return;
      }
      case "voice":
        if (!this.#voice.available) return this.#screen.notice("This browser has no voice.");
        this.#setVoice(!this.#voice.on);
        return this.#screen.notice(this.#voice.on ? "The voice is on." : "The voice is off.");
      case "bell": {
        const on = this.#bell.volume > 0;
        this.#settings.volume = on ? 0 : 0.6;
        this.#bell.volume = this.#settings.volume;
        part("volume").value = String(this.#settings.volume * 100);
        this.#keepSettings();
        return this.#screen.notice(on ? "The bell is off." : "The bell is on.");
      }
      default:
        return this.#command(action);
    }
  }

  get #paused() {
    return this.#player.view(this.#clock.now()).state === "paused";
  }

  #pauseOrGoOn() {
    if (!this.#paused) return this.#command("pause");
    const ready = this.#waits;
    this.#command("resume");
    // Who was waited for is ready: the work begins at once.
    if (ready) this.#command("next");
  }

  #command(command) {
    const refused = this.#player.handle(command, this.#clock.now());
    this.#catchUp();
    if (refused && refusal(refused)) {
      this.#screen.notice(refusal(refused));
      this.#screen.announce(refusal(refused));
    }
    this.#draw();
  }

  #tick() {
    this.#player.tick(this.#clock.now());
    this.#catchUp();
    this.#draw();
  }

  /** Takes note of what happened: has it written down, shown, said and rung. */
  #catchUp() {
    const events = this.#player.takeEvents();
    const bodies = events.flatMap((event) => this.#recorder.bodies(event));
    if (bodies.length > 0) this.#record(bodies);
    const says = [];
    let rang = false;
    for (const event of events) {
      const cue = cueOf(event);
      if (cue !== null) this.#screen.cue = cue;
      const told = announced(event);
      if (told) says.push(told);
      const said = spoken(event);
      if (said) this.#voice.say(said);
      rang ||= rings(event);
      document.dispatchEvent(new CustomEvent("session", { detail: event }));
      if (event.event === "session-finished") this.#ending = event;
    }
    if (rang) this.#bell.ring();
    this.#screen.announce(says.join(" "));
    if (events.length > 0) this.#waitForThem(events);
    if (this.#ending) this.#end();
    this.#wait();
  }

  /** Before each part it waits for the person, where the person wants that. */
  #waitForThem(events) {
    const view = this.#player.view(this.#clock.now());
    const began = events.some((event) => event.event === "segment-started");
    const waits = this.#settings.waits && WAITS.includes(view.segment.kind);
    if (view.state === "running" && began && waits) {
      this.#waits = true;
      this.#screen.waiting = "Take your time";
      this.#player.handle("pause", this.#clock.now());
      this.#player.takeEvents();
    } else if (view.state !== "paused" || (began && !waits)) {
      this.#waits = false;
      this.#screen.waiting = "";
    }
  }

  /** Sets the alarm for what is due next. */
  #wait() {
    const due = this.#player.due();
    this.#beat.postMessage(due === null ? null : this.#clock.until(due));
  }

  #draw() {
    cancelAnimationFrame(this.#drawing);
    this.#render();
    const moves = !calm.matches && (this.#player.due() !== null || this.#waits);
    if (moves && document.visibilityState === "visible")
      this.#drawing = requestAnimationFrame(() => this.#frame());
  }

  #frame() {
    const due = this.#player.due();
    if (due !== null && due <= this.#clock.now()) this.#tick();
    else this.#draw();
  }

  #render() {
    const view = this.#player.view(this.#clock.now());
    this.#screen.show(view);
    // Nobody looks at a session that is paused; who is waited for does.
    device.awake(view.state === "running" || (view.state === "paused" && this.#waits));
    device.playing(view, this.#sheet.timeline.name);
  }

  /** Writes down what happened; a segment is on the disk, or with the server, before the next one counts. */
  #record(bodies) {
    const pains = bodies.filter((body) => body.kind === "pain").map((body) => body.body.value);
    // One after the other, and whether or not there is anywhere to keep them.
    for (const pain of pains)
      this.#learning = this.#learning.then(() => before.said(this.#sheet, pain)).catch(() => {});
    this.#unkept.push(...bodies.map((body) => outbox.entryOf(this.#session, body)));
    this.#open += bodies.length;
    document.body.dataset.unsent = String(this.#open);
    this.#keeping = this.#keeping.then(() => this.#keep());
  }

  async #keep() {
    const entries = this.#unkept.splice(0);
    if (entries.length === 0) return;
    try {
      // Where the browser has no room, the server has to take it at once.
      await outbox.keep(entries).catch((error) =>
        outbox.postEntries(this.#session, entries).catch(() => Promise.reject(error)),
      );
      this.#open -= entries.length;
      if (this.#asking?.asks === "trouble") this.#goOn();
      outbox.sendSoon((outcome) => this.#told(outcome));
    } catch (error) {
      this.#unkept.unshift(...entries);
      this.#trouble(error);
    }
  }

  #told({ left, says }) {
    document.body.dataset.unsent = String(left + this.#open);
    const kept = "What you did is kept in this browser, and is sent as soon as it can be";
    part("end-sent").textContent = left > 0 ? `${kept} (${says}).` : "";
    // Who stopped for a reason reads what to do first.
    if (left === 0 && this.#leads) setTimeout(() => location.assign(after(this.#session)), SEEN_MS);
  }

  #hold() {
    if (!this.#asking) this.#ran = !this.#paused;
    this.#player.handle("pause", this.#clock.now());
    this.#catchUp();
    this.#draw();
  }

  #ask(asking) {
    this.#hold();
    this.#asking = { ...asking };
    const keys = { why: WHY_KEYS, effort: EFFORT }[asking.asks] ?? [];
    const keyOf = (action) => keys.find((row) => row[3] === action)?.[1];
    const looks = { back: "go", stop: "alarm", unrated: "alarm", easier: "go", "go-on": "go" };
    const titles = { why: "Why do you stop?", pain: "How strong is the pain, 0 to 10?" };
    over.open({
      title: titles[asking.asks] ?? asking.says,
      kind: asking.asks,
      paragraphs: [],
      choices: stopping
        .choices(asking, this.#sheet)
        .map(([action, says]) => [action, says, keyOf(action), looks[action]]),
      chosen: (action) => this.#choose(action),
    });
  }

  #choose(action) {
    const { asks } = this.#asking;
    if (asks === "help") return this.#goOn();
    if (asks === "trouble") {
      if (action === "leave") return location.assign("/");
      this.#keeping = this.#keeping.then(() => this.#keep());
      return;
    }
    const view = this.#player.view(this.#clock.now());
    if (action === "easier" && !view.can_ease) return;
    const next = stopping.answer(this.#asking, action, this.#sheet, view.can_ease);
    if (next.stay) return this.#ask(next.stay);
    if (next.stop) {
      over.close();
      this.#asking = null;
      const pain = next.pain === undefined ? {} : { pain: next.pain };
      return this.#command({ stop: next.stop, ...pain });
    }
    if (next.note !== undefined) this.#record([painDuring(next.note)]);
    this.#goOn();
    if (next.command) this.#command(next.command);
  }

  #goOn() {
    over.close();
    this.#asking = null;
    // It was held by what lay over it only.
    if (this.#ran) this.#player.handle("resume", this.#clock.now());
    this.#catchUp();
    this.#draw();
  }

  #help() {
    this.#hold();
    this.#asking = { asks: "help" };
    const list = over.element("dl", "", { class: "keys" });
    for (const [, key, says] of PLAYER)
      list.append(over.element("dt", key), over.element("dd", says));
    over.open({
      title: "Keys",
      kind: "help",
      body: list,
      choices: [["back", "Close", "Esc", "go"]],
      chosen: () => this.#goOn(),
    });
  }

  #trouble(error) {
    this.#hold();
    this.#asking = { asks: "trouble" };
    over.open({
      title: "The session is paused: it cannot be written down.",
      kind: "trouble",
      paragraphs: [sentence(error.message)],
      choices: [
        ["retry", "Try again", "r", "go"],
        ["leave", "Leave; what was written stays"],
      ],
      chosen: (action) => this.#choose(action),
    });
  }

  async #end() {
    const { reason, pain, reached_end: whole } = this.#ending;
    device.release();
    this.#beat.postMessage(null);
    part("settings").hidden = true;
    this.#screen.stopped = !whole;
    const says = stopping.advice(this.#sheet, reason, pain);
    part("end-title").textContent = whole ? "Well done" : "Stopped";
    part("end-says").replaceChildren(...says.map((text) => over.element("p", text)));
    part("end").hidden = false;
    this.#render();
    part("end-title").focus({ preventScroll: true });
    await Promise.all([this.#keeping, this.#voice.finished()]);
    if (this.#unkept.length > 0) return;
    this.#leads = says.length === 0;
    outbox.sendSoon((outcome) => this.#told(outcome));
  }
}

/** A message with a full stop at its end. */
const sentence = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

const after = (session) => `/after/${session}`;

/** Makes sure that no other window of this browser plays the session, until this one is left. */
function onlyHere(session) {
  if (!navigator.locks) return Promise.resolve();
  return new Promise((free, taken) => {
    navigator.locks.request(`unhunch-play-${session}`, { ifAvailable: true }, (lock) => {
      if (!lock) return taken(new Error("it is being played in another window"));
      free();
      return new Promise(() => {});
    });
  });
}

/** Takes the session for this browser; without a network it is played all the same. Throws when it may not be
 *  played here and now. */
async function claim(session, sheet) {
  const ask = (what) => outbox.post(`/api/v1/sessions/${session}/${what}`, { player: outbox.player() });
  const unlessOffline = async (error) => {
    if (!(error instanceof outbox.Offline)) throw error;
    await before.check(sheet);
  };
  await onlyHere(session);
  await outbox.sendSoon();
  await ask("resume").catch(unlessOffline);
  const heard = setInterval(() => ask("live").catch(() => {}), LIVE_MS);
  addEventListener("pagehide", () => {
    clearInterval(heard);
    // Whoever leaves the page may go on in a terminal.
    const body = JSON.stringify({ player: outbox.player() });
    const headers = { "content-type": "application/json" };
    const url = `/api/v1/sessions/${session}/release`;
    fetch(url, { method: "POST", headers, body, keepalive: true }).catch(() => {});
  });
}

/** The session's sheet: it stands in the page; without a network, in the browser. */
async function sheetOf(id) {
  const own = JSON.parse(part("sheet").textContent);
  if (own) return { sheet: own, begun: null, sent: true };
  const kept = await outbox.sheetOf(id).catch(() => null);
  return kept && { ...kept, begun: kept.begun ?? null };
}

/** Says that there is nothing to be played. */
function nothing() {
  part("begin").hidden = false;
  part("start").hidden = true;
  part("player").dataset.state = "ready";
  part("begin-title").textContent = "Nothing is kept for today";
  part("begin-says").textContent =
    "Without a network a routine can be played that was planned lately. It is kept when you open “Today”.";
}

/** Plays the session of the page's address, or the one that is kept to be begun without a network. */
async function main() {
  const id = location.pathname.match(/^\/play\/([0-9a-f-]{36})$/)?.[1] ?? "next";
  const found = await sheetOf(id);
  if (!found) return nothing();
  const { sheet } = found;
  if (id === "next" && !(await before.canBegin(sheet, found.proposal.day))) return nothing();
  part("title").textContent = sheet.timeline.name;
  part("begin-title").textContent = sheet.timeline.name;
  document.title = `${sheet.timeline.name} · unhunch`;
  const session = id === "next" ? outbox.newId() : id;
  part("end-on").href = after(session);
  const kept = id === "next" ? [] : await outbox.entriesOf(id).catch(() => []);
  const all = new Map([...sheet.entries, ...kept].map((entry) => [entry.id, entry]));
  const entries = [...all.values()].sort(outbox.byId);
  if (entries.some((entry) => entry.kind === "session-ended")) {
    await outbox.sendSoon();
    location.replace(after(session));
    return;
  }
  const played = entries.filter((entry) => entry.kind === "segment-finished");
  let player;
  try {
    const again = played.length > 0 || entries.some((entry) => entry.kind === "easier-taken");
    player = new Player(sheet.timeline, again ? resumeFrom(entries) : null);
  } catch (error) {
    // It was left between its last second and its end.
    const whole = error instanceof NothingLeft;
    const ms = played.reduce((sum, entry) => sum + entry.body.played_ms, 0);
    const body = { reason: whole ? "done" : "interrupted", played_ms: ms };
    await outbox.keep([outbox.entryOf(session, { kind: "session-ended", body })]);
    await outbox.sendSoon();
    location.replace(after(session));
    return;
  }
  const play = new Play(sheet, session, player, entries);
  if (id === "next") {
    play.offer(async () => {
      const pain = await before.begin(sheet);
      await outbox.begin(session, found, pain);
      history.replaceState(null, "", `/play/${session}`);
      outbox.sendSoon();
    });
    return;
  }
  // A reload without a network finds it here.
  const { begun, sent } = found;
  outbox.keepSheet({ id, sheet, begun, sent }).catch(() => {});
  outbox.sendSoon();
  play.offer(() => claim(id, sheet));
}

main();
// Whoever was quick to come here has the pages kept all the same, and can load this one again without a network.
navigator.serviceWorker?.register("/sw.js").catch(() => {});
