/* How many words a text has, by the rule of portal/technologies/tagger/word_count.py; and the line below a text that says so. */
const RUN = /[^\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

function countWords(text) {
  return (text.match(RUN) ?? []).filter((run) => LETTER_OR_DIGIT.test(run)).length;
}

/* What was said of this text when it was refused is true no more: there is one, and it fits. */
function settled(text) {
  const field = text.closest(".invalid");
  if (!field) return;
  const error = field.querySelector(".error");
  const described = (text.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== error?.id);
  field.classList.remove("invalid");
  error?.remove();
  text.removeAttribute("aria-invalid");
  text.setAttribute("aria-describedby", described.join(" "));
  const summary = document.querySelector(".error-summary");
  for (const link of summary?.querySelectorAll(`a[href="#${text.id}"]`) ?? []) link.closest("li").remove();
  const left = summary?.querySelectorAll("li").length;
  if (left === 0) summary.remove();
  else if (left) summary.querySelector("h2").textContent = left === 1 ? summary.dataset.one : summary.dataset.many.replace("{number}", left);
}

for (const line of document.querySelectorAll("[data-words-of]")) {
  const text = document.getElementById(line.dataset.wordsOf);
  const limit = Number(line.dataset.limit);
  const number = (count) => count.toLocaleString(document.documentElement.lang);
  const tell = () => {
    const count = countWords(text.value);
    const said = count > limit ? line.dataset.over : line.dataset.within;
    line.querySelector("span").textContent = said
      .replace("{count}", number(count))
      .replace("{limit}", number(limit))
      .replace("{over}", number(count - limit));
    line.classList.toggle("over", count > limit);
    return count > 0 && count <= limit;
  };
  const correct = () => {
    if (tell()) settled(text);
  };
  text.addEventListener("input", correct);
  text.addEventListener("restored", correct);
  tell();
}
