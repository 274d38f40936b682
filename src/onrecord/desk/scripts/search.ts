// Full-text search on a site of files: the words are in shards, which are loaded as scripts, for a
// page that was opened as a file may load nothing else.

type Posting = readonly number[];
/** Sort, title, address from the site's root, and what stands below the title. */
type Entry = readonly [string, string, string, string];

interface Index {
  readonly entries: number;
  readonly lot: number;
  readonly shards: ReadonlySet<string>;
}

const words = new Map<string, Readonly<Record<string, Posting>>>();
const lots = new Map<number, readonly Entry[]>();
let index: Index | undefined;

/** What the shards call; each is one call. */
const taken = {
  index(entries: number, lot: number, shards: readonly string[]): void {
    index = { entries, lot, shards: new Set(shards) };
  },
  words(shard: string, held: Readonly<Record<string, Posting>>): void {
    words.set(shard, held);
  },
  lot(number: number, held: readonly Entry[]): void {
    lots.set(number, held);
  },
};
Object.assign(window, { onrecord: taken });

function load(name: string): Promise<void> {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `search/${name}.js`;
    script.onload = () => done();
    script.onerror = () => failed(new Error(name));
    document.head.append(script);
  });
}

/** As `onrecord.desk.site_words.tokens` cuts them. */
function tokens(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** As `onrecord.desk.site_words.shard_of` names it. */
function shardOf(token: string): string {
  const letters = Array.from(token).slice(0, 2);
  return letters
    .map((one) => (/[a-z0-9]/.test(one) ? one : `_${one.codePointAt(0)?.toString(16) ?? ""}`))
    .join("");
}

/** The entries that hold a word, or for the last one a word that begins so. */
async function holding(token: string, last: boolean): Promise<Set<number>> {
  const found = new Set<number>();
  const shard = shardOf(token);
  if (!index?.shards.has(shard)) {
    return found;
  }
  if (!words.has(shard)) {
    await load(shard);
  }
  for (const [word, steps] of Object.entries(words.get(shard) ?? {})) {
    if (word === token || (last && word.startsWith(token))) {
      let at = 0;
      for (const step of steps) {
        at += step;
        found.add(at);
      }
    }
  }
  return found;
}

async function find(query: string): Promise<number[]> {
  const asked = tokens(query);
  let found: Set<number> | undefined;
  for (const [place, token] of asked.entries()) {
    const held = await holding(token, place === asked.length - 1);
    found = found ? new Set([...found].filter((one) => held.has(one))) : held;
  }
  return [...(found ?? [])].sort((a, b) => a - b);
}

async function entry(number: number): Promise<Entry | undefined> {
  const size = index?.lot ?? 1;
  const lot = Math.floor(number / size);
  if (!lots.has(lot)) {
    await load(`lot-${lot}`);
  }
  return lots.get(lot)?.[number % size];
}

const MOST = 100;

async function show(query: string): Promise<void> {
  const list = document.querySelector<HTMLElement>("#found");
  const told = document.querySelector<HTMLElement>("#told");
  if (!list || !told) {
    return;
  }
  await load("index");
  const found = await find(query);
  const items = [];
  for (const number of found.slice(0, MOST)) {
    const held = await entry(number);
    if (held) {
      const [sort, title, address, below] = held;
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = address;
      link.textContent = title;
      const tag = document.createElement("span");
      tag.className = "tag";
      tag.textContent = sort;
      const from = document.createElement("span");
      from.className = "from";
      from.textContent = below;
      item.append(link, " ", tag, from);
      items.push(item);
    }
  }
  list.replaceChildren(...items);
  const count = found.length === 1 ? "1 entry holds" : `${found.length} entries hold`;
  const shown = found.length > MOST ? `; the first ${MOST} are shown` : "";
  told.textContent = `${count} “${query}”${shown}.`;
}

const query = new URLSearchParams(window.location.search).get("q")?.trim() ?? "";
for (const field of document.querySelectorAll<HTMLInputElement>("input[name=q]")) {
  field.value = query;
}
if (query) {
  show(query).catch(() => {
    const told = document.querySelector("#told");
    if (told) {
      told.textContent = "The words of this site could not be loaded.";
    }
  });
}
