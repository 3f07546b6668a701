/* Says below a text how long it is. Without this script, the hint and the error say how long it may be. */
for (const text of document.querySelectorAll("textarea[data-counter]")) {
  const line = document.createElement("p");
  const tell = () => {
    const length = Array.from(text.value).length.toLocaleString(document.documentElement.lang);
    line.textContent = text.dataset.counter.replace("{}", length);
  };
  line.className = "hint";
  text.after(line);
  text.addEventListener("input", tell);
  tell();
}
