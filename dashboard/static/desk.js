// What the desk's pages do faster with a script. Without it everything works as plain forms.
"use strict";

(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  document.documentElement.classList.add("scripted");

  // A form is sent once, however often somebody presses.
  for (const form of all("form[data-once]")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
    addEventListener("pageshow", () => { sent = false; });
  }

  // What is pasted into the empty field is looked at without another click.
  const field = one("[data-paste]");
  field?.addEventListener("paste", () => {
    if (field.value.trim() === "") setTimeout(() => field.form.requestSubmit());
  });

  // A page that waits for the scheduler looks again.
  const again = one("[data-again]");
  if (again) setTimeout(() => location.reload(), Number(again.dataset.again));

  if (!one("[data-review]")) return;

  // A slider beside the number; the number is what is sent.
  const slide = (form) => {
    const number = one("#probability", form);
    const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: 100, step: 1 });
    slider.setAttribute("aria-label", "Probability in percent, as a slider");
    const read = () => { slider.value = number.value.replace(",", "."); };
    read();
    number.after(slider);
    number.addEventListener("input", read);
    slider.addEventListener("input", () => { number.value = slider.value; });
  };

  // What is typed is kept on the server, so that a closed window loses nothing.
  const autosave = (form) => {
    const told = one("[data-kept]", form);
    let timer = 0;
    let last = Promise.resolve();
    const say = (words, late) => {
      told.textContent = words;
      told.classList.toggle("late", late);
    };
    const keep = async () => {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/json" },
      }).catch(() => null);
      if (!answer) return say("This could not be kept; it is still on this page.", true);
      const said = await answer.json().catch(() => ({}));
      if (!answer.ok) return say(said.detail ?? "This could not be kept; it is still on this page.", true);
      form.elements.unfinished.value = said.version;
      return say("Kept.", false);
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => { last = last.then(keep); }, 600);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  };

  const form = one("form[data-autosave]");
  if (form) {
    slide(form);
    autosave(form);
  }

  // What is selected in the text stands in the form for what was missed.
  const text = one("[data-text]");
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
    one("#missed-quote").value = chosen.toString().trim();
    one("#mark").open = true;
  });

  // Keys, where nobody is typing.
  const typing = (target) => target.closest?.("input:not([type=range], [type=radio]), textarea, select");
  const edit = () => { one("#claim")?.focus(); one("#claim")?.select(); };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const reject = one("details[data-key=r]");
    if (reject?.open && /^[1-9]$/.test(event.key)) return one(`[data-digit="${event.key}"]`, reject)?.click();
    if (!/^[aejkru]$/.test(event.key)) return;
    event.preventDefault();
    if (event.key === "e") return edit();
    if (event.key === "r") {
      if (reject) reject.open = true;
      return one("summary", reject ?? document)?.focus();
    }
    return one(`a[data-key="${event.key}"], button[data-key="${event.key}"]`)?.click();
  });

  if (location.hash === "#candidate") one("mark.chosen")?.scrollIntoView({ block: "center" });
})();
