"use strict";
// Keys, lit findings, copying. Every page works without this file.
(() => {
  const all = (s, at = document) => [...at.querySelectorAll(s)];
  const one = (s) => document.querySelector(s);
  const store = (f) => { try { return f(localStorage); } catch { return null; } };
  const off = () => store((s) => s.getItem("keys")) === "off";
  const go = (s) => { const e = one(s); if (e) e.click(); };
  let at = -1, went = 0;

  const step = (by) => {
    const items = all("[data-item]");
    if (!items.length) return;
    if (items[at]) items[at].classList.remove("cursor");
    at = Math.max(0, Math.min(items.length - 1, at + by));
    items[at].classList.add("cursor");
    items[at].scrollIntoView({ block: "nearest" });
    const f = items[at].dataset.f;
    if (f) light(f);
  };
  const inner = (s) => { const e = all("[data-item]")[at]; const t = e && e.querySelector(s); if (t) t.click(); };

  const light = (f) => {
    for (const e of all("[data-f]")) e.classList.toggle("lit", e.dataset.f.split(" ").includes(f));
    const card = f && document.getElementById(f);
    const box = one(".findings");
    if (card && box) box.scrollTo({ top: card.offsetTop - box.offsetTop - 60 });
  };
  const smallest = (e) => (e.dataset.f || "").split(" ").pop();

  const copy = async (button) => {
    const said = one("#said");
    try {
      await navigator.clipboard.writeText(button.dataset.copy.replace("{url}", new URL(button.dataset.url, location.href).href));
      said.textContent = "Copied with its source.";
    } catch { said.textContent = "This browser does not let pages copy."; }
  };

  document.addEventListener("click", (e) => {
    const b = e.target.closest("[data-copy]");
    if (b) return copy(b);
    const s = e.target.closest(".text [data-f]");
    if (s && !e.target.closest("a")) light(smallest(s));
  });
  let hover = 0;
  document.addEventListener("mouseover", (e) => {
    clearTimeout(hover);
    const s = e.target.closest(".reading [data-f]");
    if (s) hover = setTimeout(() => light(smallest(s)), 150);
  });
  document.addEventListener("focusin", (e) => {
    const s = e.target.closest(".reading [data-f]");
    if (s) light(smallest(s));
  });

  const pages = { o: "overview", t: "timeline", c: "commitments", d: "conflicts", r: "review", p: "plan", a: "actors" };
  const keys = {
    "/": () => one("[name=q]").focus(), "?": () => one("#keys").showModal(),
    j: () => step(1), k: () => step(-1), n: () => step(1), p: () => step(-1),
    Enter: () => inner("a"), e: () => inner("[data-evidence]"), y: () => inner("[data-copy]"),
    "[": () => go("[rel=prev]"), "]": () => go("[rel=next]"),
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, select, textarea, dialog")) return;
    if (off() && e.key !== "?") return;
    if (e.key === "Enter" && e.target.closest("a, button, summary")) return;
    const decide = one(`[data-key="${CSS.escape(e.key)}"]`);
    const page = Date.now() - went < 1500 && pages[e.key];
    went = 0;
    if (page) go(`[data-page=${page}]`);
    else if (e.key === "g") went = Date.now();
    else if (decide) decide.click();
    else if (keys[e.key]) keys[e.key]();
    else return;
    e.preventDefault();
  });
  document.addEventListener("change", (e) => {
    if (e.target.id === "keys-on") store((s) => s.setItem("keys", e.target.checked ? "on" : "off"));
  });
  document.addEventListener("DOMContentLoaded", () => {
    const box = one("#keys-on");
    if (box) box.checked = !off();
    if (location.hash.length > 1 && one(".reading")) light(location.hash.slice(1));
  });
})();
