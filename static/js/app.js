// Comforts over what already works. Listeners stand on the document, so swapped parts need nothing.
"use strict";

// A button for the print dialog appears only where a script can open it.
for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  for (const menu of document.querySelectorAll(".languages[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(".languages[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Paper has nothing to unfold.
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("main details")) fold.open = true;
});

// Who cannot get a paper sees at once what else the law accepts.
document.addEventListener("change", (event) => {
  const paper = event.target.value === "cannot" && event.target.closest(".paper");
  const fold = paper && paper.querySelector("details");
  if (fold) fold.open = true;
});

// One press, one submission. A download leaves its page open and the back button brings one back:
// then the form can be sent again.
const release = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.matches("[hx-post]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  setTimeout(release, 5000, form);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

// A swap got no answer, or a bad one: say so, and what is safe. What was typed stays in place.
const network = document.getElementById("network");
if (network) {
  const say = (wrong) => () => (network.hidden = !wrong);
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, say(true));
  }
  document.addEventListener("htmx:beforeSwap", say(false));
}

// A form that comes back with a mistake is sent once more as a page, so that to refresh it, or to
// come back to it, keeps what was typed. What brings its own target says why nothing was saved.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status !== 422 || xhr.getResponseHeader("HX-Retarget")) return;
  event.detail.shouldSwap = false;
  requestConfig.elt.submit();
});

// htmx notes the address of the last page in the tab: of a dossier, nothing stays behind.
const forget = () => {
  try {
    sessionStorage.removeItem("htmx-current-path-for-history");
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
};
forget();
for (const name of ["htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:afterSettle"]) {
  document.addEventListener(name, forget);
}
