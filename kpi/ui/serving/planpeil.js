// Follows the links of drawn lists within the visitor's session: a new visit takes seconds.
// Streamlit draws the page of its address again when history moves; this moves it. What is not an ordinary click
// (another button, a modifier key, another origin, a page that this plan does not have) is left to the browser.
const first = document.getElementById("first-light");
const shown = () => document.querySelector(".pp-menu[data-pages]");

// The link that was pressed while somebody typed. Leaving the field sends what was typed, and its answer draws the page
// again: followed before that, the answer would take the visitor back; pressed for longer, the link itself is replaced.
let [pressed, answer, had] = [null, null, ""];

function remember(event) {
  had = event.target.value;
}

function press(event) {
  const link = event.button === 0 && event.target.closest?.(".pp a[href]");
  const field = document.activeElement?.matches("input, textarea") && document.activeElement;
  pressed = link && field && (field.value !== had || running()) ? link : null;
  answer = pressed && answered();
}

function release(event) {
  const [link, now] = [pressed, event.target.closest?.(".pp a[href]")];
  if (link && !link.isConnected && now && isSame(link, now)) now.click();
}

function isSame(one, other) {
  const [here, there] = [new URL(one.href), new URL(other.href)];
  const target = here.searchParams.get("target") === there.searchParams.get("target");
  return target && here.pathname === there.pathname && one.textContent === other.textContent;
}

// The run that was asked for has ended; on a busy server it does not begin at once.
function answered() {
  const stands = () => document.querySelector('[data-test-script-state="notRunning"]');
  return new Promise((go) => {
    const watch = new MutationObserver(() => stands() && end());
    const end = () => (watch.disconnect(), go());
    watch.observe(document.documentElement, { subtree: true, attributeFilter: ["data-test-script-state"] });
    setTimeout(end, 5000);
  });
}

// The link as the answer draws it: with what was typed in its address.
async function followAfter(link) {
  await answer;
  const now = [...document.querySelectorAll(".pp a[href]")].find((one) => isSame(link, one));
  go(new URL((now ?? link).href), now ?? link);
}

const content = () => document.querySelector(".stMain");
const folds = () => [...(content()?.querySelectorAll("details.pp > summary, .pp:not(.pp-menu) details > summary") ?? [])];

const links = (href) => [...document.querySelectorAll(".pp a[href]")].filter((one) => one.href === href);

function go(to, link) {
  const open = folds().flatMap((one) => (one.parentElement.open ? [one.textContent] : []));
  const led = [link.href, links(link.href).indexOf(link)];
  history.replaceState({ ...history.state, top: content()?.scrollTop, open, led }, "");
  history.pushState(null, "", to);
  window.dispatchEvent(new PopStateEvent("popstate"));
  content()?.scrollTo(0, 0);
}

// Who goes back to a list finds it as it was left: what was unfolded, and the link that led away, with the focus on it.
async function comeBack(event) {
  const [{ top, open, led }, here] = [event.state ?? {}, location.href];
  if (!event.isTrusted || !open) return;
  await answered();
  if (location.href !== here) return;
  for (const fold of folds()) fold.parentElement.open ||= open.includes(fold.textContent);
  content()?.scrollTo(0, top);
  if (document.activeElement === document.body) links(led[0])[led[1]]?.focus({ preventScroll: true });
}

function follow(event) {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = plain && !event.defaultPrevented && event.target.closest(".pp a[href]");
  if (first?.isConnected || !link || (link.target && link.target !== "_self")) return;
  const to = new URL(link.href);
  const page = to.pathname.replace(/^.*\//, "");
  const same = to.origin === location.origin && to.pathname.replace(/[^/]*$/, "") === location.pathname.replace(/[^/]*$/, "");
  const known = same && (page === "" || (shown()?.dataset.pages ?? "").split(" ").includes(page));
  if (!known || to.hash || !document.querySelector('[data-test-connection-state="CONNECTED"]')) return;
  event.preventDefault();
  link.closest("details")?.closest(".pp-menu")?.querySelector("details")?.removeAttribute("open");
  if (pressed) followAfter(link);
  else go(to, link);
  pressed = null;
}

function act(event) {
  const button = event.target.closest(".pp [data-do]");
  if (button?.dataset.do === "print") window.print();
  if (button?.dataset.do !== "copy") return;
  const words = button.textContent;
  navigator.clipboard.writeText(location.href).then(() => {
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = words), 2000);
  });
}

for (const kind of ["focusin", "change"]) document.addEventListener(kind, remember);
document.addEventListener("pointerdown", press, true);
document.addEventListener("pointerup", release);
document.addEventListener("click", follow);
document.addEventListener("click", act);
window.addEventListener("popstate", comeBack);

// Streamlit names its own controls in English and has no setting for it: they take the names that the menu brings. Only
// values are changed: a node that React put there stays where it is.
const TEXTS = '[data-testid="stSkipToContent"], [data-testid="stFileUploaderDropzone"] p, [role="dialog"] h2';

