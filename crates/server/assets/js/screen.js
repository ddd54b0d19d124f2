/** What is seen of a session: writes a view into the page, and only what has changed. */

import { Stage } from "./figure.js";
import { ease } from "./moment.js";
import { sight } from "./words.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const part = (id) => document.getElementById(id);

export class Screen {
  #sheet;
  #stage = new Stage(part("figure"));
  #texts = new Map();
  #waiting = "";
  #noticed = 0;
  /** Whether the session was stopped before its end. */
  stopped = false;

  constructor(sheet) {
    this.#sheet = sheet;
  }

  /** Fetches the figures of a timeline, so that they are there when their turn comes. */
  prepare(timeline) {
    for (const item of timeline.items) {
      this.#stage.load(item.technique);
      if (item.easier) this.#stage.load(item.easier.technique);
    }
  }

  set state(state) {
    const player = part("player");
    if (player.dataset.state !== state) player.dataset.state = state;
    const held = state === "paused";
    this.#text("pause-says", held ? (this.#waiting ? "Ready" : "Go on") : "Pause");
  }

  /** Why nothing runs although nobody paused: the person takes the time that they need. */
  set waiting(says) {
    this.#waiting = says;
  }

  set cue(text) {
    this.#text("cue", text);
  }

  /** An answer to what was pressed, for a while. */
  notice(text) {
    this.#text("notice", text);
    clearTimeout(this.#noticed);
    this.#noticed = setTimeout(() => this.#text("notice", ""), 5000);
  }

  /** Tells who listens to the page. */
  announce(text) {
    if (!text) return;
    const status = part("status");
    status.textContent = status.textContent === text ? `${text}\u00a0` : text;
  }

  /** Shows a segment's movement in advance, for as long as it is looked at. */
  preview(segment, ms) {
    this.#stage.show({ ...segment, kind: "get-ready", duration_ms: Infinity }, Math.floor(ms));
  }

  show(view) {
    const seen = sight(view, this.#sheet);
    const { segment } = view;
    this.state = view.state;
    const paused = view.state === "paused" ? this.#waiting || seen.paused : "";
    this.#text("kind", paused || seen.kind);
    this.#text("name", seen.name);
    this.#text("detail", seen.detail);
    const waits = view.state === "paused" && this.#waiting !== "";
    this.#text("seconds", view.state === "finished" || waits ? "" : seen.seconds);
    this.#text("movement", seen.movement);
    this.#text("feel", seen.feel === this.#texts.get("cue") ? "" : seen.feel);
    this.#text("next", seen.next ? `Next: ${seen.next}` : "");
    this.#text("left", seen.left);
    const player = part("player");
    player.dataset.kind = segment.kind;
    player.classList.toggle("long", seen.seconds.length > 2);
    player.classList.toggle("eased", seen.easier);
    const left = view.remaining_ms / Math.max(1, segment.duration_ms);
    part("ring").style.strokeDashoffset = String((100 * (1 - left)).toFixed(2));
    part("disc").style.transform = `scale(${this.#size(view).toFixed(3)})`;
    player.classList.toggle("waits", waits);
    // Who takes their time sees the movement in advance, over and over.
    if (waits) this.preview(segment, performance.now());
    else this.#stage.show(segment, view.elapsed_ms);
    const whole = part("whole");
    // Who stops has not done the whole: it stays as far as it came.
    if (this.stopped) return;
    const percent = Math.round(seen.part * 100);
    if (whole.getAttribute("aria-valuenow") !== String(percent)) {
      whole.setAttribute("aria-valuenow", percent);
      whole.setAttribute("aria-valuetext", `${seen.left} left`);
    }
    part("whole-part").style.transform = `scaleX(${seen.part.toFixed(4)})`;
    for (const button of document.querySelectorAll("[data-do=easier]"))
      button.disabled = !view.can_ease;
  }

  /** How large the disc is that breathes with the person: it grows with the way out and with breathing in. */
  #size({ movement, segment }) {
    if (calm.matches || !movement || segment.kind !== "work") return 1;
    const done = ease(1 - movement.left_ms / Math.max(1, movement.ms));
    const small = 0.72;
    const grown = { there: done, in: done, hold: 1, back: 1 - done, out: 1 - done };
    return small + (1 - small) * grown[movement.movement];
  }

  #text(id, text) {
    if (this.#texts.get(id) === text) return;
    this.#texts.set(id, text);
    part(id).textContent = text;
  }
}
