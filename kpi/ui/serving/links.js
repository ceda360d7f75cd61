// Follows the links of drawn lists within the visitor's session, as the menu does: a new visit takes seconds.
// Streamlit draws the page of its address again when history moves; this moves it. What is not an ordinary click
// (another button, a modifier key, another origin, a page that is not in the menu) is left to the browser.
document.addEventListener("click", (event) => {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = plain && !event.defaultPrevented && event.target.closest(".pp a[href], .pp-projected a[href]");
  if (!link || (link.target && link.target !== "_self")) return;
  const to = new URL(link.href);
  const menu = document.querySelectorAll('[data-testid="stSidebarNavLink"]');
  const known = [...menu].some((entry) => entry.origin === to.origin && entry.pathname === to.pathname);
  if (!known || to.hash || !document.querySelector('[data-test-connection-state="CONNECTED"]')) return;
  event.preventDefault();
  history.pushState(null, "", to);
  window.dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector(".stMain")?.scrollTo(0, 0);
});