function rename() {
  const names = JSON.parse(shown()?.dataset.names ?? "{}");
  for (const part of document.querySelectorAll("[aria-label]")) {
    const label = part.getAttribute("aria-label");
    const [, first, rest] = /^(Help for|day,|month,|year,) (.*)$/s.exec(label) ?? [];
    const said = label && (names[label] ?? (names[first] && `${names[first]} ${rest}`));
    if (said && said !== label && !part.closest(".pp")) part.setAttribute("aria-label", said);
  }
  for (const part of document.querySelectorAll(TEXTS)) {
    const [words] = [...part.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const said = words?.nodeValue && names[words.nodeValue];
    if (!said || said === words.nodeValue) continue;
    if (words.nodeValue === "Connection error") explain(part.nextElementSibling, names[""]);
    words.nodeValue = said;
  }
}

// What Streamlit lays above its page stands beside it, and does not know whether that is light or dark.
function colour() {
  const [page, above] = [".stApp", "#stFloatingOverlayPortal"].map((one) => document.querySelector(one));
  if (page && above) above.style.colorScheme = getComputedStyle(page).colorScheme;
}

function explain(part, said) {
  const walk = part && document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (walk?.nextNode()) [walk.currentNode.nodeValue, said] = [said, ""];
}

// The language of the page is that of what stands on it.
let renaming;
new MutationObserver(() => {
  const lang = document.querySelector(".stMain .stHtml > [lang]")?.lang;
  if (lang && document.documentElement.lang !== lang) document.documentElement.lang = lang;
  renaming ??= setTimeout(() => ((renaming = undefined), rename(), colour()), 100);
}).observe(document.documentElement, { childList: true, subtree: true });

// The first answer of a page shows already what it says; Streamlit's page takes its place once it stands. What was
// scrolled to, opened and focused meanwhile stays so.
const letters = document.documentElement.dataset;
let endedAt;

function standing() {
  if (document.querySelector('[role="dialog"]')) return true;
  const main = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"] .stMain');
  if (!main?.querySelector(".pp-foot, .pp-message, .stException") || main.querySelector('[data-stale="true"]')) return false;
  endedAt ??= performance.now();
  const drawn = [...main.querySelectorAll(".stVegaLiteChart")].every((chart) => chart.querySelector("svg, canvas"));
  const complete = drawn && !main.querySelector('[data-testid="stSkeleton"]') && (letters.letters || document.fonts.check('1em "Source Sans"'));
  return complete || performance.now() - endedAt > 5000;
}

// What was drawn in other letters because the font was late stays so until another page is opened: nothing moves. The
// first picture decides: a browser takes the font after all once Streamlit's page brings its style sheets.
function keepLetters() {
  const sample = document.createElement("span");
  sample.textContent = "Wijkteams illustreren mmm";
  sample.style.cssText = "position:absolute;white-space:pre";
  first.append(sample);
  const drawn = sample.getBoundingClientRect().width;
  sample.style.fontFamily = '"Nearly", sans-serif';
  const nearly = sample.getBoundingClientRect().width === drawn;
  sample.remove();
  if (!nearly) return;
  letters.letters = "nearly";
  addEventListener("popstate", () => delete letters.letters, { once: true });
}

function takeOver() {
  const main = content();
  const parts = (within) => [...(within?.querySelectorAll(".pp :is(a, summary, button, h1, h2, h3, li, tr)") ?? [])];
  const [before, after] = [parts(first), parts(main)];
  const counterpart = (part) => (before.length === after.length ? after[before.indexOf(part)] : undefined);
  for (const part of before) {
    if (part.tagName === "SUMMARY" && part.parentElement.open) counterpart(part)?.parentElement.setAttribute("open", "");
  }
  if (main && first.scrollTop) {
    const top = (part) => part.getBoundingClientRect().top;
    const seen = before.find((part) => !part.closest(".pp-menu") && top(part) >= 0);
    main.scrollTop = first.scrollTop;
    if (counterpart(seen)) main.scrollTop += top(counterpart(seen)) - top(seen);
  }
  const focused = counterpart(document.activeElement);
  first.remove();
  focused?.focus({ preventScroll: true });
}

function awaitPage() {
  let [asked, pressed] = [false, false];
  const check = () => {
    if (asked || pressed || !first.isConnected) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      if (pressed) return;
      if (!standing()) return void setTimeout(check, 250);
      watch.disconnect();
      takeOver();
    });
  };
  const watch = new MutationObserver(check);
  watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ["data-test-script-state", "data-stale"] });
  document.fonts.addEventListener("loadingdone", check);
  first.addEventListener("pointerdown", () => (pressed = true));
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(() => ((pressed = false), check())));
}

if (first) {
  awaitPage();
  requestAnimationFrame(() => setTimeout(keepLetters));
}
