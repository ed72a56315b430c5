// Small helpers for the page: elements, what a problem looks like, and what is said to a screen reader.

import { t } from "./words.js";

/** An element with properties, attributes (names with a dash, and `role`) and children. */
export function make(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key.includes("-") || key === "role" || key === "for") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export const find = (selector, within = document) => within.querySelector(selector);

/**
 * A page's own text as nodes. It comes from the tutor's printer, which escapes what was typed. Its inline styles are set one by
 * one, since the policy of the page allows none in the text itself.
 */
export function parsed(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.replaceAll(' style="', ' data-style="');
  for (const each of holder.content.querySelectorAll("[data-style]")) {
    each.style.cssText = each.dataset.style;
    each.removeAttribute("data-style");
  }
  return holder.content;
}

/** Puts a page's text into an element. */
export function show(element, html) {
  element.replaceChildren(parsed(html));
  reachable(element);
}

/** A question that stands beside its solution: no part of the page by itself, or two would have one name. */
export function question(element, html) {
  show(element, html);
  find(".statement", element)?.removeAttribute("aria-label");
}

/** What scrolls can be reached with the keyboard. */
export function reachable(element) {
  for (const each of element.querySelectorAll(".scroll, .huge, .long")) {
    if (each.scrollWidth > each.clientWidth + 1) {
      each.tabIndex = 0;
      each.setAttribute("role", "group");
      each.setAttribute("aria-label", t("A wide formula, which scrolls"));
    }
  }
}

/** Says something to who does not see the page. */
export function say(words) {
  find("#said").textContent = words;
}

/** An error, with the caret below the place. */
export function fault(error) {
  const out = document.createDocumentFragment();
  out.append(make("p", { className: "message" }, [error.message, error.hint].filter(Boolean).map(sentence).join(" ")));
  if (error.excerpt) out.append(make("pre", { className: "caret", "aria-hidden": "true" }, error.excerpt));
  if (error.position !== undefined) out.append(make("p", { className: "aside-voice" }, t("At character {}.", error.position + 1)));
  return out;
}

export function sentence(text) {
  const said = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?:]$/.test(said) ? said : `${said}.`;
}

/** The last call within some milliseconds counts. */
export function later(milliseconds, call) {
  let clock = 0;
  return (...given) => {
    clearTimeout(clock);
    clock = setTimeout(() => call(...given), milliseconds);
  };
}
