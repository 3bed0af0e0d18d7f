// What the app costs a slow phone: bytes over the wire, first paint, quote usable, interactions,
// one quote. Medians of five visits with a fresh profile each. Prints a table with the budgets.
//
// Arguments are modules whose `main` does one piece of work with the whole catalogue; the phone
// does each many times.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "playwright-core";
import { ARGUMENTS, PORTRAIT, executablePath } from "./support/phone.mjs";
import { Shop } from "./support/shop.mjs";

const VISITS = 5;
const CPU_SLOWDOWN = 4;
// What browser tools call slow 4G.
const SLOW_4G = {
  offline: false, latency: 562.5,
  downloadThroughput: 1.44e6 / 8, uploadThroughput: 675e3 / 8,
};
const BUDGET = {
  bytes: 130_000, paint: 800, usable: 2_200, interaction: 60, quote: 5, quote_every_product: 5, advise: 50,
};
// Pieces of work with the whole catalogue.
const PIECES = 400;

// Notes when the quote's answer and its slider are there, and how long interactions take.
function watch() {
  const state = { usable: null, interactions: [] };
  window.puhuiWatch = state;
  new MutationObserver((_, observer) => {
    const slider = document.querySelector("#app input[type=range]");
    const answer = document.querySelector("#app .answer__figure");
    if (!slider || !answer?.textContent.trim()) return;
    state.usable = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.interactionId) {
        const { name, duration, processingStart, processingEnd } = entry;
        state.interactions.push({ name, duration, handling: processingEnd - processingStart });
      }
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}

async function visit(shop, look) {
  const profile = await mkdtemp(join(tmpdir(), "puhui-visit-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, args: ARGUMENTS, viewport: PORTRAIT, deviceScaleFactor: 2,
    hasTouch: true, isMobile: true, locale: "zh-CN", timezoneId: "Asia/Shanghai",
  });
  try {
    await context.addInitScript(watch);
    const [page] = context.pages();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    return await look(page, devtools, `${shop.url}/`);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

// Every byte that comes down the wire on a first visit, by kind; the service worker's own
// downloads come after and are served from the same cache.
async function sizes(page, devtools, url) {
  const kinds = new Map();
  const requests = new Map();
  devtools.on("Network.responseReceived", ({ requestId, response, type }) =>
    requests.set(requestId, { path: new URL(response.url).pathname, type }));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) kinds.set(request.path, (kinds.get(request.path) ?? 0) + encodedDataLength);
  });
  await page.goto(url, { waitUntil: "load" });
  await usable(page);
  const html = await (await fetch(url)).text();
  const bare = html.replace(/<style>[\s\S]*?<\/style>/g, "");
  const css = brotliCompressSync(html).length - brotliCompressSync(bare).length;
  const of = (holds) => [...kinds].filter(([path]) => holds(path)).reduce((sum, [, bytes]) => sum + bytes, 0);
  const page_ = of((path) => path === "/");
  const js = of((path) => path.endsWith(".js") && path.startsWith("/assets/"));
  const wasm = of((path) => path.endsWith(".wasm"));
  const total = of((path) => path !== "/service-worker.js");
  return { html: page_ - css, css, js, wasm, rest: total - page_ - js - wasm, total };
}

const usable = (page) => page.waitForFunction(() => window.puhuiWatch.usable !== null);

// The page stands and has nothing left to do.
const idle = (page) => page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));

// Slow network and slow processor from the first byte on.
async function firstMinute(page, devtools, url) {
  await devtools.send("Network.emulateNetworkConditions", SLOW_4G);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  await page.goto(url, { waitUntil: "load" });
  await usable(page);
  return page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    usable: window.puhuiWatch.usable,
  }));
}

