"use strict";
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

// What a cell is sorted by: a number, or its text; null, which comes last in both directions, where there is none.
function value(row, column, isNumber) {
  const text = row.cells[column].textContent.trim();
  if (!isNumber) return text === "–" || text === "" ? null : text;
  const number = parseFloat(text.replace("−", "-"));
  return Number.isNaN(number) ? null : number;
}

function compare(a, b) {
  return typeof a === "number" ? a - b : collator.compare(a, b);
}

function sort(table, header, column) {
  const direction = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  const sign = direction === "ascending" ? 1 : -1;
  const body = table.tBodies[0];
  const keyed = [...body.rows].map((row) => [value(row, column, header.classList.contains("number")), row]);
  keyed.sort(([a], [b]) => (a === null || b === null ? (a === null) - (b === null) : sign * compare(a, b)));
  body.append(...keyed.map(([, row]) => row));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", direction);
}

for (const table of document.querySelectorAll("table[data-sort]")) {
  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => sort(table, header, column));
    header.append(button);
  });
}

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const rows = [...document.querySelectorAll("#students tbody tr")];
const texts = new Map(rows.map((row) => [row, plain([...row.cells].map((cell) => cell.textContent).join("\t"))]));
const box = document.getElementById("search");

// All words must be somewhere in the row.
function search() {
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  for (const row of rows) row.hidden = !words.every((word) => texts.get(row).includes(word));
  const shown = rows.filter((row) => !row.hidden).length;
  document.getElementById("found").textContent = `${shown} of ${rows.length}`;
}

box.addEventListener("input", search);
for (const element of document.querySelectorAll(".needs-script")) element.hidden = false;
search();
