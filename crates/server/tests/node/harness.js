/**
 * Plays sessions with the page's player, for `tests/journeys.rs` to compare with core's.
 *
 * Reads `{sessions: [{timeline, resume, entries, calls, look}], figures, ids: [[ms, bytes], ...]}` from standard input and
 * writes `{sessions: [{told, bodies, views, due, resume}], ids}` to standard output. `calls` are those of
 * `tests/journeys/README.md`. With `entries` the session goes on after them, whatever `resume` says. A view is
 * taken after every `look`th single call, at the moments `LOOKS` after it. `figures` says of each technique how its
 * figure moves, so that a view can tell its pose.
 */

import { readFileSync, writeFileSync } from "node:fs";

import { IdSource } from "../../assets/js/ids.js";
import { posed } from "../../assets/js/moment.js";
import { NothingLeft, Player } from "../../assets/js/player.js";
import { Recorder, resumeFrom } from "../../assets/js/recorder.js";

const LOOKS = [0, 137, 1000, 25_000];

class Run {
  constructor({ timeline, resume, entries, look }) {
    this.look = look;
    this.resume = entries ? resumeFrom(entries) : resume;
    this.player = new Player(timeline, this.resume);
    this.recorder = new Recorder(timeline, entries ?? []);
    this.now = 0;
    this.count = 0;
    this.told = [];
    this.bodies = [];
    this.views = [];
  }

  call(call) {
    if (call.do !== undefined) this.command(call.at, call.do);
    else if (call.at !== undefined) this.tick(call.at);
    else if (call.play_to !== undefined) {
      for (let due = this.player.due(); due !== null && due <= call.play_to; due = this.player.due())
        this.tick(due);
      this.tick(call.play_to);
    } else while (this.now + call.every <= call.to) this.tick(this.now + call.every);
  }

  command(at, command) {
    const reason = this.player.handle(command, at);
    this.take(at);
    if (reason) this.told.push({ at, event: "refused", command, reason });
  }

  tick(at) {
    this.player.tick(at);
    this.take(at);
  }

  take(at) {
    this.now = Math.max(this.now, at);
    for (const event of this.player.takeEvents()) {
      this.told.push(event);
      this.bodies.push(...this.recorder.bodies(event));
    }
    const due = this.player.due();
    if (due !== null && due <= this.now) throw new Error(`due at ${due}, called at ${this.now}`);
    if (this.count % this.look === 0)
      for (const after of LOOKS) this.views.push(view(this.player.view(this.now + after)));
    this.count += 1;
  }
}

/** A view with items by their techniques; an empty list of cues is not written. */
function view({ item, next, before_ms, segment, ...rest }) {
  const { cues, ...own } = segment;
  const figure = figures[segment.technique];
  return {
    ...rest,
    posed: figure ? rounded(posed(segment, rest.elapsed_ms, figure)) : null,
    segment: cues?.length ? segment : own,
    item: item?.technique ?? null,
    next: next?.technique ?? null,
  };
}

/** A pose in millionths, so that the last digit of a sum does not count. */
function rounded({ along, breath, ...rest }) {
  const millionths = (part) => Math.round(part * 1e6);
  return { ...rest, along: millionths(along), breath: millionths(breath) };
}

function play(session) {
  let run;
  try {
    run = new Run(session);
  } catch (error) {
    if (error instanceof NothingLeft) return { nothing_left: true };
    throw error;
  }
  for (const call of session.calls) run.call(call);
  const { told, bodies, views, resume, player } = run;
  return { told, bodies, views, resume, due: player.due() };
}

const { sessions, figures, ids } = JSON.parse(readFileSync(0, "utf8"));
const source = new IdSource();
const answer = {
  sessions: sessions.map(play),
  ids: ids.map(([ms, random]) => source.next(ms, random)),
};
writeFileSync(1, JSON.stringify(answer));
