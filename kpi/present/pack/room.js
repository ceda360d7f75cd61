// The run: one screen at a time, by keys, clicker, mouse and touch. All screens are here already: without a line it goes on.
"use strict";
const body = document.body, root = document.documentElement;
const screens = [...document.querySelectorAll(".screen")];
const black = document.getElementById("black"), list = document.getElementById("list"), over = document.getElementById("over"), keys = document.getElementById("keys");
const meeting = body.dataset.meeting, presenter = new URLSearchParams(location.search).has("presentator");
const channel = "BroadcastChannel" in window ? new BroadcastChannel(`planpeil-${meeting}`) : null;
let at = 0, digits = "";

const remembered = (name, value) => { try { if (value === undefined) return localStorage.getItem(`planpeil-${name}`); localStorage.setItem(`planpeil-${name}`, value); } catch { return null; } };
const here = () => Math.max(0, Math.min(screens.length - 1, (parseInt(location.hash.slice(2), 10) || 1) - 1));

function show(number, tell = true) {
  at = Math.max(0, Math.min(screens.length - 1, number));
  black.hidden = true;
  screens.forEach((screen, place) => { screen.hidden = place !== at; });
  every(false);
  if (location.hash !== `#s${at + 1}`) history.replaceState(null, "", `#s${at + 1}`);
  if (tell && channel) channel.postMessage(at);
  if (presenter) told();
  const who = screens[at].querySelector(".note [name=user]");
  if (who && !who.value) who.value = remembered("user") || "";
  screens[at].querySelector("h1").tabIndex = -1;
}
const room = name => { root.dataset.room = name; remembered("room", name); };
const open = href => { if (!href || !body.dataset.result) return; over.hidden = false; over.querySelector("iframe").src = href; over.querySelector("button").focus(); };
const shut = () => { over.hidden = true; over.querySelector("iframe").removeAttribute("src"); screens[at].querySelector("h1").focus({preventScroll: true}); };
// The whole words of a result, over its screen; those who do not see them are not led into them.
const whole = () => screens[at].querySelector(".whole");
function every(open) {
  document.querySelectorAll(".whole").forEach(one => { one.hidden = !(open && one === whole()); });
  if (open) whole()?.querySelector("button").focus();
}
const full = () => document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.().catch(() => {});
function leave() {
  if (!over.hidden) return shut();
  if (whole() && !whole().hidden) return every(false);
  if (!list.hidden || !keys.hidden || !black.hidden) { list.hidden = keys.hidden = black.hidden = true; return; }
  if (document.fullscreenElement) return document.exitFullscreen();
  if (body.dataset.leave) location.href = body.dataset.leave;
}
const DO = {
  ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1), " ": () => show(at + 1),
  ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1), Backspace: () => show(at - 1),
  Home: () => show(0), End: () => show(screens.length - 1), Escape: leave,
  o: () => { list.hidden = !list.hidden; if (!list.hidden) list.querySelector("a").focus(); },
  b: () => { black.hidden = !black.hidden; }, ".": () => { black.hidden = !black.hidden; },
  f: full, F5: full, d: () => room(root.dataset.room === "dark" ? "light" : "dark"),
  p: () => window.open(`${location.pathname}${location.search}${location.search ? "&" : "?"}presentator=1#s${at + 1}`, "planpeil-presenter", "width=900,height=700"),
  t: () => every(whole()?.hidden), r: () => open(screens[at].querySelector("a.open")?.href), "?": () => { keys.hidden = !keys.hidden; },
};
addEventListener("keydown", event => {
  if (event.target.closest("input, select") ? event.key !== "Escape" : event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(".note") && event.key === "Escape") { event.target.blur(); return event.preventDefault(); }
  if (/^\d$/.test(event.key)) { digits += event.key; return; }
  if (event.key === "Enter") {
    if (event.target.closest("a, button") && !digits) return;
    show(digits ? Number(digits) - 1 : at + 1); digits = ""; list.hidden = true;
    return event.preventDefault();
  }
  digits = "";
  const what = DO[event.key] || DO[event.key.toLowerCase()];
  if (what) { event.preventDefault(); what(); }
});
addEventListener("click", event => {
  const link = event.target.closest("a");
  if (link?.classList.contains("open")) { event.preventDefault(); return open(link.href); }
  if (link) { list.hidden = true; return; }
  if (event.target.closest("#over button")) return shut();
  if (event.target.closest(".every")) return every(whole().hidden);
  const key = event.target.closest("#thumb button")?.dataset.key;
  if (key) return DO[key]();
  if (!black.hidden) { black.hidden = true; return; }
  if (event.target.closest("button, input, select, form, #list, #over, #keys, aside") || getSelection().toString()) return;
  show(event.clientX < innerWidth * .3 ? at - 1 : at + 1);
});
let down = null;
addEventListener("touchstart", event => { down = event.touches.length === 1 ? event.touches[0] : null; }, {passive: true});
addEventListener("touchend", event => {
  const up = event.changedTouches[0], away = down ? up.clientX - down.clientX : 0;
  if (down && Math.abs(away) > 50 && Math.abs(away) > Math.abs(up.clientY - down.clientY) * 1.5) show(at + (away < 0 ? 1 : -1));
  down = null;
}, {passive: true});
addEventListener("hashchange", () => show(here()));
if (channel) channel.onmessage = event => show(event.data, false);

