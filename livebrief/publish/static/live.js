/* The front page kept up to date while it is read. The page is complete without this file.
   Counts what is new since the last visit on this device only; new lines wait behind a button; what is being read
   stays where it is. Nothing is sent to anybody: the only requests are for this desk's own page and event stream. */
(() => {
  "use strict";
  const body = document.body, bar = document.getElementById("visit");
  if (!bar || !window.Idiomorph) return;
  const KEY = "livebrief:" + location.pathname, plurals = new Intl.PluralRules(document.documentElement.lang || "en");
  const lines = (root) => [...root.querySelectorAll("article.line[data-known]")];
  const counted = (n) => (body.getAttribute("data-new-" + plurals.select(n)) || body.dataset.newOther || "{n}").replace("{n}", n);
  const remember = () => {
    const states = Object.fromEntries(lines(document).map((line) => [line.id, line.dataset.state]));
    try { localStorage.setItem(KEY, JSON.stringify({ at: body.dataset.asOf, states })); } catch { /* a private window */ }
  };
  const remembered = () => {
    try { return JSON.parse(localStorage.getItem(KEY)) || null; } catch { return null; }
  };

  /* New to a reader: a line not seen on the page before that the desk learnt of since (an hour's grace: an article can
     be fetched shortly before a page is made and read shortly after it). */
  const GRACE = 3600e3;
  const isNew = (line, at, seen) => !(line.id in seen) && Date.parse(line.dataset.known) > Date.parse(at) - GRACE;
  const last = remembered();
  const show = (text, label, press) => {
    bar.textContent = "";
    const said = document.createElement("p");
    said.textContent = text;
    if (label) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => press(button));
      said.append(button);
    }
    bar.append(said);
  };
  const mark = () => {
    if (!last || !last.at || !last.states) return 0;
    let n = 0;
    for (const line of lines(document)) {
      const before = last.states[line.id], fresh = isNew(line, last.at, last.states);
      line.classList.toggle("new", fresh);
      n += fresh;
      if (before && before !== line.dataset.state && !line.querySelector(".turned")) {
        const note = document.createElement("span");
        note.className = "change turned";
        note.textContent = body.dataset.sayChanged;
        line.querySelector(".facts").prepend(note);
        line.classList.add("new");
        n += 1;
      }
    }
    return n;
  };
  const greet = () => {
    const n = mark();
    if (!n) return;
    show(counted(n) + " " + body.dataset.saySince, body.dataset.sayOnly, (button) => {
      const only = body.classList.toggle("only");
      button.textContent = only ? body.dataset.sayAll : body.dataset.sayOnly;
    });
  };
  greet();
  remember();

  if (!body.dataset.live || !window.EventSource) return;
  let waiting = null, button = null, asked = null;
  const arrival = document.createElement("div");
  arrival.setAttribute("role", "status");
  document.getElementById("main").before(arrival);

  /* The first line that is in sight: after the page has grown above it, it is put back where it was. */
  const held = () => lines(document).find((line) => line.getBoundingClientRect().bottom > 60);
  const morph = (next) => {
    const anchor = held(), id = anchor && anchor.id, top = anchor && anchor.getBoundingClientRect().top;
    const open = new Set([...document.querySelectorAll("details[open]")].map((each) => each.id).filter(Boolean));
    body.dataset.asOf = next.body.dataset.asOf;
    window.Idiomorph.morph(document.getElementById("main"), next.getElementById("main"), {
      ignoreActiveValue: true,
      callbacks: { beforeNodeMorphed: (node) => node.id !== "visit" && !(node.open && open.has(node.id)) },
    });
    document.title = next.title;
    const now = id && document.getElementById(id);
    if (now) window.scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
  };
  const unseen = (next) => {
    const here = Object.fromEntries(lines(document).map((line) => [line.id, 1]));
    return lines(next).filter((line) => isNew(line, body.dataset.asOf, here)).map((line) => line.id);
  };
  /* Without a new line, a page is taken at once only where nothing that is read would move: the same lines in the same
     order, or a reader who is at its head. Else it waits for the next new line, or for the head to come into sight. */
  const HEAD = 200;
  const order = (root) => lines(root).map((line) => line.id).join(" ");
  const still = (next) => scrollY < HEAD || order(document) === order(next);
  const settle = (next) => {
    if (button) button.remove();
    button = waiting = null;
    morph(next);
    remember();
  };
  addEventListener("scroll", () => { if (waiting && !button && scrollY < HEAD) settle(waiting); }, { passive: true });
  const arrive = (next) => {
    const fresh = unseen(next);
    if (!fresh.length) {
      if (still(next)) settle(next); else waiting = next;
      return;
    }
    waiting = next;
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "arrived";
      button.addEventListener("click", take);
      arrival.append(button);
    }
    button.textContent = counted(fresh.length);
  };
  const take = () => {
    const arrived = unseen(waiting);
    button.remove();
    button = null;
    morph(waiting);
    waiting = null;
    const fresh = arrived.map((id) => document.getElementById(id)).filter(Boolean);
    for (const line of fresh) line.classList.add("fresh", "new");
    setTimeout(() => fresh.forEach((line) => line.classList.remove("fresh")), 6000);
    if (fresh[0]) {
      fresh[0].tabIndex = -1;
      fresh[0].focus({ preventScroll: true });
      fresh[0].scrollIntoView({ block: "center", behavior: "instant" });
    }
    remember();
  };
  const fetchPage = async () => {
    if (asked) { asked.again = true; return; }
    asked = { again: false };
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-cache" });
      if (answer.ok) arrive(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch { /* the stream says when it is back */ }
    const again = asked.again;
    asked = null;
    if (again) fetchPage();
  };

  const stream = new EventSource(body.dataset.live + "?seen=" + encodeURIComponent(body.dataset.asOf));
  stream.addEventListener("page", fetchPage);
  stream.addEventListener("open", () => { if (bar.querySelector(".lost")) bar.textContent = ""; });
  stream.addEventListener("error", () => {
    if (bar.textContent) return;
    show(body.dataset.sayLost);
    bar.firstChild.className = "lost";
  });
  addEventListener("pagehide", () => stream.close());
})();
