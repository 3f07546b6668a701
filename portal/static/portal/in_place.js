/* Opens a page under the row whose link or form leads to it. Without this script, and where it cannot be had, one goes there. */
const template = document.getElementById("in-place-template");
const DEEPER = 2; // levels: the h1 of the page becomes a heading of level 3 here
let opened = null; // { opener, panel }
let asked;

function close(toOpener) {
  asked?.abort();
  if (!opened) return;
  const { opener, panel } = opened;
  opened = null;
  panel.remove();
  opener.setAttribute("aria-expanded", "false");
  opener.removeAttribute("aria-controls");
  if (toOpener) opener.focus();
}

/* The page's own part, its headings at home in this page; nothing where another page answered, such as the log-in. */
function partOf(text) {
  const part = new DOMParser().parseFromString(text, "text/html").querySelector("[data-part]");
  for (const heading of part?.querySelectorAll("h1, h2, h3, h4") ?? []) {
    heading.setAttribute("aria-level", Number(heading.tagName[1]) + DEEPER);
  }
  return part;
}

async function open(opener, url, place) {
  close(false);
  const panel = template.content.firstElementChild.cloneNode(true);
  const own = { opener, panel };
  opened = own;
  place(panel);
  opener.setAttribute("aria-expanded", "true");
  opener.setAttribute("aria-controls", panel.id);
  panel.querySelector("[data-close]").addEventListener("click", () => close(true));
  panel.querySelector("[data-page]").href = url;
  asked = new AbortController();
  try {
    const answer = await fetch(url, { signal: asked.signal });
    const part = answer.ok ? partOf(await answer.text()) : null;
    if (opened !== own) return;
    if (!part) throw new Error("another page answered");
    show(panel, part);
  } catch {
    if (opened === own) location.assign(url);
  }
}

function show(panel, part) {
  const heading = part.querySelector("h1");
  panel.querySelector("[data-busy]").remove();
  panel.prepend(...part.childNodes);
  panel.setAttribute("aria-label", heading.textContent);
  heading.tabIndex = -1;
  heading.focus();
}

for (const link of document.querySelectorAll("a[data-in-place]")) {
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (opened?.opener === link) close(true);
    else open(link, link.href, (panel) => link.closest("li").append(panel));
  });
}

for (const form of document.querySelectorAll("form[data-in-place]")) {
  const button = form.querySelector("button");
  button.setAttribute("aria-expanded", "false");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open(button, `${form.action}?${new URLSearchParams(new FormData(form))}`, (panel) => form.after(panel));
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && opened) close(true);
});
