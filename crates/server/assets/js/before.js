/**
 * What is asked before a session where the server cannot be asked: the check when it is due, and the pain. What is
 * answered is kept, and sent once; what would stop the person stops them here too.
 */

import { answered, dueOn, hurts, reached } from "./ahead.js";
import * as outbox from "./outbox.js";
import * as over from "./over.js";

/** Nothing is begun now; the message says why. `again`: until the check is answered again. */
export class Held extends Error {
  constructor(message, again = false) {
    super(message);
    this.again = again;
  }
}

/** The person's own day. */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What is known of the time ahead: what the sheet says, or what was kept or answered here since. */
async function known(sheet) {
  const kept = await outbox.sheetOf("ahead").catch(() => null);
  const newer = kept && kept.ahead.as_of >= (sheet.ahead?.as_of ?? 0);
  return { check: kept?.check ?? null, ahead: newer ? kept.ahead : sheet.ahead };
}

/** What is known from now on. */
async function learn(found, ahead) {
  // Later than all that it follows from, whatever the clock says.
  found.ahead = { ...ahead, as_of: Math.max(Date.now(), ahead.as_of + 1) };
  await outbox.keepSheet({ id: "ahead", ...found });
}

/** Takes note of pain that was said in a session. */
export async function said(sheet, pain) {
  const found = await known(sheet);
  if (found.ahead) await learn(found, hurts(found.ahead, pain));
}

/** Asks one thing; resolves with what was chosen. `allowed(action)` may refuse a choice. Escape is the last choice. */
const asked = (question, allowed = () => true) =>
  new Promise((done) => {
    const chosen = (action) => allowed(action) && done(action);
    over.open({ paragraphs: [], ...question, chosen, escape: question.choices.at(-1)[0] });
  });

const LEAVE = ["leave", "Not now"];

/** The signs of each level: as a list, or as boxes to be ticked. */
function signs(check, ticks) {
  const all = over.element("div", "", { class: "check" });
  for (const { level, title, says, questions } of check.levels) {
    if (questions.length === 0) continue;
    const group = over.element(ticks ? "fieldset" : "section", "", { class: `level ${level}` });
    group.append(over.element(ticks ? "legend" : "h3", title));
    group.append(over.element("p", `If any of these is so: ${says}`));
    const list = over.element("ul");
    for (const { id, ask } of questions) {
      const item = over.element("li", ticks ? "" : ask);
      if (ticks) {
        const label = over.element("label");
        label.append(over.element("input", "", { type: "checkbox", value: id }), over.element("span", ask));
        item.append(label);
      }
      list.append(item);
    }
    group.append(list);
    all.append(group);
  }
  const fault = over.element("p", "", { class: "fault", role: "alert" });
  all.append(fault);
  return { all, fault };
}

/** Asks the check; the answer as the server takes it and what it came to. `null` for not now. */
async function ask(check, form, why) {
  const short = form === "short";
  const { all, fault } = signs(check, !short);
  const ticked = () => [...all.querySelectorAll("input:checked")].map((box) => box.value);
  const choices = short
    ? [["nothing-new", "None of these is new"], ["full", "Something is new"], LEAVE]
    : [["none", "I notice none of these"], ["ticked", "Go on with what I ticked"], LEAVE];
  const action = await asked(
    {
      title: check.title,
      kind: "answers",
      paragraphs: [short ? check.short_ask : check.intro, ...(why ? [`It is asked because ${why}.`] : [])],
      body: all,
      choices,
    },
    (action) => {
      const any = ticked().length > 0;
      fault.textContent = "";
      if (action === "none" && any)
        fault.textContent = "Some signs are ticked. Untick them to say that you notice none.";
      if (action === "ticked" && !any)
        fault.textContent = "Nothing is ticked. Tick what you notice, or say that you notice none.";
      return fault.textContent === "";
    },
  );
  if (action === "leave") return null;
  if (action === "full") return ask(check, "full", "");
  if (short) return { level: null, sent: { form, nothing_new: true } };
  const yes = ticked();
  const questions = check.levels.flatMap((level) => level.questions);
  const answers = Object.fromEntries(questions.map(({ id }) => [id, yes.includes(id)]));
  return { level: reached(check, yes), sent: { form: "full", answers } };
}

