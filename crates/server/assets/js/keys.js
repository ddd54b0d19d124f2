/**
 * The player's keys: those of the terminal UI (`crates/tui/src/keys/tables.rs`). Each row has the keys, what they
 * are called, what they do, and the action.
 */

export const PLAYER = [
  [["q"], "q", "stop; it asks why", "stop"],
  [[" "], "space", "pause, and go on", "pause"],
  [["e"], "e", "take the easier step", "easier"],
  [["n", "ArrowRight", "l"], "n", "go on to what comes next", "next"],
  [["p", "ArrowLeft", "h"], "p", "go back to what came before", "previous"],
  [["s"], "s", "leave this technique out", "skip-technique"],
  [["+", "="], "+", "10 seconds more", "extend"],
  [["r"], "r", "begin this part again", "restart"],
  [["v"], "v", "speak the cues, or stop speaking", "voice"],
  [["b"], "b", "ring the bell, or stop ringing", "bell"],
  [["?", "F1"], "?", "what the keys do", "help"],
];

export const WHY = [
  [["d"], "d", "", "done"],
  [["t"], "t", "", "no-time"],
  [["p"], "p", "", "pain"],
  [["z"], "z", "", "dizzy"],
  [["u"], "u", "", "numb"],
  // A second press of the stop key is in earnest.
  [["o", "q"], "o", "", "other"],
  [["Escape"], "Esc", "", "back"],
];

export const PAIN = [[["q", "Escape"], "q", "", "unrated"]];

export const EFFORT = [
  [["q", "Escape"], "q", "", "stop"],
  [["e"], "e", "", "easier"],
  [["s"], "s", "", "skip-technique"],
];

/** What a pressed key asks for by one of the tables; `null` for nothing. Keys of other things are left alone. */
export function actionOf(event, table) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return table.find(([keys]) => keys.includes(key))?.[3] ?? null;
}
