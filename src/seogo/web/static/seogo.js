/* Suggestions under the search box, a key that leads to it (which can be turned off), chosen colours, and buttons that copy citations. Without this
   file the pages work as they are.

   Nothing is preselected and Enter is taken only for an entry that was chosen with the arrow keys. While an input method
   composes (Korean, Japanese, Chinese), its keys belong to it: the Enter that ends a syllable is no Enter. */

"use strict";

(() => {
  const KEY = "seogo.theme";
  const root = document.documentElement;
  const select = document.getElementById("theme");

  function apply(theme) {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    select.value = theme;
  }

  function chosen() {
    try {
      const theme = localStorage.getItem(KEY);
      return theme === "light" || theme === "dark" ? theme : "";
    } catch {
      return ""; // a browser that keeps nothing
    }
  }

  apply(chosen());
  document.getElementById("theme-choice").hidden = false;
  select.addEventListener("change", () => {
    apply(select.value);
    try {
      if (select.value) localStorage.setItem(KEY, select.value);
      else localStorage.removeItem(KEY);
    } catch {
      // it holds for this page
    }
  });
  window.addEventListener("storage", () => apply(chosen())); // chosen in another window
  window.addEventListener("pageshow", () => apply(chosen())); // and then gone back to this one
})();

(() => {
  const KEY = "seogo.slash";
  const box = document.getElementById("q");
  const choice = document.getElementById("slash"); // on the help page
  let off = false;
  if (!box) return;

  function remembered() {
    try {
      off = localStorage.getItem(KEY) === "off";
    } catch {
      // a browser that keeps nothing
    }
    if (choice) choice.checked = !off;
  }

  document.addEventListener("keydown", (event) => {
    if (off || event.key !== "/" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  remembered();
  window.addEventListener("storage", remembered);
  window.addEventListener("pageshow", remembered);
  if (!choice) return;
  document.getElementById("slash-choice").hidden = false;
  choice.addEventListener("change", () => {
    off = !choice.checked;
    try {
      if (off) localStorage.setItem(KEY, "off");
      else localStorage.removeItem(KEY);
    } catch {
      // it holds for this page
    }
  });
})();

(() => {
  const box = document.getElementById("q");
  if (!box || !box.dataset.suggest) return;

  const WAIT = 80; // ms after the last key
  const list = document.createElement("ul");
  const news = document.createElement("p");
  let addresses = [];
  let chosen = -1;
  let waiting = 0;
  let asking = null;

  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.title);
  list.hidden = true;
  news.className = "sr";
  news.setAttribute("aria-live", "polite");
  box.parentElement.append(list, news);

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  const composing = (event) => event.isComposing || event.keyCode === 229;

  function stop() {
    clearTimeout(waiting);
    if (asking) asking.abort();
    asking = null;
  }

  function close() {
    stop();
    choose(-1);
    list.hidden = true;
    list.replaceChildren();
    addresses = [];
    news.textContent = "";
    box.setAttribute("aria-expanded", "false");
  }

  function choose(number) {
    chosen = number;
    [...list.children].forEach((entry, at) => {
      entry.setAttribute("aria-selected", String(at === number));
    });
    if (number < 0) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    box.setAttribute("aria-activedescendant", list.children[number].id);
    list.children[number].scrollIntoView({ block: "nearest" });
  }

  function entry(text, kind, at) {
    const item = document.createElement("li");
    const about = document.createElement("span");
    item.id = `suggestion-${at}`;
    item.setAttribute("role", "option");
    item.lang = /[가-힣]/.test(text) ? "ko" : "en";
    item.textContent = text;
    about.className = "kind";
    about.lang = document.documentElement.lang;
    about.textContent = kind;
    item.append(" ", about);
    return item;
  }

  function show([typed, texts, kinds, found]) {
    if (typed !== box.value || document.activeElement !== box) return;
    addresses = found;
    choose(-1);
    list.replaceChildren(...texts.map((text, at) => entry(text, kinds[at], at)));
    choose(-1);
    list.hidden = !texts.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    const many = texts.length === 1 ? box.dataset.one : box.dataset.many;
    news.textContent = texts.length ? many.replace("{count}", texts.length) : "";
  }

  async function ask() {
    stop();
    const mine = new AbortController();
    asking = mine;
    const address = new URL(box.dataset.suggest, location.href);
    address.searchParams.set("q", box.value);
    try {
      const answer = await fetch(address, { signal: mine.signal });
      const content = answer.ok ? await answer.json() : null;
      if (asking !== mine) return;
      if (content) show(content);
      else close();
    } catch {
      if (asking === mine) close();
    }
  }

  function typed() {
    stop();
    if (!box.value.trim()) close();
    else waiting = setTimeout(ask, WAIT);
  }

  function pressed(event) {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!box.value.trim()) return;
      event.preventDefault();
      if (list.hidden) {
        ask();
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      // one place more than there are entries: that of what was typed
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(addresses[chosen]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  }

  function clicked(event) {
    const item = event.target.closest("[role=option]");
    if (item) location.assign(addresses[[...list.children].indexOf(item)]);
  }

  box.addEventListener("input", typed);
  box.addEventListener("keydown", pressed);
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", clicked);
  window.addEventListener("pagehide", close);
})();

/* Copying, for each button that does it: `say` is told that it is done, and 2 s later that this is over. Where the browser refuses,
   the parts with the text are selected, or the text is shown for it, and a note says how to go on, until the selection goes. */
const copy = (() => {
  const note = document.getElementById("copying");
  if (!note) return null;

  /* Pages that come over plain HTTP from another host have no `navigator.clipboard`. */
  async function put(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const focused = document.activeElement;
    const box = document.createElement("textarea");
    box.value = text;
    box.className = "sr";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    focused.focus({ preventScroll: true });
    if (!done) throw new Error("refused");
  }

  function clear() {
    note.className = "sr";
    note.replaceChildren();
  }

  function shown(text) {
    const made = document.createElement("code");
    made.textContent = text;
    note.append(" ", made);
    return made;
  }

  function refused(text, parts) {
    note.className = "refused";
    note.append(note.dataset.refused);
    const [first, last] = parts ? [parts[0], parts.at(-1)] : Array(2).fill(shown(text));
    getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);
  }

  document.addEventListener("selectionchange", () => {
    const { isCollapsed, anchorNode } = getSelection();
    if (isCollapsed && note.className === "refused" && !note.contains(anchorNode)) clear();
  });
  document.addEventListener("copy", () => {
    if (note.className === "refused") setTimeout(clear); // the browser takes what is selected first
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });

  return async (text, parts, say) => {
    clear();
    try {
      await put(text);
    } catch {
      refused(text, parts);
      return;
    }
    note.append(note.dataset.copied);
    say(true);
    setTimeout(() => {
      say(false);
      if (note.className === "sr") clear();
    }, 2000);
  };
})();

(() => {
  const box = document.querySelector("details.cite");
  if (!box || !copy) return;

  for (const text of box.querySelectorAll("pre")) {
    const button = document.createElement("button");
    const say = (done) => {
      button.textContent = done ? box.dataset.copied : box.dataset.copy;
      button.setAttribute("aria-label", `${button.textContent}: ${text.getAttribute("aria-label")}`);
    };
    button.type = "button";
    button.className = "copy";
    say(false);
    button.addEventListener("click", () => copy(text.textContent.trim(), [text], say));
    text.after(button);
  }
})();

/* Filters stand beside the results where there is room, behind them for the keyboard; else they unfold above them. */
(() => {
  const filters = document.querySelector("details.filters");
  if (!filters) return;

  const home = filters.parentElement;
  const main = document.querySelector("main");
  const room = matchMedia("(min-width: 60rem)");

  function place() {
    if (room.matches) {
      filters.removeAttribute("name"); // another control would close them
      main.append(filters);
    } else {
      home.append(filters);
      filters.name = "tool";
    }
    filters.open = room.matches;
  }

  place();
  room.addEventListener("change", place);
})();

/* The marks of an article, one after the other: buttons, n and N. */
(() => {
  const bar = document.querySelector(".marks");
  if (!bar) return;

  const marks = document.querySelectorAll(".prose mark[id]");
  if (!marks.length) return;

  const place = bar.querySelector("span"); // how many there are, then at which of them the reader is
  let at = 0;
  let walked = false;
  bar.querySelector("ol")?.remove();

  function go(step) {
    at = (at + step + marks.length) % marks.length;
    walked = true;
    place.textContent = `${at + 1} / ${marks.length}`;
    location.replace(`#${marks[at].id}`);
  }

  for (const [name, step] of [[bar.dataset.previous, -1], [bar.dataset.next, 1]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => go(step));
    bar.append(button);
  }
  place.setAttribute("role", "status");
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    if (event.key === "n") go(walked ? 1 : 0);
    else if (event.key === "N") go(-1);
  });
})();

