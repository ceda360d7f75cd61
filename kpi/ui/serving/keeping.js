// Asks before a page is left with something that the server does not keep: a draft that cannot be kept there (the
// page says so with .pp-loose), or a field that is being typed in. Within the application nothing is lost or asked.
// And draws the page anew when the line is back: the server may have been restarted, and then goes on from what it kept.
const typing = new Set();
const running = () => document.querySelector('[data-testid="stApp"][data-test-script-state="running"]');
const connected = () => document.querySelector('[data-test-connection-state="CONNECTED"]');

// What was typed is sent when its field is left or Enter is pressed, and kept by the run that follows; a field that
// is typed in again meanwhile waits for its own.
const sent = (field) => {
  if (!typing.has(field)) return;
  const value = field.value;
  const look = () => {
    if (field.isConnected && field.value !== value) return;
    if (connected() && !running()) typing.delete(field);
    else setTimeout(look, 300);
  };
  setTimeout(look, 500);
};

document.addEventListener(
  "input",
  (event) => {
    if (event.target.matches('input[type="text"], input:not([type]), textarea')) typing.add(event.target);
  },
  true,
);
document.addEventListener("focusout", (event) => sent(event.target), true);
document.addEventListener(
  "keydown",
  (event) => {
    const sends = event.key === "Enter" && (event.target.tagName !== "TEXTAREA" || event.ctrlKey || event.metaKey);
    if (sends) sent(event.target);
  },
  true,
);
window.addEventListener("beforeunload", (event) => {
  const open = [...typing].some((field) => field.isConnected || !connected());
  if (open || document.querySelector(".pp-loose")) event.preventDefault();
});

let [dropped, seen] = [false, false];
new MutationObserver(() => {
  const state = document.querySelector("[data-test-connection-state]")?.dataset.testConnectionState;
  if (state === "CONNECTED" && dropped) setTimeout(() => window.dispatchEvent(new PopStateEvent("popstate")), 200);
  if (state) dropped = state !== "CONNECTED" && (dropped || seen);
  seen ||= state === "CONNECTED";
}).observe(document.documentElement, { subtree: true, attributeFilter: ["data-test-connection-state"] });
