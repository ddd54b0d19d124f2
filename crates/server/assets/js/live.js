/**
 * Shows what a form asks for as it is filled in: the form's fields are sent to `data-live`, and what comes
 * back takes the place of what stands in the element that `data-into` names. Without this script the form's
 * button does the same.
 */

/** How long nobody has to type before it is asked for, in ms. */
const QUIET_MS = 180;

for (const form of document.querySelectorAll("form[data-live]")) live(form);

function live(form) {
  const into = document.getElementById(form.dataset.into);
  const status = document.getElementById(`${form.dataset.into}-status`);
  if (!into) return;
  document.documentElement.classList.add("live");
  let asked = null;
  let timer = 0;

  async function show(submitter) {
    clearTimeout(timer);
    asked?.abort();
    asked = new AbortController();
    const fields = new URLSearchParams();
    // What is empty says nothing, and an address reads better without it.
    for (const [name, value] of new FormData(form, submitter)) if (value !== "") fields.append(name, value);
    // Nor does how much it hurts where nobody said that it does.
    const areas = fields.getAll("area").map((area) => area.split(":")[0]);
    for (const name of [...fields.keys()])
      if (name.startsWith("pain-") && !areas.includes(name.slice(5))) fields.delete(name);
    try {
      const answer = await fetch(`${form.dataset.live}?${fields}`, {
        signal: asked.signal,
        headers: { accept: "text/html" },
      });
      const html = await answer.text();
      if (!answer.headers.get("content-type")?.startsWith("text/html")) throw new Error(html);
      const inner = new DOMParser().parseFromString(html, "text/html").body.childNodes;
      const focused = into.contains(document.activeElement) ? document.activeElement.value : null;
      into.replaceChildren(...inner);
      // Who pressed a button in it goes on from the same place.
      if (focused !== null) (into.querySelector("[data-says]") ?? into).scrollIntoView({ block: "nearest" });
      if (status) status.textContent = into.querySelector("[data-says]")?.dataset.says ?? "";
      history.replaceState(null, "", `${form.getAttribute("action")}?${fields}`);
    } catch (error) {
      if (error.name === "AbortError") return;
      // The form as it is without this script still works.
      form.removeAttribute("data-live");
      document.documentElement.classList.remove("live");
    }
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(show, QUIET_MS);
  };
  form.addEventListener("input", later);
  // A place of the body map sets its box, and the map stays in sight: the box does not take the focus.
  form.addEventListener("click", (event) => {
    const box = event.target.closest?.(".patch label")?.control;
    if (!box) return;
    event.preventDefault();
    box.checked = !box.checked;
    later();
  });
  // Boxes that stand elsewhere belong to the form too.
  into.addEventListener("input", (event) => event.target.form === form && later());
  form.addEventListener("submit", (event) => {
    if (!form.hasAttribute("data-live")) return;
    event.preventDefault();
    show(event.submitter);
  });
}