// Typing, sliding, choosing, switching: the longest wait between a touch and the next picture.
async function interactions(page, devtools, url) {
  await page.goto(url, { waitUntil: "load" });
  await usable(page);
  await page.locator("#app .rank__item").first().waitFor();
  await idle(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  await page.evaluate(() => { window.puhuiWatch.interactions = []; });
  const slider = page.locator("input[type=range]").first();
  await slider.focus();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press("ArrowRight");
  await page.locator("#wanted").tap();
  await page.keyboard.press("End");
  for (const key of ["Backspace", "5", "0"]) await page.keyboard.press(key);
  await page.getByRole("button", { name: "20万", exact: false }).first().tap();
  await page.locator("label.choice__option").filter({ hasText: "个体工商户" }).tap();
  await page.locator("label.choice__option").filter({ hasText: "小微企业" }).tap();
  await page.locator(".app-header__tool[lang=en]").tap();
  await page.locator(".app-header__tool[lang^=zh]").tap();
  // Two pictures later every interaction has been reported.
  await page.evaluate(() => new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))));
  const found = await page.evaluate(() => ({
    interactions: window.puhuiWatch.interactions,
    quotes: performance.getEntriesByName("quote").map(({ duration }) => duration),
  }));
  // A step of the slider is one quote and the drawing of it: an upper bound of the quote alone.
  const steps = found.interactions.filter(({ name }) => name === "keydown").slice(0, 8);
  const worst = found.interactions.reduce(
    (worst, one) => (one.duration > worst.duration ? one : worst), { duration: 0, name: "none", handling: 0 });
  return { interaction: worst.duration, handling: worst.handling, by: worst.name, quotes: found.quotes,
    steps: steps.map(({ handling }) => handling) };
}

// How long each piece of a module's work takes; the first piece reads the catalogue besides.
async function pieces(page, devtools, url, module) {
  await page.goto(url, { waitUntil: "load" });
  await usable(page);
  await idle(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  const bytes = (await readFile(module)).toString("base64");
  return page.evaluate(async ({ bytes, count }) => {
    const { instance } = await WebAssembly.instantiate(Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt(0)));
    const took = [];
    for (let piece = 0; piece <= count; piece += 1) {
      const start = performance.now();
      instance.exports.main(0, 0);
      took.push(performance.now() - start);
    }
    return took.slice(1);
  }, { bytes, count: PIECES });
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function line(what, value, budget, unit) {
  const verdict = budget === undefined ? "" : value <= budget ? "ok" : "OVER BUDGET";
  const allowed = budget === undefined ? "" : `<= ${budget}`;
  console.log(`  ${what.padEnd(44)}${value.toFixed(unit === "ms" ? 1 : 0).padStart(9)} ${unit.padEnd(5)} ${allowed.padEnd(10)} ${verdict}`);
  return verdict !== "OVER BUDGET";
}

const shop = await Shop.open();
try {
  const bytes = await visit(shop, sizes);
  console.log("\nFirst load of the quote screen, bytes over the wire (headers included)");
  for (const kind of ["html", "css", "js", "wasm", "rest"]) line(kind.toUpperCase(), bytes[kind], undefined, "bytes");
  const fits = line("total", bytes.total, BUDGET.bytes, "bytes");

  const visits = [];
  const touches = [];
  for (let round = 0; round < VISITS; round += 1) {
    visits.push(await visit(shop, firstMinute));
    touches.push(await visit(shop, interactions));
  }
  console.log(`\nSlow 4G, processor ${CPU_SLOWDOWN} times slower, median of ${VISITS} fresh profiles`);
  line("first contentful paint", median(visits.map((one) => one.paint)), BUDGET.paint, "ms");
  line("quote usable", median(visits.map((one) => one.usable)), BUDGET.usable, "ms");
  line("worst interaction", median(touches.map((one) => one.interaction)), BUDGET.interaction, "ms");
  line(`  of which our own code (${touches.at(-1).by})`, median(touches.map((one) => one.handling)), undefined, "ms");
  // The first quote is part of the start: nobody has touched anything yet.
  const first = touches.flatMap(({ quotes }) => quotes.slice(0, 1));
  const quotes = touches.flatMap(({ quotes }) => quotes.slice(1));
  if (quotes.length > 0) {
    line("one full quote, median", median(quotes), BUDGET.quote, "ms");
    line("one full quote, slowest that answers a touch", Math.max(...quotes), BUDGET.quote, "ms");
    line("one full quote, the first, before any touch", median(first), undefined, "ms");
  }
  const steps = touches.flatMap((one) => one.steps);
  if (quotes.length === 0 && steps.length > 0) {
    line("one full quote and its drawing, median step", median(steps), undefined, "ms");
  }
  for (const module of process.argv.slice(2)) {
    const name = basename(module, ".wasm");
    const took = await visit(shop, (page, devtools, url) => pieces(page, devtools, url, module));
    line(`${name}, median of ${PIECES}`, median(took), BUDGET[name], "ms");
    line(`${name}, slowest`, Math.max(...took), BUDGET[name], "ms");
  }
  process.exitCode = fits ? 0 : 1;
} finally {
  await shop.close();
}
