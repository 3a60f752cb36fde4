// Single-key shortcuts of the desk. Everything works without this file; /desk/keys lists the keys and turns them off.
(() => {
  "use strict";
  const OFF = "livebrief-keys-off";
  const off = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const box = document.getElementById("keys-off");
  if (box) {
    box.checked = off();
    box.addEventListener("change", () => { try { localStorage.setItem(OFF, box.checked ? "1" : "0"); } catch { /* no storage: keys stay on */ } });
  }
  const typing = (at) => at && (at.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && !/^(checkbox|radio|button|submit)$/.test(at.type)));
  const step = (by) => {
    const all = [...document.querySelectorAll("[data-step]")];
    if (!all.length) return false;
    const at = all.indexOf(document.activeElement);
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  };
  const act = (what) => {
    if (what.tagName === "DETAILS") {
      what.open = true;
      const first = what.querySelector("input:not([type=hidden]), select, textarea");
      (first || what.querySelector("summary")).focus();
      what.scrollIntoView({ block: "nearest" });
    } else { what.click(); }
  };
  let before = "";
  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (event.key === "Escape") {
      const open = at && at.closest("details[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); } else if (typing(at)) { at.blur(); }
      return;
    }
    if (off() || typing(at) || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if ((event.key === "j" && step(1)) || (event.key === "k" && step(-1))) { event.preventDefault(); return; }
    const chosen = at && at.closest("article[data-step]"); // a letter alone is for the statement that j and k chose
    const own = chosen && /^[ctaw]$/.test(event.key) && chosen.querySelector(`details[data-key^="${event.key}"]`);
    if (own) { event.preventDefault(); act(own); return; }
    const found = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const what = (before && found(before + event.key)) || found(event.key);
    before = /^[ctaw]$/.test(event.key) && !found(event.key) ? event.key : "";
    if (what) { event.preventDefault(); act(what); }
  });
})();
