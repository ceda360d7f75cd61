// Follows the links of drawn lists within the visitor's session: a new visit takes seconds.
// Streamlit draws the page of its address again when history moves; this moves it. What is not an ordinary click
// (another button, a modifier key, another origin, a page that this plan does not have) is left to the browser.
const shown = () => document.querySelector(".pp-menu[data-pages]");

function follow(event) {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = plain && !event.defaultPrevented && event.target.closest(".pp a[href], .pp-projected a[href]");
  if (!link || (link.target && link.target !== "_self")) return;
  const to = new URL(link.href);
  const page = to.pathname.replace(/^.*\//, "");
  const same = to.origin === location.origin && to.pathname.replace(/[^/]*$/, "") === location.pathname.replace(/[^/]*$/, "");
  const known = same && (page === "" || (shown()?.dataset.pages ?? "").split(" ").includes(page));
  if (!known || to.hash || !document.querySelector('[data-test-connection-state="CONNECTED"]')) return;
  event.preventDefault();
  link.closest("details")?.closest(".pp-menu")?.querySelector("details")?.removeAttribute("open");
  history.pushState(null, "", to);
  window.dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector(".stMain")?.scrollTo(0, 0);
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

document.addEventListener("click", follow);
document.addEventListener("click", act);

// The language of the page is that of what stands on it.
new MutationObserver(() => {
  const lang = document.querySelector(".stMain [lang]")?.lang;
  if (lang && document.documentElement.lang !== lang) document.documentElement.lang = lang;
}).observe(document.documentElement, { childList: true, subtree: true });
