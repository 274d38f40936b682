// What makes the desk smoother where scripts run; every page does without.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function local(iso: string): string {
  const shown = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
  return shown.format(new Date(iso)).replace(",", "");
}

/** Tells every time on the reader's clock: in its title, and where a page has room for it. */
function tellReadersTime(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    if (time.dateTime.includes("T")) {
      time.title = local(time.dateTime);
    }
  }
  for (const place of document.querySelectorAll<HTMLElement>("[data-local]")) {
    place.textContent = local(place.dataset.local ?? "");
  }
  for (const place of document.querySelectorAll<HTMLElement>(".yours .zone")) {
    place.textContent = zone;
  }
  for (const place of document.querySelectorAll<HTMLElement>(".yours")) {
    place.hidden = false;
  }
}

/** The slider names its moment while it moves and goes there when it is let go. */
function moveWithSlider(): void {
  const slider = document.querySelector<HTMLInputElement>(".moments input[type=range]");
  const frame = slider?.closest<HTMLElement>("form, .slide");
  const links = document.querySelectorAll<HTMLAnchorElement>(".moments ol a");
  if (!slider || !frame || links.length === 0) {
    return;
  }
  frame.hidden = false;
  const told = document.createElement("output");
  told.htmlFor.add(slider.id);
  frame.querySelector("button")?.remove();
  frame.append(told);
  const tell = (): void => {
    const words = links[slider.valueAsNumber]?.textContent?.trim() ?? "";
    told.textContent = words;
    slider.setAttribute("aria-valuetext", words);
  };
  tell();
  slider.addEventListener("input", tell);
  slider.addEventListener("change", () => {
    const link = links[slider.valueAsNumber];
    if (link) {
      window.location.assign(link.href);
    }
  });
}

/** Shows what only scripts can answer: the search of a site of files. */
function showScripted(): void {
  for (const place of document.querySelectorAll<HTMLElement>("form.find[hidden]")) {
    place.hidden = false;
  }
}

tellReadersTime();
showScripted();
moveWithSlider();
