/* The Sources tab: turns clicks and typing into events of the Gradio components, and keeps focus where it belongs. */
(() => {
  const page = window.hearsay;
  const part = (id) => document.getElementById(id);
  const slide = (open) => (open ? (part("sources").dataset.open = "") : delete part("sources").dataset.open);
  let pickedFrom = null; // [kind, name] of the source that was chosen last
  let listed = null; // the source whose page is shown

  const picked = (button) => {
    pickedFrom = [button.dataset.pick, button.dataset.name];
    return { kind: pickedFrom[0], name: pickedFrom[1] };
  };

  page.seeker = (element, trigger) => {
    let waiting = 0;
    const find = () => trigger("find", Object.fromEntries(new FormData(element.querySelector("form"))));
    element.addEventListener("submit", (event) => event.preventDefault());
    element.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(find, 200);
    });
  };

  page.roster = (element, trigger, watch) => {
    element.addEventListener("click", (event) => {
      const at = (selector) => event.target.closest(selector);
      if (at("[data-pick]")) trigger("choose", picked(at("[data-pick]")));
      else if (at("[data-turn-to]")) trigger("turn_to", { kind: at("[data-turn-to]").dataset.turnTo });
      else if (at("[data-at]")) trigger("open", { at: at("[data-at]").dataset.at });
      else if (at("[data-back]")) trigger("back", {});
      else if (at("[data-more]")) trigger("more", {});
      else if (at("[data-picture]")) showPicture();
      else if (at("[data-question]")) page.propose(at("[data-question]").dataset.question);
      else if (at("[data-tab]")) page.openTab(at("[data-tab]").dataset.tab);
    });
    watch("value", () => {
      const now = element.querySelector(".source")?.dataset.source ?? null;
      if (now === listed) return;
      listed = now;
      element.closest(".left").scrollTop = 0;
      if (part("sought") === document.activeElement) return; // typing led here
      if (now) element.querySelector("h2").focus();
      else buttonOf(element, pickedFrom)?.focus();
    });
  };

  const buttonOf = (element, source) =>
    [...element.querySelectorAll("[data-pick]")].find(
      ({ dataset }) => source && dataset.pick === source[0] && dataset.name === source[1]
    );

  function showPicture() {
    slide(true);
    part("reader").querySelector("[data-close]")?.focus();
  }

  page.reader = (element, trigger, watch) => {
    const article = () => element.querySelector(".sheet.open");
    let nonce = "";
    const close = () => {
      slide(false);
      page.hideCard();
      const from = part("roster").querySelector('[aria-current="true"]') ?? part("roster").querySelector("[data-picture]");
      if (article()) trigger("close", {});
      from?.focus();
    };
    page.panel(element, watch);
    element.addEventListener("click", (event) => {
      const at = (selector) => event.target.closest(selector);
      if (at("[data-close]")) close();
      else if (at("[data-step]")) trigger("open", { step: at("[data-step]").dataset.step });
      else if (at("[data-pick]")) {
        slide(false);
        trigger("choose", picked(at("[data-pick]")));
      }
    });
    part("sources").addEventListener("keydown", (event) => {
      const open = article() || "open" in part("sources").dataset;
      if (!open || event.target.closest("input") || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "Escape") close();
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (by && article() && !element.querySelector(`[data-step="${by}"]`).disabled) trigger("open", { step: by });
    });
    watch("value", () => {
      const now = article()?.dataset.nonce ?? "";
      if (now && now !== nonce) {
        slide(true);
        page.bringIntoView(element);
      }
      if (!now && nonce) element.querySelector(".reading").scrollTop = 0; // the article's place is not the picture's
      nonce = now;
    });
  };
})();
