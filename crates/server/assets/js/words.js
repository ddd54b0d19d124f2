/**
 * What is shown and said of a moment: plain values, put together from the player's view. The words are those of
 * the live view in a terminal (`crates/host/src/sight.rs`).
 */

const MOVEMENTS = {
  there: "move",
  hold: "hold",
  back: "and back",
  in: "breathe in",
  out: "breathe out",
};

const KINDS = {
  "get-ready": "Get ready",
  work: "",
  switch: "Switch",
  rest: "Rest",
  closing: "",
};

const REFUSALS = {
  "nothing-before": "There is nothing before this.",
  "no-technique": "This is the closing; there is no technique any more.",
  "extended-enough": "This has been made long enough.",
  "no-easier-step": "There is no easier step that fits here.",
  "already-easier": "This is the easier step already.",
};

/** Why a command was refused, for the person; empty where that says nothing new. */
export const refusal = (reason) => REFUSALS[reason] ?? "";

/** Minutes and seconds of a countdown, rounded up: 65,001 ms is "1:06". */
export function clock(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A countdown that is read from far away: seconds, or minutes where they are many. */
export const countdown = (ms) => (ms > 99_000 ? clock(ms) : String(Math.ceil(ms / 1000)));

/** Which side, set, repetition or breath; the position where there is nothing else to say. */
function detail({ segment }, positions) {
  const parts = [];
  if (segment.side) parts.push(`${segment.side} side`);
  if (segment.direction) parts.push(segment.direction.replaceAll("-", " "));
  if (segment.sets > 1 && segment.set) parts.push(`set ${segment.set} of ${segment.sets}`);
  if (segment.rep) parts.push(`repetition ${segment.rep} of ${segment.reps}`);
  else if (segment.breath) parts.push(`breath ${segment.breath} of ${segment.breaths}`);
  else if (segment.spot) parts.push(`spot ${segment.spot} of ${segment.spots}`);
  const position = positions[segment.position];
  if (parts.length === 0 && position) parts.push(position.toLowerCase());
  return parts.join(", ");
}

/** What is shown of a view. */
export function sight(view, sheet) {
  const { segment, movement } = view;
  const works = segment.kind === "work";
  const easier = view.how !== null;
  return {
    kind: KINDS[segment.kind],
    name: segment.kind === "closing" ? "Done" : view.name,
    movement: movement ? MOVEMENTS[movement.movement] : "",
    detail: detail(view, sheet.positions),
    seconds: countdown(movement ? movement.left_ms : view.remaining_ms),
    feel: view.how ?? (works ? (sheet.techniques[segment.technique]?.feel ?? "") : ""),
    easier,
    next: view.next?.name ?? (view.item ? "the end" : ""),
    left: clock(view.left_ms),
    part: view.played_ms / Math.max(1, view.played_ms + view.left_ms),
    paused: { asked: "Paused", gap: "Paused while this was asleep" }[view.reason] ?? "",
  };
}

/** Whether an event begins something that has a name of its own: not the second repetition, not a number. */
const isNumber = (event) => event.count !== null && event.cue === String(event.count);

/** What is shown as the cue from an event on; `null` where it changes nothing. */
export function cueOf(event) {
  if (event.event === "segment-started") return isNumber(event) ? null : event.cue;
  if (event.event === "cue") return event.text;
  if (event.event === "swapped") return event.how;
  return null;
}

const ANNOUNCED = ["half-way", "last-five", "last-one"];

/** What a reader of the page is told of an event; `null` for all that would be too much. */
export function announced(event) {
  switch (event.event) {
    case "segment-started":
      return isNumber(event) ? null : event.cue;
    case "cue":
      return ANNOUNCED.includes(event.kind) ? event.text : null;
    case "swapped":
      return `${event.name}. ${event.how}`;
    case "extended":
      return event.other_side ? "Longer, on both sides." : "Longer.";
    case "paused":
      return event.reason === "gap" ? "Paused while this was asleep." : "Paused.";
    case "resumed":
      return "Going on.";
    case "session-finished":
      return event.reached_end ? "Done. Well done." : "The session has ended.";
    default:
      return null;
  }
}

/** What a voice says of an event, and for how many ms it may wait for its turn; `null` for nothing. */
export function spoken(event) {
  if (event.event === "segment-started")
    return { text: event.cue, fresh: isNumber(event) ? 700 : 4000 };
  if (event.event === "cue")
    return { text: event.text, fresh: event.kind === "countdown" ? 700 : 4000 };
  if (event.event === "swapped") return { text: event.how, fresh: 4000 };
  return null;
}

/** Whether the bell rings at an event: at starts of work, at switches, and at the end. */
export function rings(event) {
  if (event.event === "session-finished") return event.reached_end;
  if (event.event !== "segment-started") return false;
  if (event.kind === "work") return (event.count ?? 1) === 1;
  return event.kind === "switch" || event.kind === "closing";
}
