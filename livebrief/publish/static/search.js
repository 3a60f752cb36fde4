/* Search in a saved copy of the site: the words and filters of the address, looked for in search-index.js beside it.
   Nothing is asked of any server. As on the served desk, every word has to occur; "words in quotes" stand together; a
   word ending in * begins with it. Text from outside only ever becomes text (textContent). */
(() => {
  "use strict";
  const MOST = 100;
  const out = document.getElementById("found"), index = globalThis.LIVEBRIEF_INDEX;
  if (!out) return;
  const form = document.querySelector("form.ask"), asked = Object.fromEntries(new URLSearchParams(location.search));
  const tell = (text) => { const said = document.createElement("p"); said.className = "asof"; said.textContent = text; out.append(said); };
  if (!index) { tell(out.dataset.sayMissing); return; }
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const tokens = (text) => fold(text).normalize("NFD").replace(/\p{Mn}/gu, "").match(/[\p{L}\p{N}]+/gu) || [];
  const phrases = [...(asked.q || "").matchAll(/"([^"]*)"(\*?)|(\S+)/g)]
    .map(([, quoted, star, bare]) => ({ words: tokens(quoted || bare || ""), open: Boolean(star) || /\*$/.test(bare || "") }))
    .filter((each) => each.words.length);
  const stands = (has, phrase) => has.some((_, at) => phrase.words.every((word, n) => {
    const there = has[at + n] || "";
    return phrase.open && n === phrase.words.length - 1 ? there.startsWith(word) : there === word;
  }));
  const fits = ([sentences, speaker, , , act, , verdict, published, , outlet, , places]) => {
    const day = published.slice(0, 10);
    if (asked.outlet && asked.outlet !== outlet) return false;
    if (asked.act && asked.act !== act) return false;
    if (asked.verdict && asked.verdict !== verdict) return false;
    if (asked.after && !(day >= asked.after)) return false;
    if (asked.before && !(day && day <= asked.before)) return false;
    if (asked.actor && !fold(speaker).includes(fold(asked.actor))) return false;
    if (asked.place && !places.some((place) => fold(place).includes(fold(asked.place)))) return false;
    const has = phrases.length ? tokens(sentences) : [];
    return phrases.every((phrase) => stands(has, phrase));
  };
  const words = (name, value) => [...form.elements[name].options].find((each) => each.value === value)?.textContent || value;
  const put = (at, text, href) => {
    const node = href ? Object.assign(document.createElement("a"), { href }) : document.createElement("b");
    node.textContent = text;
    at.append(node);
    return node;
  };
  const shown = ([, speaker, page, unnamed, act, content, verdict, published, moment, outlet, line]) => {
    const made = document.getElementById("hit").content.cloneNode(true), at = (name) => made.querySelector(name);
    put(at(".speaker"), speaker, page).classList.add("who");
    if (!unnamed) at(".unnamed").remove();
    at(".act").textContent = words("act", act) + (content ? ":" : "");
    at(".content").textContent = content;
    const chip = at(".chip");
    if (verdict) { chip.classList.add(verdict); chip.textContent = words("verdict", verdict); } else chip.remove();
    if (published) { at("time").dateTime = published; at("time").textContent = moment; }
    const [house, where] = index.outlets[outlet] || [];
    if (house) { const name = at(".house"); name.textContent = ""; put(name, house, where); }
    if (line) at(".why").href = line; else at(".why").remove();
    return made;
  };
  for (const [name, value] of Object.entries(asked)) if (form.elements[name]) form.elements[name].value = value;
  if (!Object.values(asked).some((value) => value.trim())) return;
  const hits = index.rows.filter(fits);
  tell(out.dataset.sayFound.replace("{n}", hits.length) + (hits.length > MOST ? `, ${out.dataset.sayNewest}` : ""));
  if (index.rows.length < index.total) tell(out.dataset.sayPart.replace("{n}", index.rows.length).replace("{m}", index.total));
  out.append(...hits.slice(0, MOST).map(shown));
})();
