/**
 * The player: a state machine that plays a timeline, without a clock and without a page.
 *
 * It does what core's player does (`crates/core/src/player`), to the letter of `tests/journeys/README.md`, and is
 * held to it by the journeys and by comparison on random sessions. All times are whole milliseconds of any
 * monotonic clock.
 *
 *     const player = new Player(timeline);
 *     const refused = player.handle("start", now);
 *     for (const event of player.takeEvents()) show(event);
 *     wait until player.due(), then player.tick(now)
 */

import { Queue, addSides, addWork, countOf } from "./queue.js";

/** How far past the next due time a call may come before the player pauses, in ms. */
export const MAX_GAP_MS = 10_000;

/** The offset into a slot's segment at which something is due next; at or after `position`. */
function nextDue(slot, position) {
  const { duration_ms: duration, cues } = slot.segment;
  const left = Math.max(0, duration - position);
  const tick = duration - Math.floor(Math.max(0, left - 1) / 1000) * 1000;
  const cue = cues?.[slot.said]?.offset_ms ?? duration;
  return Math.max(position, Math.min(duration, tick, cue));
}

/** Plays a timeline. */
export class Player {
  #timeline;
  #queue;
  /** What is known of each item beside its segments. */
  #tallies;
  #events = [];
  /** `ready`, `running`, `paused` or `finished`. */
  #phase = "ready";
  /** Why it is paused or finished. */
  #reason = null;
  #pausedSince = 0;
  #current = 0;
  #position = 0;
  #clock = 0;
  /** The position that the last work was done in. */
  #posture = null;
  #resumed = false;
  #played = 0;
  #paused = 0;
  #before = 0;

