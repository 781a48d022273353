"use strict";
// Comfort alone: without this the page says all the same.

// The table of tasks is sorted by the buttons that its titles become.
const table = document.querySelector("table.tasks");
const order = new Intl.Collator("zh", { numeric: true });

function sort(title, column) {
  const descending = title.getAttribute("aria-sort") === "ascending";
  const text = (row) => row.cells[column].textContent.trim();
  const rows = [...table.tBodies[0].rows];
  rows.sort((a, b) => {
    const empty = (text(a) === "") - (text(b) === "");  // what is empty stands last, either way
    return empty || order.compare(text(a), text(b)) * (descending ? -1 : 1);
  });
  for (const each of title.parentNode.cells) each.removeAttribute("aria-sort");
  title.setAttribute("aria-sort", descending ? "descending" : "ascending");
  table.tBodies[0].append(...rows);
}

// A copied cell is text to a spreadsheet: never a formula, and never the end of a cell or a row.
function cell(text, computing) {
  const line = text.replace(/\s+/g, " ").trim();
  const guarded = line && computing.includes(line[0]) ? "'" + line : line;
  return guarded.startsWith('"') ? '"' + guarded.replaceAll('"', '""') + '"' : guarded;
}

async function copy() {
  const status = document.querySelector("#copy + [role=status]");
  const rows = [...table.rows].map((row) => [...row.cells].map((each) => cell(each.textContent, table.dataset.computing)).join("\t"));
  try {
    await navigator.clipboard.writeText(rows.join("\r\n"));
    status.textContent = status.dataset.copied.replace("{count}", rows.length - 1);
  } catch {
    status.textContent = status.dataset.failed;
  }
}

// A table that is laid out as a list on a narrow screen stays a table for a screen reader.
function name(elements, role) {
  for (const each of elements) each.setAttribute("role", role);
}

if (table) {
  name([table], "table");
  name(table.querySelectorAll("thead, tbody"), "rowgroup");
  name(table.rows, "row");
  name(table.querySelectorAll("th"), "columnheader");
  name(table.querySelectorAll("td"), "cell");
  [...table.tHead.rows[0].cells].forEach((title, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...title.childNodes);
    button.addEventListener("click", () => sort(title, column));
    title.append(button);
  });
  const button = document.querySelector("#copy");
  button.addEventListener("click", copy);
  button.parentNode.hidden = false;
}

// Escape puts the sentence of a stroke away.
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.activeElement.closest(".strip")) document.activeElement.blur();
});

// The outline shows where the reader is: the last entry whose place has passed the upper third of the window.
const entries = [...document.querySelectorAll(".outline a")];
const places = entries.map((entry) => document.getElementById(entry.hash.slice(1)));
let current;

function follow() {
  let low = 0;
  for (let high = places.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (places[middle].getBoundingClientRect().top <= innerHeight / 3) low = middle + 1;
    else high = middle;
  }
  const beyond = document.querySelector("#text").getBoundingClientRect().bottom < innerHeight / 3;
  const entry = beyond ? undefined : entries[low - 1];
  if (entry === current) return;
  current?.removeAttribute("aria-current");
  entry?.setAttribute("aria-current", "location");
  current = entry;
}

let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    follow();
  });
}, { passive: true });

// What is folded is printed too.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
});
