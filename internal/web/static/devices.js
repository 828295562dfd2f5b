// Pairing tablets.

import {on} from "./events.js";

document.getElementById("invite").addEventListener("click", async () => {
  const at = document.getElementById("at").value;
  const answer = await fetch(`/devices?${new URLSearchParams({at})}`, {method: "POST"});
  const place = document.getElementById("invitation");
  if (answer.ok) place.innerHTML = await answer.text();
  else place.textContent = await answer.text();
});

document.addEventListener("click", async (clicked) => {
  const id = clicked.target.closest("[data-remove]")?.dataset.remove;
  if (id) await fetch(`/devices/${id}/remove`, {method: "POST"});
});

on("devices", () => location.reload());