/* A button that copies the permanent link, and images that are there before a page is printed. */
(() => {
  const button = document.querySelector(".actions .copy");
  if (button && copy) {
    const name = button.textContent;
    const say = (done) => (button.textContent = done ? button.dataset.copied : name);
    button.parentElement.hidden = false;
    button.addEventListener("click", () => copy(button.dataset.address, null, say));
  }
  window.addEventListener("beforeprint", () => {
    for (const image of document.images) image.loading = "eager";
  });
  const cite = document.getElementById("cite");
  const open = () => {
    if (cite && location.hash === "#cite") cite.open = true;
  };
  window.addEventListener("hashchange", open);
  open();
})();

/* Where there is no mouse, a calendar of the system is easier than typing, in the days that have articles. */
(() => {
  const form = document.querySelector(".tool.period form");
  if (!form || !matchMedia("(pointer: coarse)").matches) return;
  const boxes = [...form.querySelectorAll("#from, #to")];
  const day = /^(\d{4}-\d\d-\d\d)?$/;
  if (!boxes.every((box) => day.test(box.value))) return; // a year or a month, which a calendar cannot show
  for (const box of boxes) {
    const value = box.value;
    box.type = "date";
    box.value = value;
    if (form.dataset.min) Object.assign(box, form.dataset);
  }
  document.getElementById("date-hint").hidden = true;
})();

