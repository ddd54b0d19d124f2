/**
 * What lies over a session while it asks: why to stop, how strong the pain is, what that asks for. The same as in
 * the terminal UI (`crates/tui/src/screens/stopping.rs`); what each pain asks for stands in the sheet, core's.
 *
 * A state is `{asks: "why"}`, `{asks: "pain"}` or `{asks: "effort", pain, action, says, canEase}`. What comes of an
 * action is one of
 *
 * - `{stay: state}`: this lies over it now
 * - `{back: true}`: back to the session
 * - `{note: pain, command?}`: back, with pain to be noted, and perhaps something that makes it smaller
 * - `{stop: reason, pain?}`: stop
 */

export const WHY = { asks: "why" };

export function answer(state, action, sheet, canEase) {
  if (state.asks === "why") {
    if (action === "back") return { back: true };
    if (action === "pain") return { stay: { asks: "pain" } };
    return { stop: action };
  }
  if (state.asks === "pain") {
    // Who does not want to say how much it hurts still stops.
    if (action === "unrated") return { stop: "pain" };
    const pain = action;
    const { action: asks, says } = sheet.effort[pain];
    if (asks === "stop") return { stop: "pain", pain };
    return { stay: { asks: "effort", pain, action: asks, says, canEase } };
  }
  const { pain } = state;
  if (action === "stop") return { stop: "pain", pain };
  if (action === "go-on") return { note: pain };
  return { note: pain, command: action };
}

/** What can be chosen in a state: the action, and how it is said. */
export function choices(state, sheet) {
  if (state.asks === "why") {
    const says = { done: "Done for today", "no-time": "No time left", pain: "Pain" };
    return [
      ...sheet.reasons.map((one) => [one.reason, says[one.reason] ?? capital(one.says)]),
      ["back", "Go on with the session"],
    ];
  }
  if (state.asks === "pain")
    return [
      ...Array.from({ length: 11 }, (_, pain) => [pain, String(pain)]),
      ["unrated", "Stop without a number"],
    ];
  return [
    ...(state.action === "go-on" ? [["go-on", "Go on"]] : []),
    ...(state.canEase ? [["easier", "Take the easier step"]] : []),
    ["skip-technique", "Leave this technique out"],
    ["stop", "Stop"],
  ];
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** What is said to who stopped, in paragraphs. */
export function advice(sheet, reason, pain = null) {
  if (reason === "pain") return pain === null ? sheet.advice.unrated : sheet.advice.pain[pain];
  return sheet.advice[reason] ?? [];
}