/** Says what an answer came to. */
function tell({ title, says, stops }, call, more, choices) {
  const number = over.element("p");
  if (stops && call) {
    const href = `tel:${call.replaceAll(/[^0-9+]/g, "")}`;
    number.append(over.element("a", `Call ${call}`, { class: "go", href }));
  }
  return asked({ title, kind: stops ? "stops" : "advises", paragraphs: [says, ...more], body: number, choices });
}

/** Asks the check that is due, and keeps the answer. Throws `Held` where nothing may be played. */
async function pass(found, sheet, { form, says: why }) {
  const { check } = found;
  if (!check) throw new Held("the safety check comes first, and it cannot be asked without the server");
  const answer = await ask(check, form, why);
  if (!answer) throw new Held("the safety check comes first");
  const { level, sent } = answer;
  await outbox.keepAnswer("/api/v1/safety", sent);
  await learn(found, answered(found.ahead, today(), sent, level?.stops ?? false));
  outbox.sendSoon();
  if (!level || level === check.levels.at(-1)) return;
  const plays = (sheet.plays?.includes(level.level) ?? false);
  const emergency = level === check.levels[0];
  const more = level.stops
    ? ["Nothing is planned or played until the check is answered anew."]
    : plays
      ? []
      : ["This routine is not among the gentle ones. Another is planned as soon as the server can be reached."];
  await tell(level, emergency ? check.call : null, more, plays ? [["on", "Go on", "", "go"]] : [["on", "Back"]]);
  if (!plays) throw new Held(level.stops ? level.says : "only gentle routines are offered now", level.stops);
}

/** Asks how much it hurts; `null` where that is not said. */
async function pain() {
  const numbers = Array.from({ length: 11 }, (_, pain) => [pain, String(pain)]);
  const action = await asked({
    title: "How much does it hurt now, 0 to 10?",
    kind: "pain",
    choices: [...numbers, ["skip", "Skip"]],
  });
  return action === "skip" ? null : action;
}

/** Asks what is due before a session goes on. Throws `Held`. */
export async function check(sheet) {
  const found = await known(sheet);
  const due = found.ahead ? dueOn(found.ahead, today()) : undefined;
  if (due === undefined) throw new Held("it was planned too long ago; open “Today” with the server");
  if (due) await pass(found, sheet, due);
  over.close();
}

/** Whether a routine that is kept may be begun today, after what has to be asked. */
export async function canBegin(sheet, day) {
  const { ahead } = await known(sheet);
  return day <= today() && Boolean(ahead) && dueOn(ahead, today()) !== undefined;
}

/** Asks everything that comes before a session; the pain, `null` where it was not said. Throws `Held`. */
export async function begin(sheet) {
  try {
    const kept = await outbox.sheetOf("next");
    if (!kept) throw new Held("it has to be planned anew; open “Today” with the server");
    await check(sheet);
    const value = await pain();
    if (value === null) return null;
    const found = await known(sheet);
    const ahead = hurts(found.ahead, value);
    const due = dueOn(ahead, today());
    if (!due) {
      await learn(found, ahead);
      return value;
    }
    // The pain made the check due: it is the day's, as in the diary, and what is played next is planned by it.
    await outbox.keepAnswer("/api/v1/said", { pain: value, when: "daily" });
    await learn(found, ahead);
    await outbox.forget("next");
    await pass(found, sheet, due);
    throw new Held("this was planned before it hurt so much; it is planned anew as soon as the server can be reached");
  } finally {
    over.close();
  }
}
