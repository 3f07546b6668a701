/* Saves each answer a moment after typing and on leaving the field. What is not on the server yet also stays in this
   browser, until it is; after a crash the page asks what to do with it. Without this script, "Save draft" does it all. */
const form = document.querySelector("form[data-autosave]");
const PAUSE = 2000; // milliseconds without typing
const LONGEST = 6000; // of typing on
const TIMEOUT = 15000;
const LONGEST_WAIT = 30000; // between two attempts
const KEPT = 7 * 24 * 60 * 60 * 1000;
const PREFIX = "koppelvlak:";
const OWN = `${PREFIX}${form.dataset.owner}:${form.dataset.challenge}:`;
const here = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const savedLine = form.querySelector("[data-saved]");
const bar = savedLine.closest(".saved");
const problem = form.querySelector("[data-problem]");
const again = problem.querySelector("[data-again]");
let seq = 0;
let lastSaved = savedLine.textContent;
let submitting = false;

class Question {
  constructor(field) {
    this.field = field;
    this.id = field.dataset.question;
    this.box = field.querySelector("textarea");
    this.base = form.elements[`base_${this.id}`];
    this.was = form.elements[`was_${this.id}`];
    this.saved = field.matches(".invalid, :has(.versions)") ? null : this.box.value; // null: not known to be
    this.store = `${OWN}${this.id}:${here}`;
    this.trouble = ""; // what keeps it from being saved
    this.failures = 0;
    this.working = null;
    this.panel = null;
    this.box.addEventListener("input", () => this.typed());
    this.box.addEventListener("blur", () => this.save());
    const panel = field.querySelector(".versions");
    if (panel) {
      const text = panel.querySelector("[data-text]").textContent;
      this.chooseBetween({ text, version: this.base.value, was: this.was.value });
    }
  }

  get isDirty() {
    return this.box.value !== this.saved;
  }

  typed() {
    this.keep();
    clearTimeout(this.timer);
    this.since ??= Date.now();
    const wait = Math.max(0, Math.min(PAUSE, this.since + LONGEST - Date.now()));
    this.timer = setTimeout(() => this.save(), wait);
  }

  keep() {
    const entry = { text: this.box.value, at: Date.now() };
    try {
      localStorage.setItem(this.store, JSON.stringify(entry));
    } catch {
      /* a full or forbidden store: the server keeps what it gets */
    }
  }

  forget() {
    localStorage.removeItem(this.store);
  }

  save() {
    clearTimeout(this.timer);
    this.since = undefined;
    if (!this.working && !this.panel && this.isDirty) {
      this.working = this.send().finally(() => {
        this.working = null;
        show();
        if (this.isDirty && !this.trouble) this.timer = setTimeout(() => this.save(), PAUSE);
      });
      show();
    }
    return this.working ?? Promise.resolve();
  }