// What is agreed is kept here until the server has it: a line that drops loses nothing.
const WAITING = `notes-${meeting}`;
const waiting = () => JSON.parse(remembered(WAITING) || "[]");
const agreed = document.querySelector(".screen-agreed .body");
let sending = false;
async function send() {
  if (sending) return;
  sending = true;
  for (const note of waiting()) if (!await sent(note)) break;
  sending = false;
}
async function sent(note) {
  let answer, words = "";
  try {
    answer = await fetch(body.dataset.agreements, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(note)});
    words = await answer.text();
  } catch { said(note.target, body.dataset.unsaved); return false; }
  if (answer.status >= 500) { said(note.target, body.dataset.unsaved); return false; }
  remembered(WAITING, JSON.stringify(waiting().filter(one => one.key !== note.key)));
  if (answer.ok) hear(words); else giveBack(note);
  said(note.target, answer.ok ? body.dataset.saved : words);
  return true;
}
// What was agreed, here or in another window, is on the screens it belongs to.
let heard = null;
function hear(words) {
  if (words === heard) return;
  heard = words;
  stand(words);
  redraw();
}
function stand(words) {
  if (!agreed) return;
  agreed.innerHTML = words;
  const told = agreed.querySelector("template"), header = agreed.parentElement.querySelector("header");
  if (!told) return;
  if (!header.querySelector(".side")) header.append(Object.assign(document.createElement("p"), {className: "side"}));
  header.querySelector(".side").textContent = told.innerHTML;
}
// The screens of results as they now are; what is half typed on one stays, and a screen that is the same is let be.
async function redraw() {
  const parts = (screen, ...names) => [...screen.children].filter(one => names.some(name => one.classList.contains(name)));
  const drawn = all => all.map(one => one.outerHTML).join();
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) throw new Error(answer.statusText);
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelectorAll(".screen-result").forEach(mine => {
      const other = now.querySelector(`.screen-result[data-target="${CSS.escape(mine.dataset.target)}"]`);
      const [was, is] = [mine, other].map(screen => screen ? parts(screen, "body", "asked") : []);
      if (!is.length || drawn(was) === drawn(is)) return;
      const open = mine.querySelector(".whole:not([hidden])");
      was.concat(parts(mine, "whole")).forEach(one => one.remove());
      mine.querySelector(".note, footer").before(...is);
      mine.querySelector("footer").after(...parts(other, "whole"));
      if (open) every(true);
    });
  } catch { heard = null; /* the line is down: the screens stand as they were, and it is asked again */ }
}
// What was refused is put back where it was typed.
function giveBack(note) {
  const form = document.querySelector(`.note[data-target="${CSS.escape(note.target)}"]`);
  if (!form || form.elements.text.value) return;
  fill(form, note);
  keep(form);
}
// What is half typed survives a reload of this window, and is gone once it is recorded.
const FIELDS = ["kind", "text", "owner", "due", "user"];
const half = form => `planpeil-half-${meeting}-${form.dataset.target}`;
function fill(form, note) {
  form.classList.add("writing");
  for (const name of FIELDS) form.elements[name].value = note[name] || form.elements[name].value;
}
function keep(form) {
  const typed = ["text", "owner", "due"].some(name => form.elements[name].value);
  try {
    if (typed) sessionStorage.setItem(half(form), JSON.stringify(Object.fromEntries(new FormData(form))));
    else sessionStorage.removeItem(half(form));
  } catch { /* a browser that keeps nothing */ }
}
function takeUp(form) {
  try {
    const note = JSON.parse(sessionStorage.getItem(half(form)));
    if (note) fill(form, note);
  } catch { /* a browser that keeps nothing */ }
}
const said = (target, words) => document.querySelectorAll(`.note[data-target="${CSS.escape(target)}"] output`).forEach(one => { one.textContent = words; });
document.querySelectorAll(".note").forEach(form => {
  form.addEventListener("focusin", () => form.classList.add("writing"));
  form.elements.user.value = remembered("user") || "";
  takeUp(form);
  form.addEventListener("input", () => { form.querySelector("output").textContent = ""; keep(form); });
  form.addEventListener("submit", event => {
    event.preventDefault();
    const note = Object.fromEntries(new FormData(form));
    if (!note.text.trim()) return form.elements.text.focus();
    if (!note.user.trim()) { form.querySelector("output").textContent = body.dataset.unnamed; return form.elements.user.focus(); }
    remembered(WAITING, JSON.stringify([...waiting(), {...note, target: form.dataset.target, key: crypto.randomUUID()}]));
    remembered("user", note.user);
    for (const name of ["text", "owner", "due"]) form.elements[name].value = "";
    keep(form);
    form.elements.text.blur();
    send();
  });
});
if (body.dataset.agreements) {
  addEventListener("online", send);
  setInterval(() => { if (waiting().length) send(); }, 5000);
  // Between times it asks seldom, so that whoever presents counts as being there.
  let beat = 0;
  setInterval(async () => {
    beat += 1;
    if (document.hidden || (!screens[at].matches(".screen-agreed, .screen-result") && beat % 30)) return;
    try { const answer = await fetch(body.dataset.agreements); if (answer.ok) hear(await answer.text()); } catch { /* the line is down: what stands, stands */ }
  }, 10000);
  send();
}

// The presenter's own window: the next screen, the clock, and the whole sentence of the result.
function told() {
  const spoken = screens[at].querySelector(".spoken").textContent, next = screens[at + 1]?.querySelector("h1").textContent || "";
  let box = document.getElementById("presenter");
  if (!box) { box = document.createElement("aside"); box.id = "presenter"; body.append(box); body.classList.add("presenting"); }
  box.replaceChildren(...[["clock", new Date().toLocaleTimeString(root.lang, {hour: "2-digit", minute: "2-digit"})], ["words", spoken], ["next", next && `→ ${next}`]]
    .map(([name, words]) => Object.assign(document.createElement("p"), {className: name, textContent: words})));
}
if (presenter) setInterval(told, 10000);

root.dataset.room = remembered("room") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
body.classList.add("running");
show(here(), false);
