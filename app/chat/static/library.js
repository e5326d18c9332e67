/* The Library tab: sends files one by one, and turns clicks and typing into events of the Gradio components. */
(() => {
  const page = window.hearsay;
  const narrow = matchMedia("(max-width: 860px)");
  const part = (id) => document.getElementById(id);
  const show = (id, words) => {
    const line = part(id).querySelector(".sending");
    line.hidden = !words;
    line.textContent = words;
  };
  let stopped = false; // whether the sending of files was cancelled
  let cancel = () => {};

  page.intake = (element, trigger) => {
    const zone = element.querySelector(".drop");
    const input = element.querySelector("input");
    const send = async (files) => {
      stopped = false;
      const refused = [];
      for (const [at, file] of [...files].entries()) {
        if (stopped) break;
        show("intake", `Sending ${at + 1} of ${files.length}: ${file.name}`);
        const reply = await fetch(`/library/files?name=${encodeURIComponent(file.name)}`, { method: "PUT", body: file });
        if (!reply.ok) refused.push(`${file.name}: ${await reply.text()}`);
      }
      show("intake", refused.join("; "));
      input.value = "";
      trigger("ingest", {});
    };
    input.addEventListener("change", () => input.files.length && send([...input.files]));
    for (const kind of ["dragover", "dragleave", "drop"]) {
      element.addEventListener(kind, (event) => {
        event.preventDefault();
        zone.classList.toggle("over", kind === "dragover");
        if (kind === "drop") send([...event.dataTransfer.files]);
      });
    }
    cancel = () => {
      stopped = true;
      trigger("cancel", {});
    };
  };

  page.report = (element, trigger) => {
    element.addEventListener("click", (event) => {
      if (event.target.closest("[data-cancel]")) cancel();
      if (event.target.closest("[data-dismiss]")) trigger("dismiss", {});
    });
  };

  page.finder = (element, trigger) => {
    let waiting = 0;
    const find = () => trigger("find", Object.fromEntries(new FormData(element.querySelector("form"))));
    element.addEventListener("submit", (event) => event.preventDefault());
    element.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(find, 200);
    });
  };

  let removeFrom = () => {};

  page.shelf = (element, trigger, watch) => {
    const boxes = () => [...element.querySelectorAll("tbody input[type=checkbox]")];
    removeFrom = (ids) => trigger("remove", { ids });
    const count = () => {
      const button = element.querySelector("[data-remove]");
      const chosen = boxes().filter((box) => box.checked).length;
      if (!button) return;
      button.disabled = chosen === 0;
      button.textContent = chosen ? `Remove ${chosen} selected` : "Remove selected";
    };
    element.addEventListener("change", count);
    element.addEventListener("click", (event) => {
      const at = (selector) => event.target.closest(selector);
      if (at(".open")) trigger("open", { id: at(".open").dataset.id });
      else if (at("[data-remove]")) removeFrom(boxes().filter((box) => box.checked).map((box) => box.value));
      else if (at("[data-undo]")) trigger("undo", {});
      else if (at("[data-more]")) trigger("more", {});
    });
    let listed = "";
    watch("value", () => {
      // Rows are patched in place, so a tick would stay at its line when another article comes to stand there.
      const now = boxes().map((box) => box.value).join();
      if (now !== listed) boxes().forEach((box) => (box.checked = false));
      listed = now;
      count();
    });
  };

  page.record = (element, trigger, watch, props) => {
    const quiet = props.value;
    let nonce = "";
    page.panel(element, watch);
    element.addEventListener("click", (event) => {
      const remove = event.target.closest("[data-remove-one]");
      if (remove) removeFrom([remove.dataset.removeOne]);
      if (event.target.closest("[data-close]")) close();
    });
    element.addEventListener("keydown", (event) => event.key === "Escape" && close());
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      trigger("correct", { id: event.target.dataset.id, ...Object.fromEntries(new FormData(event.target)) });
    });
    watch("value", () => {
      const sheet = element.querySelector(".sheet");
      if (!sheet?.classList.contains("open")) return delete part("library").dataset.open;
      if (sheet.dataset.nonce === nonce) return;
      nonce = sheet.dataset.nonce;
      part("library").dataset.open = "";
      const said = sheet.querySelector(".notice, .failed");
      const wrong = sheet.querySelector("[aria-invalid]");
      element.querySelector(".reading").scrollTop = 0;
      if (wrong) wrong.focus();
      else if (!said) sheet.querySelector(".title").focus({ preventScroll: true });
    });
    const close = () => {
      delete part("library").dataset.open;
      const from = document.querySelector('#shelf .open[aria-current="true"]');
      from?.removeAttribute("aria-current");
      from?.focus();
      if (!narrow.matches) props.value = quiet;
    };
  };
})();