  async send(isSecond = false) {
    const text = this.box.value;
    const data = new FormData();
    seq += 1;
    const values = { question: this.id, text, base: this.base.value, window: here, seq };
    for (const [name, value] of Object.entries(values)) data.append(name, value);
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    let answer;
    let told;
    try {
      answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: data,
        redirect: "manual",
        keepalive: text.length < 15000,
        signal: AbortSignal.timeout(TIMEOUT),
      });
      told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    } catch {
      return this.failed(form.dataset.offline);
    }
    if (answer.type === "opaqueredirect") return this.failed(form.dataset.out);
    if (answer.status === 403 && !isSecond) {
      const found = await freshToken();
      return found === "" ? this.failed(form.dataset.refused) : found ? this.send(true) : this.failed(form.dataset.out);
    }
    if (answer.status === 403 || answer.status === 404) return this.failed(form.dataset.refused);
    if (told.closed) return this.failed(`${form.dataset.bad} ${told.closed}`);
    if (told.error) return this.failed(`${form.dataset.bad} ${told.error}`);
    if (told.conflict) return this.disagree(told.conflict);
    if (!answer.ok || told.version === undefined) return this.failed(form.dataset.server);
    this.stands(text, told);
    lastSaved = told.saved;
    return undefined;
  }

  stands(text, { version, was }) {
    this.saved = text;
    this.base.value = version;
    this.was.value = was;
    this.trouble = "";
    this.failures = 0;
    if (!this.isDirty) this.forget();
  }

  failed(trouble) {
    this.trouble = trouble;
    this.failures += 1;
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.min(LONGEST_WAIT, PAUSE * 2 ** this.failures));
  }

  disagree(theirs) {
    this.fill("conflict-template", theirs.text, theirs.at).querySelector("[data-by]").textContent = theirs.by;
    this.chooseBetween(theirs);
  }

  /* In the panel that stands there, with `theirs` as it was read. */
  chooseBetween(theirs) {
    this.trouble = form.dataset.choose;
    this.choose({
      keep: () => {
        this.base.value = theirs.version;
        this.saved = null;
      },
      take: () => {
        this.put(theirs.text);
        this.stands(theirs.text, theirs);
      },
    });
  }

  /* found: texts that are not on the server, [entry, where it is kept], the latest first. One choice for each. */
  offer(found) {
    if (!found.length) return;
    const [[entry, store], ...others] = found;
    const at = new Date(entry.at).toLocaleString(document.documentElement.lang, {
      timeZone: "Europe/Amsterdam",
      weekday: "short",
      day: "numeric",
      month: "long",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    this.trouble = form.dataset.restore;
    this.fill("restore-template", entry.text, at);
    const next = () => {
      localStorage.removeItem(store);
      this.offer(others);
    };
    this.choose({
      keep: () => {
        this.put(entry.text);
        this.keep();
        next();
      },
      take: next,
    });
  }

  fill(template, text, at) {
    this.field.querySelector(".versions")?.remove();
    this.field.append(document.getElementById(template).content.cloneNode(true));
    const panel = this.field.querySelector(".versions");
    panel.querySelector("[data-text]").textContent = text;
    panel.querySelector("[data-text]").hidden = !text;
    panel.querySelector("[data-none]").hidden = Boolean(text);
    panel.querySelector("[data-at]").textContent = at;
    return panel;
  }

  choose(choices) {
    const panel = this.field.querySelector(".versions");
    this.panel = panel;
    for (const [name, choice] of Object.entries(choices)) {
      panel.querySelector(`[data-${name}]`).addEventListener("click", (event) => {
        event.preventDefault();
        panel.remove();
        this.panel = null;
        this.trouble = "";
        choice();
        this.box.focus();
        this.save();
        show();
      });
    }
  }

  put(text) {
    this.box.value = text;
    this.box.dispatchEvent(new Event("restored"));
  }
}

/* The page's form with a token of now, after a log-in in another window. null: still logged out; "": no right. */
async function freshToken() {
  try {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (answer.type === "opaqueredirect") return null;
    if (!answer.ok) return "";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("form[data-autosave] [name=csrfmiddlewaretoken]")?.value ?? "";
    if (token) form.elements.csrfmiddlewaretoken.value = token;
    return token;
  } catch {
    return null;
  }
}

function show() {
  const trouble = questions.map((question) => question.trouble).find(Boolean) ?? "";
  const isBusy = questions.some((question) => question.working);
  bar.hidden = Boolean(trouble);
  problem.hidden = !trouble;
  const line = problem.querySelector("[data-said]");
  if (line.textContent !== trouble) line.textContent = trouble;
  problem.querySelector("[data-to-login]").hidden = trouble !== form.dataset.out;
  again.hidden = ![form.dataset.offline, form.dataset.server, form.dataset.out].includes(trouble);
  savedLine.textContent = isBusy ? form.dataset.busy : lastSaved;
}

/* Entries of other windows and earlier visits that are not on the server, the latest first. */
function left(question) {
  const found = [];
  for (const store of Object.keys(localStorage).filter((key) => key.startsWith(`${OWN}${question.id}:`))) {
    const entry = JSON.parse(localStorage.getItem(store));
    if (entry.text === question.box.value) {
      if (question.isDirty) question.keep();
      localStorage.removeItem(store);
    } else found.push([entry, store]);
  }
  return found.sort(([one], [other]) => other.at - one.at);
}

function tidy() {
  for (const store of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
    const at = JSON.parse(localStorage.getItem(store))?.at ?? 0;
    if (Date.now() - at > KEPT) localStorage.removeItem(store);
  }
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

function saveAll() {
  return Promise.all(questions.map((question) => question.save()));
}

const questions = Array.from(form.querySelectorAll("[data-question]"), (field) => new Question(field));
form.elements.window.value = here;
try {
  tidy();
  for (const question of questions) {
    const found = left(question);
    if (!question.panel) question.offer(found);
  }
} catch {
  /* a browser that keeps nothing for this site */
}
show();

again.addEventListener("click", saveAll);
window.addEventListener("online", saveAll);
document.addEventListener("visibilitychange", saveAll);
window.addEventListener("pageshow", () => (submitting = false));
window.addEventListener("beforeunload", (event) => {
  if (!submitting && questions.some((question) => question.isDirty && question.trouble)) event.preventDefault();
});
form.addEventListener("submit", async (event) => {
  if (submitting) return;
  event.preventDefault();
  submitting = true;
  await Promise.race([saveAll(), pause(3000)]);
  await pause(0); // a form that is being submitted takes no second submit
  seq += 1;
  form.elements.seq.value = seq;
  form.requestSubmit(event.submitter);
});
