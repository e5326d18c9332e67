/* Tests and runs: the row under each answer, and the Evals tab. It keeps focus where it belongs, and makes no HTML. */
(() => {
  const page = window.hearsay;
  const part = (id) => document.getElementById(id);

  /* --- under an answer --------------------------------------------------------------------------------------- */
  page.filing = (element, trigger, watch) => {
    let sent = null; // {turn, act} of what was sent last: focus goes to what came of it
    const send = (act, turn, more = {}) => {
      sent = { act, turn };
      trigger(act, { turn, ...more });
    };
    element.addEventListener("click", (event) => {
      const at = event.target.closest("[data-file]");
      if (at) send(at.dataset.file, at.dataset.turn);
    });
    element.addEventListener("submit", (event) => {
      const form = event.target.closest("form.filing");
      if (!form) return;
      event.preventDefault();
      send("file", form.dataset.turn, Object.fromEntries(new FormData(form)));
    });
    element.addEventListener("keydown", (event) => {
      const form = event.key === "Escape" && event.target.closest("form.filing");
      if (!form) return;
      event.stopPropagation(); // or the article beside it would close
      send("drop", form.dataset.turn);
    });
    watch("value", () => {
      if (!sent) return;
      const turn = element.querySelector(`.turn[data-turn="${sent.turn}"]`);
      const first = { complain: 'form.filing [name="fault"]', drop: '[data-file="complain"]', undo: '[data-file="keep"]' };
      const to = turn?.querySelector("form.filing [aria-invalid]") ?? turn?.querySelector(first[sent.act] ?? ".filed p");
      if (!to) return; // another answer came in between
      sent = null;
      to.focus({ preventScroll: true });
      to.closest("form, .filed, .row-below").scrollIntoView({ block: "nearest" });
    });
  };

  /* --- the Evals tab ----------------------------------------------------------------------------------------- */
  let opened = ""; // the name of the run that was opened last, to which focus goes back

  const open = (trigger, run) => {
    opened = run;
    trigger("open", { run });
  };

  page.asking = (element, trigger) => {
    element.addEventListener("click", (event) => {
      const at = (selector) => event.target.closest(selector);
      if (at("[data-ask-tests]")) trigger("begin", {});
      else if (at("[data-cancel]")) trigger("cancel", {});
      else if (at("[data-run]")) open(trigger, at("[data-run]").dataset.run);
    });
  };

  page.runs = (element, trigger) => {
    element.addEventListener("click", (event) => {
      const at = event.target.closest("[data-run]");
      if (at) open(trigger, at.dataset.run);
    });
  };

  page.review = (element, trigger, watch) => {
    let nonce = "";
    const close = () => trigger("close", {});
    element.addEventListener("click", (event) => event.target.closest("[data-close]") && close());
    element.addEventListener("keydown", (event) => event.key === "Escape" && close());
    element.addEventListener("change", (event) => {
      if (event.target.matches("[data-before]")) trigger("compare", { before: event.target.value });
    });
    watch("value", () => {
      const sheet = element.querySelector(".sheet.open");
      if (nonce === (nonce = sheet?.dataset.nonce ?? "")) return;
      if (sheet) {
        part("evals").dataset.open = "";
        sheet.querySelector("[data-before]").focus({ preventScroll: true });
      } else {
        delete part("evals").dataset.open;
        part("runs").querySelector(`[data-run="${CSS.escape(opened)}"]`)?.focus();
      }
    });
  };
})();
