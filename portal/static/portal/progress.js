/* Keeps the part of a page that says how far something is up to date, until its reader turns that off. When it is
   done, the whole page is loaded anew. Without this script a link on the page does the same. */
const part = document.querySelector("[data-progress]");
const KEY = "koppelvlak:no-refresh";
const PAUSE = 3000; // milliseconds
const button = document.createElement("button");
let timer;

const isOff = () => sessionStorage.getItem(KEY) !== null;

function show() {
  button.textContent = isOff() ? part.dataset.on : part.dataset.off;
}

function wait() {
  clearTimeout(timer);
  if (!isOff()) timer = setTimeout(refresh, PAUSE);
}

async function refresh() {
  try {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (answer.ok) {
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-progress]");
      if (isOff()) return;
      if (!found) return location.reload();
      part.replaceChildren(...found.childNodes);
    }
  } catch {
    /* the next try may get through */
  }
  wait();
}

button.type = "button";
button.className = "button button-second";
button.addEventListener("click", () => {
  if (isOff()) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, "1");
  show();
  wait();
});
document.querySelector("[data-progress-buttons]").prepend(button);
show();
wait();
