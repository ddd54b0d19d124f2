/** What lies over the session: a dialog with a title, some text and a few choices. */

const dialog = () => document.getElementById("over");

/** Makes an element with text and attributes. */
export function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** Opens the dialog, or fills it anew. `choices` are `[action, says, key?, class?]`; `chosen` is called with the
 *  action that is chosen, and with `escape` where that is what Escape means. */
export function open({ title, paragraphs = [], choices, kind, chosen, body = null, escape = null }) {
  const over = dialog();
  document.getElementById("over-title").textContent = title;
  const list = element("div", "", { class: `choices ${kind}` });
  for (const [action, says, key, look] of choices) {
    const button = element("button", says, { type: "button", value: String(action) });
    if (look) button.className = look;
    if (key) {
      button.append(element("kbd", key, { "aria-hidden": "true" }));
      button.setAttribute("aria-keyshortcuts", key === "Esc" ? "Escape" : key);
    }
    button.addEventListener("click", () => chosen(action));
    list.append(button);
  }
  const texts = paragraphs.map((text) => element("p", text));
  document
    .getElementById("over-body")
    .replaceChildren(...texts, ...(body ? [body] : []), list);
  // Escape is an answer like any other: the keys see to it.
  over.oncancel = (event) => {
    event.preventDefault();
    if (escape !== null) chosen(escape);
  };
  if (!over.open) over.showModal();
  // What does no harm is what Enter chooses.
  const heading = document.getElementById("over-title");
  // What is read first is seen first.
  over.scrollTop = 0;
  ((body && kind === "answers" ? null : list.querySelector(".go")) ?? heading).focus();
}

export function close() {
  const over = dialog();
  if (over.open) over.close();
}
