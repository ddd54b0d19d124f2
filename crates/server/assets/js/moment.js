/**
 * Which moment of its figure a segment shows: the same as `crates/core/src/timeline/moment.rs`.
 *
 * A figure is what its book says of it (`crates/figure/src/svg/book.rs`): `{path, breathing, cycle, side,
 * direction}`, with `null` for what it does not have.
 */

const EASED_MS = 4000;
const INHALE_MS = 4000;
const EXHALE_MS = 6000;
/** The movement in advance: out, held, back, and a rest. */
const PREVIEW_MS = [2500, 1200, 2500, 800];

/** Starts and stops without a jerk: 0 to 1 with a speed that begins and ends at 0. */
export function ease(part) {
  const at = Math.min(1, Math.max(0, part));
  return at * at * (3 - 2 * at);
}

const at = (along) => ({ along, returning: false, breath: 0 });
/** On the way back: 0 is still at the end of the work, 1 at the start. */
const back = (part) => ({ along: 1 - ease(part), returning: true, breath: 0 });

/** How the figure is posed `offset` ms after the segment's start: `{along, returning, breath, mirrored}`. */
export function posed(segment, offset, figure) {
  const ms = Math.min(offset, segment.duration_ms);
  const part = ms / Math.max(1, segment.duration_ms);
  const sided = Boolean(segment.side && figure.side);
  let mirrored = sided && segment.side !== figure.side;
  let moment;
  if (segment.kind === "get-ready") moment = preview(ms, figure);
  else if (segment.kind === "work") moment = work(segment, ms, part, figure);
  else if (segment.kind === "switch") {
    // Out of the one side, then ready for the other.
    if (part < 0.5 && sided) mirrored = !mirrored;
    moment = part < 0.5 ? back(part * 2) : at(0);
  } else moment = back(ms / Math.max(1, Math.min(EASED_MS, segment.duration_ms)));
  const goesBack =
    segment.direction && figure.direction && segment.direction !== figure.direction;
  if (goesBack && figure.path === "round") moment.along = 1 - moment.along;
  else if (goesBack) moment.returning = !moment.returning;
  return { ...moment, mirrored };
}

function work(segment, ms, part, figure) {
  if (segment.phases?.length) return paced(segment, ms, part, figure);
  if (figure.cycle !== null) return around(ms, figure);
  // A later spot is gone to from the one before, not from the start.
  if (segment.spot > 1) return held(1, ms);
  const eased = Math.max(1, Math.min(EASED_MS, Math.floor(segment.duration_ms / 4)));
  return held(ease(ms / eased), ms);
}

/** At a place on the way, breathing slowly. */
function held(along, ms) {
  const into = ms % (INHALE_MS + EXHALE_MS);
  const breath =
    into < INHALE_MS ? ease(into / INHALE_MS) : 1 - ease((into - INHALE_MS) / EXHALE_MS);
  return { along, returning: false, breath };
}

/** A repetition or a breath, phase by phase. */
function paced(segment, ms, part, figure) {
  const { movement, done } = phaseAt(segment.phases, ms);
  const isBreath = (segment.breath ?? null) !== null;
  if (!isBreath && figure.path === "round") return at(part);
  const eased = ease(done);
  if (movement === "there") return at(eased);
  if (movement === "hold") return at(1);
  if (movement === "back") return back(done);
  const breath = movement === "in" ? eased : 1 - eased;
  if (figure.breathing === "moves")
    return { along: breath, returning: movement === "out", breath };
  const first = segment.breath === 1 && movement === "in";
  return { along: first ? eased : 1, returning: false, breath };
}

/** The phase at an offset, and how much of it is done; the end of the last one later on. */
function phaseAt(phases, ms) {
  let begin = 0;
  for (const phase of phases) {
    if (ms < begin + phase.ms) return { movement: phase.movement, done: (ms - begin) / phase.ms };
    begin += phase.ms;
  }
  return { movement: phases.at(-1).movement, done: 1 };
}

/** Around and around, or out and back, at the figure's own pace. */
function around(ms, figure) {
  const cycle = Math.max(1, Math.round(Math.min(600, Math.max(0.1, figure.cycle)) * 1000));
  const part = (ms % cycle) / cycle;
  if (figure.path === "round") return at(part);
  return part < 0.5 ? at(ease(part * 2)) : back(part * 2 - 1);
}

/** The movement in advance. */
function preview(ms, figure) {
  if (figure.cycle !== null) return around(ms, figure);
  const [out, hold, home, rest] = PREVIEW_MS;
  const whole = out + hold + home + rest;
  const into = ms % whole;
  if (figure.path === "round") return at(into / whole);
  if (into < out) return at(ease(into / out));
  if (into < out + hold) return at(1);
  if (into < out + hold + home) return back((into - out - hold) / home);
  return at(0);
}
