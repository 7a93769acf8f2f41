// Add: files can be dropped, and too large ones are told of before they are sent.
"use strict";

const drop = document.getElementById("drop");
const file = document.getElementById("file");
const tooLarge = document.getElementById("too-large");
const form = document.getElementById("add");

function fits() {
  const chosen = file.files[0];
  const fitting = !chosen || chosen.size <= Number(form.dataset.most);
  tooLarge.hidden = fitting;
  return fitting;
}

for (const words of document.querySelectorAll("[data-drop-words]")) words.hidden = false;
file.addEventListener("change", fits);
form.addEventListener("submit", (event) => {
  if (!fits()) {
    event.preventDefault();
    file.focus();
  }
});
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  file.files = event.dataTransfer.files;
  fits();
});
