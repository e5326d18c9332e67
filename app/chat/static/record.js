/* The Record tab: turns clicks and typing into events of the Gradio components, and keeps focus where it belongs. */
(() => {
  const page = window.hearsay;
  const part = (id) => document.getElementById(id);
  let wanted = null; // the finding to open once the tab, which is laid out when it is first shown, is there
  let openFinding = (id) => (wanted = id);
  let begunAt = null; // the button that opened the form

  page.openFinding = (id) => {
    page.openTab("Record");
    openFinding(id);
  };

  page.sifter = (element, trigger) => {
    let waiting = 0;
    const find = () => {
      const [words, retired] = ["words", "retired"].map((name) => element.querySelector(`[name="${name}"]`));
      trigger("find", { words: words.value, retired: retired.checked });
    };
    element.addEventListener("submit", (event) => event.preventDefault());
    element.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(find, 200);
    });
    element.addEventListener("click", (event) => {
      begunAt = event.target.closest("[data-begin]") ?? begunAt;
      if (event.target.closest("[data-begin]")) trigger("begin", {});
    });
  };

  page.findings = (element, trigger) => {
    openFinding = (id) => trigger("open", { id });
    if (wanted) openFinding(wanted);
    element.addEventListener("click", (event) => {
      const at = (selector) => event.target.closest(selector);
      if (at("[data-id]")) openFinding(at("[data-id]").dataset.id);
      else if (at("[data-more]")) trigger("more", {});
      else if (at("[data-begin]")) {
        begunAt = at("[data-begin]");
        trigger("begin", {});
      }
    });
  };

  page.finding = (element, trigger, watch) => {
    let nonce = "";
    const name = () => element.querySelector("#by")?.value ?? "";
    const close = () => trigger("close", {});
    element.addEventListener("click", (event) => {
      const at = (selector) => event.target.closest(selector);
      if (at("[data-close]") || at("[data-cancel]")) close();
      else if (at("[data-edit]")) trigger("revise", {});
      else if (at("button[data-act]")) trigger("act", { ...at("[data-act]").dataset, by: name() });
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      trigger("act", { act: "save", ...Object.fromEntries(new FormData(event.target)) });
    });
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !element.querySelector("form")) close();
    });
    watch("value", () => {
      const sheet = element.querySelector(".sheet.open");
      const was = nonce;
      nonce = sheet?.dataset.nonce ?? "";
      if (nonce === was) return;
      if (!sheet) {
        delete part("on-record").dataset.open;
        (part("findings").querySelector('[aria-current="true"]') ?? begunAt)?.focus();
        return;
      }
      part("on-record").dataset.open = "";
      const wrong = sheet.querySelector("[aria-invalid]");
      const first = sheet.querySelector("#f-statement") ?? sheet.querySelector(".title");
      if (wrong) wrong.focus();
      else if (!sheet.querySelector(".notice, .failed")) first?.focus({ preventScroll: true });
      if (!wrong) element.querySelector(".reading").scrollTop = 0;
    });
  };
})();