/* Wide screens with a mouse have the focus in the box of the front page; on others a keyboard would cover it. */
(() => {
  const box = document.querySelector(".front main #q");
  const wide = matchMedia("(min-width: 60rem) and (pointer: fine)");
  if (box && wide.matches && !location.hash) box.focus({ preventScroll: true });
})();

/* The basket: the ids of chosen articles, kept in this browser, with a button at every article and result. */
(() => {
  const KEY = "seogo.basket";
  const MOST = 100;
  const link = document.querySelector("a.basket");
  const name = link.textContent;
  const form = document.querySelector("form.basket");
  const buttons = new Map();

  function chosen() {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((id) => typeof id === "string") : [];
  }

  function show() {
    const ids = chosen();
    const address = new URL(link.href);
    if (ids.length) address.searchParams.set("ids", ids.join(" "));
    else address.searchParams.delete("ids");
    link.href = address;
    link.textContent = ids.length ? `${name} ${ids.length}` : name;
    for (const [button, id] of buttons) {
      button.textContent = ids.includes(id) ? link.dataset.remove : link.dataset.add;
    }
  }

  function keep(ids) {
    localStorage.setItem(KEY, JSON.stringify(ids.slice(-MOST)));
    show();
  }

  function toggle(id) {
    const ids = chosen();
    keep(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
  }

  function button(id, title) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "choose";
    if (title) made.setAttribute("aria-describedby", title);
    made.addEventListener("click", () => toggle(id));
    buttons.set(made, id);
    return made;
  }

  try {
    chosen();
    localStorage.setItem(KEY, JSON.stringify(chosen()));
  } catch {
    return; // a browser that keeps nothing: the links work as they are
  }
  const plain = document.querySelector(".actions a[data-id]");
  if (plain) plain.replaceWith(button(plain.dataset.id));
  document.querySelectorAll(".hits h3 a").forEach((hit, at) => {
    const id = decodeURIComponent(new URL(hit.href).pathname.split("/articles/").pop());
    hit.id = `hit-${at}`;
    hit.closest("li").querySelector(".facts")?.append(" ", button(id, hit.id));
  });
  if (form) {
    const shown = [...form.querySelectorAll("[type=checkbox]")].map((box) => box.value);
    const mine = shown.every((id) => chosen().includes(id));
    if (sessionStorage.getItem(KEY)) keep(shown); // what was left out or added on the page before
    sessionStorage.removeItem(KEY);
    if (chosen().length && !new URL(location).searchParams.has("ids")) {
      show();
      location.replace(link.href);
      return;
    }
    form.addEventListener("submit", (event) => {
      if (mine && !event.submitter?.hasAttribute("formaction")) sessionStorage.setItem(KEY, "mine");
    });
  }
  show();
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", show);
})();

/* A button in every row of a pair that copies both texts, with a tab between, as a table takes them. */
(() => {
  const rows = document.querySelector(".rows");
  if (!rows || !copy) return;

  const plain = (text) => text.textContent.replace(/\s+/g, " ").trim();
  for (const link of rows.querySelectorAll(".row > .here")) {
    const sides = [...link.parentElement.children].filter((one) => one !== link);
    const button = document.createElement("button");
    const say = (done) => {
      button.textContent = done ? rows.dataset.done : rows.dataset.name;
      const label = done ? rows.dataset.copied : rows.dataset.copy;
      button.setAttribute("aria-label", `${label} ${link.hash.slice(2)}`);
    };
    button.type = "button";
    button.className = "copy";
    say(false);
    button.addEventListener("click", () => {
      const texts = sides.map((one) => (one.className === "missing" ? "" : plain(one)));
      copy(texts.join("\t"), sides, say);
    });
    link.after(button);
  }
})();
