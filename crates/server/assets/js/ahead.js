/**
 * When a check is due, where the server cannot be asked: what core laid out (`crates/core/src/person/ahead.rs`) is
 * looked up, and kept in step with what is said meanwhile. Held to core by `tests/ahead.rs`. Values are never changed,
 * only replaced by changed copies.
 */

const DAY_MS = 86_400_000;

/** Whole days from one date to another. */
const between = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

const due = (ahead, form, reason) => ({ form, reason, says: ahead.says[reason] });

/** The check that is due on a day, `null` for none; `undefined` on days that are not laid out: nothing is begun
 *  then. */
export function dueOn(ahead, day) {
  const found = ahead.days.find((one) => one.day === day);
  if (!found) return undefined;
  // Pain that was said since may be the better reason, where pain was the reason.
  if (found.due?.form === "full" && found.due.reason !== "pain-rose") return found.due;
  if (ahead.pain_due) return due(ahead, "full", ahead.pain_due);
  return found.due;
}

/** What is ahead once somebody has said that it hurts so much. */
export function hurts(ahead, pain) {
  const rose = ahead.last_pain !== null && pain >= ahead.rose_from[ahead.last_pain];
  let { pain_due = null } = ahead;
  if (pain >= ahead.high_from) pain_due = "pain-high";
  else if (rose) pain_due ??= "pain-rose";
  return { ...ahead, last_pain: pain, pain_due };
}

/** What is ahead once the check was answered on a day: `answer` is `{form, level}`, `stops` whether the level stops
 *  everything. */
export function answered(ahead, day, { form }, stops) {
  const days = ahead.days.map((one) => {
    const since = between(day, one.day);
    if (since < 0) return one;
    const newDay = since < ahead.short_holds ? null : due(ahead, "short", "new-day");
    if (form === "short") return one.due?.form === "full" ? one : { ...one, due: newDay };
    if (stops) return { ...one, due: due(ahead, "full", "not-cleared") };
    return { ...one, due: since < ahead.full_holds ? newDay : due(ahead, "full", "old") };
  });
  return form === "short" ? { ...ahead, days } : { ...ahead, days, pain_due: null };
}

/** What ticked signs come to: the most serious level that has one of them, the last where nothing is ticked. */
export function reached(check, ticked) {
  const { levels } = check;
  return levels.find((one) => one.questions.some((sign) => ticked.includes(sign.id))) ?? levels.at(-1);
}
