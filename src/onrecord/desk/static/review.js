// Review by keyboard, and marking words in a text; both are forms that post without scripts too.
/** Whether keys mean letters here: someone is writing. */
function writes(target) {
    return target instanceof HTMLElement && target.matches("input, textarea, select");
}
/** What a key does: press the button, follow the link, open and enter, or enter. */
function act(thing) {
    if (thing instanceof HTMLDetailsElement) {
        thing.open = !thing.open;
        thing.querySelector("input, select")?.focus();
    }
    else if (thing.matches("input")) {
        thing.focus();
    }
    else {
        thing.click();
    }
}
function listenToKeys() {
    const keys = document.querySelector("#keys");
    for (const thing of document.querySelectorAll("button[data-key], a[data-key]")) {
        const shown = document.createElement("kbd");
        shown.textContent = thing.dataset["key"] ?? "";
        shown.setAttribute("aria-hidden", "true");
        thing.prepend(shown);
    }
    let decided = false;
    document.addEventListener("submit", (event) => {
        if (decided && !event.target.matches("[method=dialog]")) {
            event.preventDefault(); // a second key before the next item came decides nothing
        }
        decided = !event.target.matches("[method=dialog]");
    });
    window.addEventListener("pageshow", () => {
        decided = false;
    });
    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
            return;
        }
        if (writes(event.target)) {
            if (event.key === "Escape") {
                event.target.blur();
            }
            return;
        }
        if (event.key === "?" && keys) {
            event.preventDefault();
            if (keys.open) {
                keys.close();
            }
            else {
                keys.showModal();
            }
            return;
        }
        if (keys?.open || !/^[a-z0-9]$/.test(event.key)) {
            return;
        }
        const thing = document.querySelector(`[data-key="${event.key}"]`);
        if (thing) {
            event.preventDefault();
            act(thing);
        }
    });
}
/** Code points, which the server counts: not the UTF-16 units that strings here are made of. */
function points(text) {
    return Array.from(text).length;
}
/** Words marked in the text go into the form, with where they start. */
function markWords() {
    const form = document.querySelector("form.mark");
    const words = form?.elements.namedItem("words");
    const start = form?.elements.namedItem("start");
    if (!(words instanceof HTMLInputElement) || !(start instanceof HTMLInputElement)) {
        return;
    }
    words.addEventListener("input", () => {
        start.value = "";
    });
    document.addEventListener("selectionchange", () => {
        const chosen = document.getSelection();
        if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) {
            return;
        }
        const range = chosen.getRangeAt(0);
        const node = range.startContainer;
        const block = node.parentElement;
        const from = block?.dataset["start"];
        if (from === undefined || node !== range.endContainer || node.nodeType !== Node.TEXT_NODE) {
            return;
        }
        const marked = range.toString();
        const text = marked.trim();
        if (text === "") {
            return;
        }
        const lead = marked.slice(0, marked.length - marked.trimStart().length);
        const before = (node.textContent ?? "").slice(0, range.startOffset) + lead;
        words.value = text;
        start.value = String(Number(from) + points(before));
    });
}
for (const told of document.querySelectorAll(".scripted")) {
    told.hidden = false;
}
listenToKeys();
markWords();
export {};
