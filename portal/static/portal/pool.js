/* Counts who would qualify a moment after the form changes. Without this script, "Recalculate" does it. */
const form = document.querySelector("form[data-pool]");
const panel = document.getElementById("pool");
const PAUSE = 300; // milliseconds without typing
let timer;
let asked;

async function recalculate() {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  try {
    const headers = { "X-Part": "pool" };
    const answer = await fetch(form.dataset.pool, { method: "POST", body: new FormData(form), headers, signal });
    if (answer.ok && !answer.redirected) panel.innerHTML = await answer.text();
  } catch {
    /* given up for a newer count, or no connection: the last count stands */
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(recalculate, PAUSE);
});
