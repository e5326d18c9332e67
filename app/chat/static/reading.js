/* The reading panel of every tab: brings the chosen words into view, shows who speaks beside the text, and the card of
   whatever has one. It makes no HTML out of words: what is shown comes escaped from the server. */
(() => {
  const page = (window.hearsay = {});
  const root = document.documentElement;
  const OFF = "who-speaks-off";
  const PAUSE = 400; // milliseconds over reported words before their card comes: reading must not be disturbed

  const SETTLED = 60; // milliseconds after which focus has scrolled its label into view

  /* --- cards ------------------------------------------------------------------------------------------------- */
  page.showCard = (card, anchor, host) => {
    page.hideCard();
    const shown = card.cloneNode(true);
    shown.removeAttribute("id");
    shown.hidden = false;
    shown.classList.add("floating");
    host.append(shown);
    const at = anchor.getClientRects()[0];
    const { width, height } = shown.getBoundingClientRect();
    const below = at.bottom + 6 + height < innerHeight;
    shown.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    shown.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - height - 6)}px`;
  };

  page.hideCard = () => document.querySelectorAll(".card.floating").forEach((card) => card.remove());

  /* --- who speaks -------------------------------------------------------------------------------------------- */
  root.classList.toggle(OFF, sessionStorage.getItem(OFF) === "yes");

  function switchOver(element) {
    const box = element.querySelector(".reading");
    const kept = [...box.querySelectorAll(".text p")].find((p) => p.getBoundingClientRect().bottom > box.getBoundingClientRect().top);
    const before = kept?.getBoundingClientRect().top;
    sessionStorage.setItem(OFF, root.classList.toggle(OFF) ? "yes" : "no");
    prepare(element);
    if (kept) box.scrollTop += kept.getBoundingClientRect().top - before; // the text has other lines; the place stays
  }

  function prepare(element) {
    const pressed = String(!root.classList.contains(OFF));
    element.querySelector("[data-who-speaks]")?.setAttribute("aria-pressed", pressed);
    layOut([...element.querySelectorAll(".text .label")]);
  }

  function layOut(labels) {
    labels.forEach((label) => (label.style.transform = ""));
    const inMargin = labels.filter((label) => getComputedStyle(label).position === "absolute");
    const places = inMargin.map((label) => [label, label.offsetTop, label.offsetHeight]);
    let free = 0;
    for (const [label, top, height] of places) {
      if (top < free) label.style.transform = `translateY(${free - top}px)`; // else it would lie over the one before
      free = Math.max(top, free) + height + 5;
    }
  }

  function light(element, utterance) {
    element.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
    if (utterance) element.querySelectorAll(`[data-utterance="${utterance}"]`).forEach((each) => each.classList.add("lit"));
  }

  /* --- the panel --------------------------------------------------------------------------------------------- */
  page.panel = (element, watch) => {
    let waiting = 0;
    const told = (event) => event.target.closest("[data-utterance]");
    const tell = (at) => {
      const number = at.dataset.utterance;
      const card = element.querySelector(`.card[id$="-${number}"]`);
      if (card && !root.classList.contains(OFF)) page.showCard(card, at, element);
    };
    const leave = () => {
      clearTimeout(waiting);
      light(element, null);
      page.hideCard();
    };
    element.addEventListener("mouseover", (event) => {
      const at = told(event);
      if (!at) return;
      light(element, at.dataset.utterance);
      clearTimeout(waiting);
      waiting = setTimeout(tell, at.matches(".label") ? 0 : PAUSE, at);
    });
    element.addEventListener("focusin", (event) => {
      const at = told(event);
      if (!at) return;
      light(element, at.dataset.utterance);
      waiting = setTimeout(tell, SETTLED, at);
    });
    for (const kind of ["mouseout", "focusout"]) element.addEventListener(kind, (event) => told(event) && leave());
    element.addEventListener("scroll", page.hideCard, true);
    element.addEventListener("click", (event) => event.target.closest("[data-who-speaks]") && switchOver(element));
    new ResizeObserver(() => prepare(element)).observe(element);
    watch("value", () => prepare(element));
  };

  page.bringIntoView = (element) => {
    prepare(element);
    const mark = element.querySelector("mark.chosen");
    const box = element.querySelector(".reading");
    if (mark) {
      const off = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
      box.scrollTop += off - (box.clientHeight - Math.min(mark.offsetHeight, box.clientHeight)) / 2;
    }
    (mark ?? box)?.focus({ preventScroll: true });
  };
})();
