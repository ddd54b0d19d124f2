/**
 * What is played, in order: a timeline's segments, with the easier steps and extensions that were asked for.
 * The same as `crates/core/src/player/queue.rs`; `tests/journeys/README.md` says it to the letter.
 *
 * Segments are never changed, only replaced by changed copies, so a timeline can be shared.
 */

const EXTEND_MS = 10_000;
const MAX_EXTENDS = 12;
/** The most repetitions or breaths that one extension adds, however short they are. */
const MAX_ADDED = 10;
/** What taking a position adds to a getting ready, in ms. */
const MOVE_MS = 10_000;

const SIDES = ["left", "right", "both"];

/** Whether two values of a segment are the same; absent and `null` are. */
export const same = (a, b) => (a ?? null) === (b ?? null);

/** Which repetition, breath or spot a segment is, from 1; `null` for a single hold or for what is no work. */
export const countOf = (segment) => segment.rep ?? segment.breath ?? segment.spot ?? null;

/** How many repetitions, breaths or spots there are beside it. */
export const countsOf = (segment) => segment.reps ?? segment.breaths ?? segment.spots ?? null;

/** Whether a segment is one of several repetitions or breaths at a tempo. */
export const isPaced = (segment) =>
  segment.kind === "work" && (segment.rep ?? segment.breath ?? null) !== null;

const countsToTheEnd = (cue) => cue.kind === "last-five" || cue.kind === "countdown";

/** Adds work `{played_ms, done, of}` on a side (`null`: on both at once) to work by side. */
export function addWork(sides, side, work) {
  const own = (sides[side ?? "both"] ??= { played_ms: 0, done: 0, of: 0 });
  own.played_ms += work.played_ms;
  own.done += work.done;
  own.of += work.of;
}

/** Adds work by side to other work by side. */
export function addSides(sides, other) {
  for (const side of SIDES) if (other[side]) addWork(sides, side, other[side]);
}

/** A segment in its place in the queue. */
class Slot {
  constructor(segment, easier, extended = 0) {
    this.segment = segment;
    /** Whether it belongs to its item's easier step. */
    this.easier = easier;
    /** Whether it was played from beginning to end. */
    this.done = false;
    /** How often it was extended. */
    this.extended = extended;
    /** How many of its cues were said since it was begun. */
    this.said = 0;
  }

  get item() {
    return this.segment.item ?? null;
  }

  /** Which segment it is. */
  place() {
    const { index } = this.segment;
    return { segment: index, easier: this.easier, item: this.item, count: countOf(this.segment) };
  }

  /** Whether `other` is another repetition or breath of the same pass. */
  sharesUnit(other) {
    const [a, b] = [this.segment, other.segment];
    return (
      this.easier === other.easier &&
      isPaced(a) &&
      isPaced(b) &&
      same(a.item, b.item) &&
      same(a.technique, b.technique) &&
      same(a.set, b.set) &&
      same(a.side, b.side) &&
      same(a.direction, b.direction)
    );
  }

  /** Whether `other` is the same work on the other side. */
  isMirroredBy(other) {
    const [a, b] = [this.segment, other.segment];
    return (
      this.easier === other.easier &&
      a.kind === "work" &&
      b.kind === "work" &&
      same(a.item, b.item) &&
      same(a.set, b.set) &&
      same(a.direction, b.direction) &&
      same(a.spot, b.spot) &&
      b.side === { left: "right", right: "left" }[a.side] &&
      !same(a.side, null)
    );
  }

  /** Replaces some of its segment. */
  change(changes) {
    this.segment = { ...this.segment, ...changes };
  }

  /** Makes it longer. Cues that count to the end move with it and are said again if they were; half-way moves
   *  to the new half unless it was said. */
  lengthen(byMs) {
    const duration = this.segment.duration_ms + byMs;
    const said = [];
    const open = [];
    (this.segment.cues ?? []).forEach((cue, at) => {
      if (countsToTheEnd(cue)) open.push({ ...cue, offset_ms: cue.offset_ms + byMs });
      else if (at < this.said) said.push(cue);
      else if (cue.kind === "half-way" && !isPaced(this.segment))
        open.push({ ...cue, offset_ms: Math.floor(duration / 2) });
      else open.push(cue);
    });
    open.sort((a, b) => a.offset_ms - b.offset_ms);
    this.said = said.length;
    this.change({ duration_ms: duration, cues: [...said, ...open] });
  }

  /** Adds the time to take the position, once. Whether it was added now. */
  addMove() {
    if (this.segment.moves) return false;
    this.change({ moves: true });
    this.lengthen(MOVE_MS);
    return true;
  }
}

/** The slots, in the order in which they are played. The last one is the closing. */
export class Queue {
  constructor(timeline) {
    this.slots = timeline.segments.map((segment) => new Slot(segment, false));
    /** Work that was done in slots that an easier step replaced, by item. */
    this.replaced = timeline.items.map(() => ({}));
  }

  get(at) {
    return this.slots[at];
  }

  get length() {
    return this.slots.length;
  }

  /** The ms of all slots from `at` on. */
  msFrom(at) {
    let sum = 0;
    for (let n = at; n < this.slots.length; n += 1) sum += this.slots[n].segment.duration_ms;
    return sum;
  }

  /** The item of the slot at `at`; `null` in the closing and past the end. */
  item(at) {
    return this.slots[at]?.item ?? null;
  }

