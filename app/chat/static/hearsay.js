/* The Ask tab: turns clicks and keys into events of the Gradio components, and keeps focus and scroll where they
   belong. It makes no HTML out of words: what is shown comes escaped from the server. */
(() => {
  const page = window.hearsay;
  const narrow = matchMedia("(max-width: 860px)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const part = (id) => document.getElementById(id);
  const reading = () => part("ask")?.offsetParent && "open" in part("ask").dataset; // and its tab is the one shown
  let cited = null; // {turn, n} of the citation whose article is open
  let send = {}; // the triggers of the components, by name

  /* --- conversation ------------------------------------------------------------------------------------------ */
  page.log = (element, trigger, watch) => {
    send.log = trigger;
    page.filing(element, trigger, watch);
    element.addEventListener("click", (event) => {
      const at = (selector) => event.target.closest(selector);
      if (at("[data-file], form.filing")) follow = false; // what comes of it is shown where it is
      if (at(".cite")) choose(at(".cite"));
      else if (at(".near[data-near]")) chooseNear(at(".near"));
      else if (at(".chip")) again(at(".chip"));
      else if (at(".example")) ask(at(".example").textContent);
      else if (at("[data-copy]")) copy(at("[data-copy]"));
      else if (at("[data-finding]")) page.openFinding(at("[data-finding]").dataset.finding);
      else if (at("[data-tab]")) page.openTab(at("[data-tab]").dataset.tab);
    });
    for (const kind of ["mouseover", "focusin"]) element.addEventListener(kind, showCard);
    for (const kind of ["mouseout", "focusout"]) element.addEventListener(kind, page.hideCard);
    element.addEventListener("scroll", page.hideCard, true);
    watch("value", () => {
      markCited();
      busy(element.querySelector('[aria-busy="true"]') !== null);
      if (follow) showEnd();
    });
  };

  let follow = false; // whether the end of the conversation is kept in view while an answer comes

  function showEnd() {
    const turns = document.querySelectorAll("#log .turn");
    turns[turns.length - 1]?.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
  }

  function again(chip) {
    follow = false;
    busy(true);
    send.log("again", { turn: chip.dataset.turn, name: chip.dataset.name });
  }

  function copy(button) {
    const words = button.closest(".turn").querySelector("pre.copy").textContent;
    const said = (label) => {
      button.textContent = label;
      setTimeout(() => (button.textContent = "Copy answer"), 2000);
    };
    // The clipboard is there on https and on this machine only; elsewhere the words are selected by hand.
    if (navigator.clipboard) navigator.clipboard.writeText(words).then(() => said("Copied"), () => said("Not copied"));
    else said("Copying needs https");
  }

  page.openTab = (name) => {
    [...document.querySelectorAll('[role="tab"]')].find((tab) => tab.textContent.trim() === name)?.click();
  };

  page.propose = (question) => {
    page.openTab("Ask");
    closeArticle();
    part("question").value = question;
    const begin = () => {
      const box = part("question");
      if (!box.offsetParent) return requestAnimationFrame(begin); // the tab is not shown yet, and nothing takes focus
      fit(box);
      box.focus();
      box.setSelectionRange(question.length - 1, question.length - 1); // before its mark: "about ..." is typed there
    };
    begin();
  };

  function showCard(event) {
    const button = event.target.closest(".cite");
    const card = button && document.getElementById(`card-${button.dataset.turn}-${button.dataset.n}`);
    if (card) page.showCard(card, button, part("log"));
  }

  /* --- composer ---------------------------------------------------------------------------------------------- */
  page.composer = (element, trigger, watch) => {
    send.composer = trigger;
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(part("question").value);
    });
    element.addEventListener("keydown", (event) => {
      if (event.target.id !== "question" || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      ask(event.target.value);
    });
    element.addEventListener("input", (event) => {
      if (event.target.id !== "question") return showNarrowing();
      fit(event.target);
      if (event.target.ariaInvalid) fits(event.target.value);
    });
    element.addEventListener("click", (event) => {
      if (event.target.closest("[data-stop]")) trigger("stop", {});
      if (event.target.closest("[data-fresh]")) {
        cited = null;
        closeArticle();
        element.querySelector("form").reset();
        fits("");
        showNarrowing();
        trigger("fresh", {});
        part("question").focus();
      }
    });
    watch("value", () => {
      if (!part("question")) return;
      fit(part("question"));
      if (!narrow.matches && document.activeElement === document.body) part("question").focus({ preventScroll: true });
    });
  };

  function ask(question) {
    const form = document.querySelector(".composer");
    if (!question.trim() || form.classList.contains("busy")) return;
    if (!fits(question)) return part("question").select(); // it can be shortened, and what is typed takes its place
    const { outlet, author, speaker, after, before } = Object.fromEntries(new FormData(form));
    follow = true;
    busy(true);
    send.composer("ask", { question, outlet, author, speaker, after, before });
    part("question").value = "";
    fit(part("question"));
  }

  function fits(question) {
    const [box, said] = [part("question"), part("question-wrong")];
    const [length, longest] = [[...question.trim()].length, Number(box.dataset.longest)];
    const is = length <= longest;
    said.hidden = is;
    said.textContent = is ? "" : `The question has ${length} characters; shorten it to ${longest}`;
    if (is) box.removeAttribute("aria-invalid");
    else box.setAttribute("aria-invalid", "true");
    return is;
  }

  function showNarrowing() {
    const set = [...document.querySelectorAll(".narrow :is(select, input)")].filter((field) => field.value);
    document.querySelector(".narrow").classList.toggle("set", set.length > 0);
  }

  function busy(is) {
    document.querySelector(".composer")?.classList.toggle("busy", is);
  }

  function fit(box) {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 2, 180)}px`;
  }

  /* --- article ----------------------------------------------------------------------------------------------- */
  let showNoArticle = () => {};

  page.article = (element, trigger, watch, props) => {
    const quiet = props.value;
    showNoArticle = () => (props.value = quiet);
    element.addEventListener("click", (event) => {
      const step = event.target.closest("[data-step]");
      if (step) stepTo(Number(step.dataset.step));
      if (event.target.closest("[data-close]")) closeArticle();
    });
    page.panel(element, watch);
    watch("value", () => {
      if (!cited) return;
      part("ask").dataset.open = "";
      page.bringIntoView(element);
    });
  };

  function choose(button) {
    page.hideCard();
    cited = { turn: button.dataset.turn, n: button.dataset.n };
    markCited();
    send.log("cite", cited);
  }

  function chooseNear(button) {
    cited = { turn: button.dataset.turn, near: button.dataset.near };
    markCited();
    send.log("cite", cited);
  }

  function markCited() {
    document.querySelectorAll(".cite").forEach((button) => {
      const is = cited && button.dataset.turn === cited.turn && button.dataset.n === cited.n;
      if (is) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  }

  function stepTo(by) {
    if (!cited) return;
    const buttons = [...document.querySelectorAll(`.turn[data-turn="${cited.turn}"] .cite:not(.reference)`)];
    const next = buttons[buttons.findIndex((button) => button.dataset.n === cited.n) + by];
    if (next) choose(next);
  }

  function closeArticle() {
    delete part("ask").dataset.open;
    if (!narrow.matches) showNoArticle();
    const from = document.querySelector(
      cited?.near ? `.near[data-turn="${cited.turn}"][data-near="${cited.near}"]` : '.cite[aria-current="true"]'
    );
    page.hideCard();
    cited = null;
    markCited();
    from?.focus();
    page.hideCard();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      page.hideCard();
      if (reading()) closeArticle();
    }
    const typing = event.target.closest?.("input, textarea, select, [role='tab']");
    if (typing || event.altKey || event.ctrlKey || event.metaKey || !reading()) return;
    if (event.key === "ArrowLeft") stepTo(-1);
    if (event.key === "ArrowRight") stepTo(1);
  });
})();
