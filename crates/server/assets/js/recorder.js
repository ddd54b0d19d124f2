/**
 * From the player's events to what the journal keeps, and back when a session is gone on with. The same as
 * `crates/core/src/session`; bodies are `{kind, body}` in the JSON of journal entries.
 */

const SIDES = ["left", "right", "both"];

/** An object without what is `null` or undefined: what is absent is not written. */
const present = (fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => (value ?? null) !== null));

/** Ms of work by side. */
function workMs(segments) {
  const ms = { left: 0, right: 0, both: 0 };
  for (const { kind, side, duration_ms } of segments)
    if (kind === "work") ms[side ?? "both"] += duration_ms;
  return ms;
}

/** Turns what the player tells into what the journal keeps. */
export class Recorder {
  #items;
  /** Items that are recorded as finished, and as skipped. */
  #finished = new Set();
  #skipped = new Set();

  /** A recorder of a session, after the entries that it has so far. */
  constructor(timeline, entries = []) {
    this.#items = timeline.items.map((item, index) => ({
      technique: item.technique,
      easier: item.easier?.technique ?? null,
      planned: workMs(timeline.segments.filter((segment) => segment.item === index)),
      plannedEasier: workMs(item.easier?.segments ?? []),
    }));
    let item = null;
    for (const { kind, body } of entries) {
      if (kind === "segment-finished") item = body.item ?? null;
      else if (kind === "technique-finished" && item !== null) this.#finished.add(item);
      else if (kind === "technique-skipped" && item !== null) this.#skipped.add(item);
    }
  }

  /** What the journal keeps of an event, in order. */
  bodies(event) {
    switch (event.event) {
      case "segment-finished":
        return [this.#segment(event)];
      case "swapped":
        return [
          { kind: "easier-taken", body: { item: event.item, technique: event.technique } },
        ];
      case "technique-finished":
      case "technique-skipped":
        return this.#left(event);
      case "session-finished":
        return this.#ended(event);
      default:
        return [];
    }
  }

  #segment(event) {
    const item = this.#items[event.item] ?? null;
    return {
      kind: "segment-finished",
      body: present({
        segment: event.segment,
        item: event.item,
        easier: event.easier || null,
        technique: event.easier ? item?.easier : item?.technique,
        side: event.side,
        set: event.set,
        count: event.count,
        planned_ms: event.planned_ms,
        played_ms: event.played_ms,
        complete: event.complete,
      }),
    };
  }

  /** What an item comes to when it is left. */
  #left(report) {
    if (this.#isMostlyDone(report)) {
      if (this.#finished.has(report.item)) return [];
      this.#finished.add(report.item);
      return [finished(report)];
    }
    if (this.#finished.has(report.item) || this.#skipped.has(report.item)) return [];
    this.#skipped.add(report.item);
    return [{ kind: "technique-skipped", body: { technique: report.technique } }];
  }

  #ended({ reason, pain, played_ms, before_ms, items }) {
    const bodies = items
      .filter((report) => this.#isMostlyDone(report))
      .flatMap((report) => this.#left(report));
    if ((pain ?? null) !== null) bodies.push(painDuring(pain));
    bodies.push({
      kind: "session-ended",
      body: { reason, played_ms: played_ms + before_ms },
    });
    return bodies;
  }

  /** Whether all of it was played, or at least half of the work on every side that it has. */
  #isMostlyDone(report) {
    if (report.outcome === "done") return true;
    const item = this.#items[report.item];
    if (!item) return false;
    const planned = item.easier !== null && report.easier ? item.plannedEasier : item.planned;
    return (
      SIDES.every((side) => (report.work[side]?.played_ms ?? 0) * 2 >= planned[side]) &&
      SIDES.some((side) => planned[side] > 0)
    );
  }
}

function finished({ technique, work }) {
  const ms = (side) => work[side]?.played_ms ?? 0;
  const seconds = (ms) => Math.floor(ms / 1000);
  return {
    kind: "technique-finished",
    body: {
      technique,
      seconds: seconds(ms("left") + ms("right") + ms("both")),
      left_s: seconds(ms("left")),
      right_s: seconds(ms("right")),
    },
  };
}

/** Pain that was said in the middle of a session. */
export const painDuring = (value) => ({ kind: "pain", body: { value, when: "during" } });

/** What a player needs to go on after a session's entries: `{finished, swapped, skipped}`. */
export function resumeFrom(entries) {
  const finished = [];
  const swapped = [];
  let skipped = [];
  // Leaving a technique out ends its segment first, so that segment names the item.
  let last = null;
  for (const { kind, body } of entries) {
    if (kind === "segment-finished") {
      last = body.item ?? null;
      // Who goes back to what was left out does not leave it out any more.
      skipped = skipped.filter((item) => item !== last);
      finished.push({
        item: last,
        segment: body.segment,
        easier: body.easier ?? false,
        count: body.count ?? null,
        played_ms: body.played_ms,
        complete: body.complete,
      });
    } else if (kind === "easier-taken") swapped.push(body.item);
    else if (kind === "technique-skipped" && last !== null) skipped.push(last);
  }
  return { finished, swapped, skipped };
}