  /** A player at the beginning of a timeline; or one that goes on with what `resume` says was played of it:
   *  `{at?, finished?, swapped?, skipped?}`. Throws where that does not go together or nothing is left. */
  constructor(timeline, resume = null) {
    this.#timeline = timeline;
    this.#queue = new Queue(timeline);
    this.#tallies = timeline.items.map(() => ({
      played: {},
      begun: false,
      swapped: false,
      skipped: false,
      told: false,
    }));
    if (resume) this.#goOnFrom(resume);
  }

  get timeline() {
    return this.#timeline;
  }

  /** Lets the time pass up to `now`. */
  tick(now) {
    const at = Math.max(now, this.#clock);
    const due = this.due() ?? at;
    if (at > due + MAX_GAP_MS) {
      this.#playTo(due);
      if (this.#phase === "running") this.#pause("gap", at - due);
    }
    this.#playTo(at);
  }

  /** Lets the time pass up to `now`, then obeys a command: `start`, `pause`, `resume`, `next`, `previous`,
   *  `restart`, `extend`, `skip-technique`, `easier` or `{stop: reason, pain?}`. Returns why it is refused, or
   *  `null`; a refused command changes nothing. */
  handle(command, now) {
    this.tick(now);
    const refused = this.#obey(command);
    // What the command began may say something at once.
    if (!refused) this.#playTo(this.#clock);
    return refused;
  }

  /** When `tick` is to be called next: after a call, always later than its time. `null` while no time runs. */
  due() {
    if (this.#phase !== "running") return null;
    const slot = this.#queue.get(this.#current);
    return slot ? this.#clock + nextDue(slot, this.#position) - this.#position : null;
  }

  /** Takes out what happened, oldest first. */
  takeEvents() {
    return this.#events.splice(0);
  }

  /** How it stands at `now`, without letting time pass. */
  view(now) {
    const current = Math.min(this.#current, this.#queue.length - 1);
    const { segment } = this.#queue.get(current);
    const left = Math.max(0, segment.duration_ms - this.#position);
    const since = Math.min(left, Math.max(0, now - this.#clock));
    const passed = this.#phase === "running" ? since : 0;
    const items = this.#timeline.items;
    const at = segment.item ?? null;
    const item = at === null ? null : items[at];
    const swapped = at !== null && this.#tallies[at].swapped;
    const easier = (swapped && item.easier) || null;
    const active = this.#phase === "running" || this.#phase === "paused";
    const elapsed = this.#position + passed;
    const ahead = this.#queue.msFrom(current + 1);
    return {
      state: this.#phase,
      reason: this.#reason,
      segment,
      elapsed_ms: elapsed,
      remaining_ms: left - passed,
      movement: movementAt(segment, elapsed),
      item,
      name: easier?.name ?? item?.name ?? "",
      how: easier?.how ?? null,
      can_ease: active && Boolean(item?.easier) && !swapped,
      next: at === null ? null : (items[at + 1] ?? null),
      played_ms: this.#played + passed,
      before_ms: this.#before,
      left_ms: this.#phase === "finished" ? 0 : ahead + left - passed,
      resumed: this.#resumed,
    };
  }

  #tell(event, fields = {}) {
    this.#events.push({ at: this.#clock, event, ...fields });
  }

  #obey(command) {
    if (this.#phase === "finished") return "finished";
    if (this.#phase === "ready") return command === "start" ? this.#start() : "not-started";
    const at = this.#current;
    switch (command) {
      case "start":
        return "already-started";
      case "pause":
        if (this.#phase === "paused") return "already-paused";
        return this.#pause("asked");
      case "resume":
        if (this.#phase === "running") return "not-paused";
        this.#paused += this.#clock - this.#pausedSince;
        this.#phase = "running";
        this.#reason = null;
        this.#tell("resumed");
        return null;
      case "next":
        this.#endSegment(false);
        return this.#goOn(this.#queue.unitEnd(at));
      case "previous": {
        const before = this.#queue.unitStart(at) - 1;
        if (before < 0) return "nothing-before";
        this.#endSegment(false);
        return this.#begin(this.#queue.unitStart(before));
      }
      case "restart":
        this.#endSegment(false);
        return this.#begin(this.#queue.unitStart(at));
      case "extend":
        return this.#extend();
      case "skip-technique":
        return this.#skip();
      case "easier":
        return this.#swap();
      default:
        return this.#stop(command.stop, command.pain ?? null);
    }
  }

  #start() {
    this.#phase = "running";
    this.#tell("session-started", {
      resumed: this.#resumed,
      total_ms: this.#timeline.total_ms,
    });
    if (this.#resumed) {
      const at = this.#current;
      if (this.#queue.get(at).segment.kind !== "get-ready") this.#queue.getReadyAgain(at);
      if (this.#queue.get(at).segment.kind === "get-ready") {
        this.#queue.get(at).addMove();
        this.#announce(at, "Welcome back.");
      }
    }
    return this.#begin(this.#current);
  }

  /** Lets the getting ready at `at` say `greeting` and what announces its item, or what its easier step says
   *  itself; anything else stays as it is. */
  #announce(at, greeting) {
    const slot = this.#queue.get(at);
    if (slot?.segment.kind !== "get-ready") return;
    const says = slot.easier ? slot.segment.cue : this.#timeline.items[slot.item].announce;
    slot.change({ cue: `${greeting} ${says}` });
  }

  #pause(reason, gapMs) {
    this.#phase = "paused";
    this.#reason = reason;
    this.#pausedSince = this.#clock;
    this.#tell("paused", gapMs === undefined ? { reason } : { reason, gap_ms: gapMs });
    return null;
  }

  #extend() {
    const place = this.#queue.get(this.#current).place();
    if (place.item === null) return "no-technique";
    const longer = this.#queue.extend(this.#current);
    if (!longer) return "extended-enough";
    this.#tell("extended", { ...place, ...longer });
    return null;
  }

  #skip() {
    const item = this.#queue.item(this.#current);
    if (item === null) return "no-technique";
    this.#endSegment(false);
    this.#tallies[item].skipped = true;
    const next = this.#queue.itemEnd(this.#current);
    if (!this.#tallies[item].begun) this.#announce(next, "Next:");
    this.#tell("technique-skipped", this.#report(item));
    return this.#begin(next);
  }

  #swap() {
    const index = this.#queue.item(this.#current);
    if (index === null) return "no-technique";
    const item = this.#timeline.items[index];
    if (this.#tallies[index].swapped || item.is_easier) return "already-easier";
    if (!item.easier) return "no-easier-step";
    const goesOn = this.#queue.get(this.#current).segment.kind === "get-ready";
    if (!goesOn) this.#endSegment(false);
    this.#queue.swap(this.#current, item.easier);
    this.#tallies[index].swapped = true;
    const { technique, name, how } = item.easier;
    this.#tell("swapped", { item: index, technique, name, how });
    if (!goesOn) this.#begin(this.#current);
    return null;
  }

  #stop(reason, pain) {
    if (pain !== null && (pain > 10 || reason !== "pain")) return "pain-out-of-range";
    this.#endSegment(false);
    return this.#finish(reason, pain, false);
  }

  /** Plays everything that falls due up to `now`, in order, and stays there. */
  #playTo(now) {
    for (let due = this.due(); due !== null && due <= now; due = this.due()) {
      const before = this.#position;
      this.#moveClock(due);
      this.#fallDue(before);
    }
    this.#moveClock(now);
  }

  #moveClock(to) {
    const passed = Math.max(0, to - this.#clock);
    this.#clock += passed;
    if (this.#phase === "running") {
      this.#position += passed;
      this.#played += passed;
    }
  }

  /** Says and does what is due at the present position; `before` is the position before it. */
  #fallDue(before) {
    const slot = this.#queue.get(this.#current);
    const { cues = [], duration_ms: duration } = slot.segment;
    while (slot.said < cues.length && cues[slot.said].offset_ms <= this.#position) {
      const { kind, text } = cues[slot.said];
      slot.said += 1;
      this.#tell("cue", { kind, text });
    }
    const left = Math.max(0, duration - this.#position);
    // A cue at the very position does not make the same tick fall due twice.
    if (left > 0 && left % 1000 === 0 && this.#position > before)
      this.#tell("tick", { remaining_s: left / 1000 });
    if (left === 0) {
      this.#endSegment(true);
      this.#goOn(this.#current + 1);
    }
  }

  /** Begins the slot at `at`. */
  #begin(at) {
    this.#current = at;
    this.#position = 0;
    const slot = this.#queue.get(at);
    if (!slot) return null;
    slot.said = 0;
    const position = slot.segment.position ?? null;
    if (slot.segment.kind === "get-ready" && position !== this.#posture && slot.addMove())
      this.#announce(at, "Next:");
    const { segment } = slot;
    if (segment.kind === "work") {
      this.#posture = position;
      if (slot.item !== null) this.#tallies[slot.item].begun = true;
    }
    this.#tell("segment-started", {
      ...slot.place(),
      kind: segment.kind,
      side: segment.side ?? null,
      set: segment.set ?? null,
      planned_ms: segment.duration_ms,
      cue: segment.cue,
    });
    return null;
  }

  /** Ends the current slot where it is, and counts it. */
  #endSegment(complete) {
    const slot = this.#queue.get(this.#current);
    if (!slot) return;
    const again = slot.done && complete;
    slot.done ||= complete;
    const { segment } = slot;
    const played = this.#position;
    if (segment.kind === "work" && slot.item !== null)
      addWork(this.#tallies[slot.item].played, segment.side, { played_ms: played, done: 0, of: 0 });
    this.#tell("segment-finished", {
      ...slot.place(),
      kind: segment.kind,
      side: segment.side ?? null,
      set: segment.set ?? null,
      planned_ms: segment.duration_ms,
      played_ms: played,
      complete,
      again,
    });
  }

  /** Goes on to the slot at `next`, from the one that was just ended. */
  #goOn(next) {
    const item = this.#queue.item(this.#current);
    if (item !== null && this.#queue.item(next) !== item) {
      const again = this.#tallies[item].told;
      this.#tallies[item].told = true;
      this.#tell("technique-finished", { ...this.#report(item), again });
    }
    return next < this.#queue.length ? this.#begin(next) : this.#finish("done", null, true);
  }

  #finish(reason, pain, reachedEnd) {
    if (this.#phase === "paused") this.#paused += this.#clock - this.#pausedSince;
    this.#phase = "finished";
    this.#reason = reason;
    const items = this.#timeline.items.map((_, item) => this.#report(item));
    const work = {};
    for (const item of items) addSides(work, item.work);
    this.#tell("session-finished", {
      reason,
      ...(pain === null ? {} : { pain }),
      reached_end: reachedEnd,
      played_ms: this.#played,
      paused_ms: this.#paused,
      before_ms: this.#before,
      work,
      items,
    });
    return null;
  }

  /** What has become of an item so far. */
  #report(index) {
    const item = this.#timeline.items[index];
    const tally = this.#tallies[index];
    const work = this.#queue.counts(index);
    addSides(work, tally.played);
    const whole = Object.values(work).every((side) => side.done === side.of);
    const rest = tally.skipped ? "skipped" : tally.begun ? "partial" : "not-reached";
    return {
      item: index,
      technique: tally.swapped ? item.easier.technique : item.technique,
      easier: tally.swapped || item.is_easier,
      outcome: whole ? "done" : rest,
      work,
    };
  }

  #goOnFrom({ at = null, finished = [], swapped = [], skipped = [] }) {
    this.#resumed = true;
    for (const one of finished) this.#recount(one);
    for (const item of swapped) this.#swapBefore(item);
    if (at?.easier && (at.item ?? null) !== null) this.#swapBefore(at.item);
    for (const item of skipped) {
      if (!this.#tallies[item]) throw new ResumeError(`there is no item ${item}`);
      this.#tallies[item].skipped = true;
    }
    if (at) {
      this.#current = this.#slotOf(at, null);
      if (this.#current < 0) throw new ResumeError(`there is no segment ${at.segment}`);
    } else {
      this.#passWhatIsDone();
      const here = this.#queue.item(this.#current);
      if (here !== null && this.#tallies[here].skipped)
        this.#current = this.#queue.itemEnd(this.#current);
    }
    if (this.#current >= this.#queue.length) throw new NothingLeft();
  }

  /** Counts a segment that was played before, and moves to where it left off. */
  #recount(finished) {
    const item = finished.item ?? null;
    if (finished.easier) this.#swapBefore(item);
    const list = finished.easier
      ? (this.#timeline.items[item]?.easier?.segments ?? [])
      : this.#timeline.segments;
    const own = list[finished.segment];
    if (!own || (own.item ?? null) !== item)
      throw new ResumeError(`there is no segment ${finished.segment} like that`);
    this.#before += finished.played_ms;
    if (own.kind === "work" && item !== null) {
      this.#tallies[item].begun = true;
      const work = { played_ms: finished.played_ms, done: 0, of: 0 };
      addWork(this.#tallies[item].played, own.side, work);
    }
    // What an easier step replaced is known, but stands in the queue no more.
    const at = this.#slotOf(finished, finished.count ?? null);
    if (at < 0) return;
    this.#queue.get(at).done ||= finished.complete;
    this.#current = at + (finished.complete ? 1 : 0);
  }

  /** Takes an item's easier step where it was taken before: at the current slot if that is in the item, else
   *  after what was done of the item. */
  #swapBefore(item) {
    const tally = this.#tallies[item];
    const easier = this.#timeline.items[item]?.easier;
    if (tally?.swapped) return;
    if (!tally || !easier) throw new ResumeError(`there is no item ${item} with an easier step`);
    tally.swapped = true;
    const first = this.#queue.slots.findIndex((slot) => slot.item === item);
    const end = this.#queue.itemEnd(first);
    let at = this.#current;
    if (at < first || at >= end) {
      at = first;
      for (let n = end - 1; n >= first; n -= 1) {
        if (this.#queue.get(n).done) {
          at = Math.min(n + 1, end - 1);
          break;
        }
      }
    }
    this.#queue.swap(at, easier);
  }

  /** The slot of a segment, or -1; a repetition that was added by extending is where the last one is. */
  #slotOf({ item, segment, easier }, count) {
    return this.#queue.slots.findIndex(
      (slot) =>
        slot.item === (item ?? null) &&
        slot.segment.index === segment &&
        slot.easier === easier &&
        (count === null || (countOf(slot.segment) ?? 0) <= count),
    );
  }

  /** Having got ready again for something that was done in part goes on after that part. */
  #passWhatIsDone() {
    const ready = this.#queue.get(this.#current - 1);
    if (ready?.segment.kind !== "get-ready") return;
    for (
      let slot = this.#queue.get(this.#current);
      slot?.done && slot.item === ready.item;
      slot = this.#queue.get(this.#current)
    )
      this.#current += 1;
  }
}

/** The part of a repetition or breath at an offset, and the ms left of it; `null` where there is none. */
export function movementAt(segment, offset) {
  let end = 0;
  for (const { movement, ms } of segment.phases ?? []) {
    end += ms;
    if (offset < end) return { movement, left_ms: end - offset, ms };
  }
  return null;
}

/** An earlier session does not go with its timeline. */
export class ResumeError extends Error {}

/** An earlier session was played to its end. */
export class NothingLeft extends ResumeError {}
