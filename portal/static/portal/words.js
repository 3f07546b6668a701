/* How many words a text has, by the rule of portal/text/counting.py; and the line below a text that says so. */
const RUN = /[^\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

function countWords(text) {
  return (text.match(RUN) ?? []).filter((run) => LETTER_OR_DIGIT.test(run)).length;
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
  };
  text.addEventListener("input", tell);
  text.addEventListener("restored", tell);
  tell();
}
