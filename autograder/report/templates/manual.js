"use strict";
const rows = [...document.querySelectorAll("fieldset[data-submission]")];
const points = (row) => row.querySelector("input");
const comment = (row) => row.querySelector("textarea");
const boxes = rows.map(points);
let unsaved = false;

function tell() {
  const given = boxes.filter((box) => box.value !== "").length;
  document.getElementById("progress").textContent =
    `${given} of ${rows.length} have points${unsaved ? " · not downloaded yet" : ""}`;
  for (const row of rows) row.classList.toggle("given", points(row).value !== "");
}

function change() {
  unsaved = true;
  tell();
}

function next(box) {
  const after = boxes[boxes.indexOf(box) + 1];
  if (after) {
    after.focus();
    after.select();
  }
}

function copyToAll(first) {
  for (const row of first.closest("article").querySelectorAll("fieldset")) {
    points(row).value = points(first).value;
    comment(row).value = comment(first).value;
  }
  change();
}

// An apostrophe keeps spreadsheets from computing what begins like a formula; it is taken off when read back.
function cell(text) {
  const plain = /^[=+\-@\t\r']/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}

// Only what was given on this page: older scores in its boxes may have been corrected elsewhere meanwhile.
function isNew(row) {
  return points(row).value !== points(row).defaultValue || comment(row).value !== comment(row).defaultValue;
}

function table() {
  const lines = rows.filter(isNew).map((row) => {
    const { submission, question, outOf, answer } = row.dataset;
    return [submission, question, points(row).value, outOf, comment(row).value.trim(), answer].map(cell).join(",");
  });
  return "\ufeff" + [document.body.dataset.columns, ...lines].join("\r\n") + "\r\n";
}

function download() {
  const bad = boxes.find((box) => !box.checkValidity());
  if (bad) {
    bad.reportValidity();
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([table()], { type: "text/csv;charset=utf-8" }));
  link.download = `${document.body.dataset.lab}-scores.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
  unsaved = false;
  tell();
}

document.getElementById("download").addEventListener("click", download);
document.addEventListener("input", change);
document.addEventListener("click", (event) => {
  if (event.target.matches("button.copy")) copyToAll(event.target.closest("fieldset"));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && boxes.includes(event.target)) next(event.target);
});
document.addEventListener("wheel", () => {
  if (boxes.includes(document.activeElement)) document.activeElement.blur(); // else scrolling would change points
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
for (const element of document.querySelectorAll(".needs-script")) element.hidden = false;
tell();