  /** The first slot of the unit that `at` belongs to: its pass, for repetitions and breaths, or itself. */
  unitStart(at) {
    let start = at;
    while (start > 0 && this.slots[start - 1].sharesUnit(this.slots[at])) start -= 1;
    return start;
  }

  /** One past the last slot of the unit that `at` belongs to. */
  unitEnd(at) {
    let end = at + 1;
    while (end < this.slots.length && this.slots[end].sharesUnit(this.slots[at])) end += 1;
    return end;
  }

  /** One past the last slot of the item that `at` belongs to. */
  itemEnd(at) {
    const item = this.item(at);
    let end = at;
    while (end < this.slots.length && this.slots[end].item === item) end += 1;
    return end;
  }

  /** How many work segments an item has and how many are done, by side. */
  counts(item) {
    const sides = {};
    addSides(sides, this.replaced[item] ?? {});
    for (const slot of this.slots)
      if (slot.item === item && slot.segment.kind === "work")
        addWork(sides, slot.segment.side, { played_ms: 0, done: slot.done ? 1 : 0, of: 1 });
    return sides;
  }

  /** Makes the unit at `at` longer, and the same work on the other side if that comes later. By how much, and
   *  whether there was another side; `null` when it was extended often enough. */
  extend(at) {
    const own = this.slots[at];
    if (own.extended >= MAX_EXTENDS) return null;
    const after = this.unitEnd(at);
    const mirror = this.slots.findIndex((slot, n) => n >= after && own.isMirroredBy(slot));
    // The later one first, so that added slots do not move it.
    if (mirror >= 0) this.#extendUnit(mirror);
    return { by_ms: this.#extendUnit(at), other_side: mirror >= 0 };
  }

  #extendUnit(at) {
    const [start, end] = [this.unitStart(at), this.unitEnd(at)];
    for (const slot of this.slots.slice(start, end)) slot.extended += 1;
    const last = this.slots[end - 1];
    if (!isPaced(last.segment)) {
      last.lengthen(EXTEND_MS);
      return EXTEND_MS;
    }
    const eachMs = Math.max(1, last.segment.duration_ms);
    const added = Math.min(MAX_ADDED, Math.ceil(EXTEND_MS / eachMs));
    // Which one is the last changes; the rest of what is said stays.
    const cues = last.segment.cues ?? [];
    const lastOne = cues.findIndex((cue) => cue.kind === "last-one");
    if (lastOne >= 0) {
      if (lastOne < last.said) last.said -= 1;
      last.change({ cues: cues.filter((_, n) => n !== lastOne) });
    }
    const number = (last.segment.rep ?? null) !== null ? "rep" : "breath";
    const total = countOf(last.segment) + added;
    const more = [];
    for (let count = countOf(last.segment) + 1; count <= total; count += 1) {
      const segment = { ...last.segment, [number]: count, cue: String(count), cues: [] };
      more.push(new Slot(segment, last.easier, last.extended));
    }
    if (lastOne >= 0) more.at(-1).change({ cues: [cues[lastOne]] });
    this.slots.splice(end, 0, ...more);
    for (const slot of this.slots.slice(start, this.unitEnd(at))) slot.change({ [`${number}s`]: total });
    return added * eachMs;
  }

  /** Puts an easier step in the place of what its item still has, from the slot at `at` on.
   *
   *  While getting ready, that goes on, and the whole work of the easier step follows it. Later, the slot at
   *  `at` goes as well; the easier step's own getting ready takes its place, and its work follows from the first
   *  pass on the side and in the direction that is due, in the same set or its last one. */
  swap(at, easier) {
    const end = this.itemEnd(at);
    let from = at + 1;
    let chosen = easier.segments.slice(1);
    if (this.slots[at].segment.kind !== "get-ready") {
      const due = this.slots.slice(at, end).find((slot) => slot.segment.kind === "work");
      const work = due ? matching(due.segment, easier) : 1;
      from = at;
      chosen = [...easier.segments.slice(0, 1), ...easier.segments.slice(work)];
    }
    const slots = chosen.map((segment) => new Slot(segment, true));
    for (const old of this.slots.splice(from, end - from, ...slots))
      if (old.done && old.segment.kind === "work" && old.item !== null)
        addWork(this.replaced[old.item], old.segment.side, { played_ms: 0, done: 1, of: 1 });
  }

  /** Puts a copy of its item's getting ready in front of the slot at `at`; nothing for the closing. */
  getReadyAgain(at) {
    const item = this.item(at);
    for (let n = at - 1; n >= 0 && this.slots[n].item === item; n -= 1) {
      if (this.slots[n].segment.kind === "get-ready") {
        this.slots.splice(at, 0, new Slot(this.slots[n].segment, this.slots[n].easier));
        return;
      }
    }
  }
}

/** Where an easier step takes over from work that is due: an index into its segments. */
function matching(due, easier) {
  const sets = easier.segments.map((segment) => segment.sets ?? null).filter((set) => set !== null);
  const hasSet = sets.length > 0 && (due.set ?? null) !== null;
  const set = hasSet ? Math.min(due.set, Math.max(...sets)) : null;
  const at = easier.segments.findIndex(
    (segment) =>
      segment.kind === "work" &&
      same(segment.side, due.side) &&
      same(segment.direction, due.direction) &&
      same(segment.set, set),
  );
  return at < 0 ? 1 : at;
}
