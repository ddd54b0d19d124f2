/**
 * The moving figure: leafs through its book (`crates/figure/src/svg/book.rs`) as the timeline counts.
 *
 * Only the leaf that is shown stands in the page. Its colors come from the book's own style, which is taken over
 * as a style sheet, since the page allows no style inside of itself.
 */

import { posed } from "./moment.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** A book, taken apart. */
class Book {
  constructor(text) {
    // Taken out before it is parsed: even there the page's policy would complain of it.
    const [style, rules = ""] = text.match(/<style>([^<]*)<\/style>/) ?? [""];
    const { documentElement: svg } = new DOMParser().parseFromString(
      text.replace(style, ""),
      "image/svg+xml",
    );
    if (svg.localName !== "svg") throw new Error("this is no figure");
    const { path, breathing, steps, breaths, returns, cycle, side, direction, crop } = svg.dataset;
    /** How it moves, as `posed` asks. */
    this.figure = {
      path,
      breathing,
      cycle: cycle === undefined ? null : Number(cycle),
      side: side ?? null,
      direction: direction ?? null,
    };
    this.steps = Number(steps);
    this.breaths = Number(breaths);
    this.returns = returns === "true";
    this.upper = crop === "upper";
    this.sheet = new CSSStyleSheet();
    this.sheet.replaceSync(rules);
    this.leaves = new Map();
    for (const leaf of svg.querySelectorAll("g.f")) {
      this.leaves.set(leaf.id, leaf);
      leaf.classList.add("on");
      leaf.remove();
    }
    for (const part of svg.querySelectorAll("title, desc")) part.remove();
    svg.removeAttribute("aria-labelledby");
    svg.removeAttribute("role");
    svg.setAttribute("aria-hidden", "true");
    this.svg = document.importNode(svg, true);
  }

  /** The leaf that is nearest to a moment. */
  leafAt({ along, returning, breath }) {
    const at = Math.round(along * this.steps);
    if (returning && this.returns) return this.leaves.get(`r${at}`);
    if (this.breaths > 0 && !returning && at === this.steps)
      return this.leaves.get(`b${Math.round(breath * this.breaths)}`);
    return this.leaves.get(`o${at}`);
  }

  /** The leaf that says most when nothing moves. */
  still(kind) {
    const end = this.figure.path === "round" ? Math.floor(this.steps / 2) : this.steps;
    return this.leaves.get(kind === "rest" || kind === "closing" ? "o0" : `o${end}`);
  }
}

/** Where figures are shown. */
export class Stage {
  #host;
  #root;
  #books = new Map();
  #shown = null;
  #leaf = null;

  constructor(host) {
    this.#host = host;
    this.#root = host.attachShadow({ mode: "open" });
  }

  /** Fetches the book of a technique; `null` where it cannot be had now. Asked for again, it is tried again. */
  load(technique) {
    if (!this.#books.has(technique)) {
      this.#books.set(technique, null);
      fetch(`/figures/${technique}/book.svg`)
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status))))
        .then((text) => this.#books.set(technique, new Book(text)))
        .catch(() => this.#books.delete(technique));
    }
    return this.#books.get(technique) ?? null;
  }

  /** Shows how it stands `offset` ms after a segment's start. The closing keeps what was shown last. */
  show(segment, offset) {
    const { technique } = segment;
    const book = technique ? this.load(technique) : this.#shown;
    if (!book) return;
    if (book !== this.#shown) {
      this.#shown = book;
      this.#leaf = null;
      this.#root.adoptedStyleSheets = [SHEET, book.sheet];
      this.#root.replaceChildren(book.svg);
      this.#host.classList.toggle("upper", book.upper);
    }
    const moment = posed(segment, offset, book.figure);
    const leaf = calm.matches ? book.still(segment.kind) : book.leafAt(moment);
    if (leaf && leaf !== this.#leaf) {
      if (this.#leaf) this.#leaf.replaceWith(leaf);
      else book.svg.append(leaf);
      this.#leaf = leaf;
    }
    this.#host.classList.toggle("mirrored", moment.mirrored);
  }
}

const SHEET = new CSSStyleSheet();
SHEET.replaceSync("svg { width: 100%; height: 100%; display: block; }");
