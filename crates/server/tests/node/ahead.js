/**
 * Says when a check is due after things that happened, for a test of `src/pages/ahead.rs` to compare with core.
 *
 * Reads `{check, runs: [{ahead, events, told}]}` from standard input and writes, for each run and after each of its
 * events, `[[day, due], ...]` for the days of `told`.
 */

import { readFileSync, writeFileSync } from "node:fs";

import { answered, dueOn, hurts, reached } from "../../assets/js/ahead.js";

const { check, runs } = JSON.parse(readFileSync(0, "utf8"));

function happened(ahead, event) {
  if ("pain" in event) return hurts(ahead, event.pain);
  if ("short" in event) return answered(ahead, event.short, { form: "short" }, false);
  const level = reached(check, event.ticked);
  if (level.level !== event.level) throw new Error(`${event.ticked} reach ${level.level}, not ${event.level}`);
  return answered(ahead, event.full, { form: "full" }, level.stops);
}

const found = runs.map(({ ahead, events, told }) =>
  events.map((event, at) => {
    ahead = happened(ahead, event);
    return told[at].map(([day]) => [day, dueOn(ahead, day)]);
  }),
);
writeFileSync(1, JSON.stringify(found));
