// What must hold on every screen, and a picture of it for people to look at.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PORTRAIT } from "./phone.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PICTURES = process.env.PUHUI_SCREENSHOTS
  ?? fileURLToPath(new URL("../../../target/screenshots", import.meta.url));
const NARROW = { width: 320, height: 640 };
const SHIFT_MAX = 0.01;

await mkdir(PICTURES, { recursive: true });

// Looks at the screen from every side: light and dark, wide, narrow, large; by eye and by ear.
export async function look(phone, name) {
  await settled(phone);
  await holdsStill(phone, name);
  await isAccessible(phone, name);
  await picture(phone, name);
  await inTheDark(phone, name);
  await fitsNarrowScreens(phone, name);
}

// Nothing is still on its way: no busy element, no running animation, fonts there.
export async function settled(phone) {
  await phone.page.waitForFunction(() =>
    document.querySelector("main") !== null
    && document.querySelector("[aria-busy=true], .skeleton, .spinner") === null
    && document.getAnimations().every((animation) =>
      animation.playState !== "running" || animation.effect?.getTiming().iterations === Infinity));
}

export async function picture(phone, name) {
  await phone.page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

export async function isAccessible(phone, name) {
  await phone.page.evaluate(AXE);
  const violations = await phone.page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, { runOnly: rules });
    return violations.map(({ id, help, nodes }) =>
      `${id}: ${help} — ${nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ""}`).join(" | ")}`);
  }, RULES);
  assert.deepEqual(violations, [], `${name} can be used by everybody`);
}

export async function holdsStill(phone, name) {
  const { sum, moves } = await phone.page.evaluate(() =>
    ({ sum: window.layoutShift, moves: window.layoutShifts }));
  assert.ok(sum <= SHIFT_MAX, `${name} moved by ${sum} under the eye: ${moves.join("; ")}`);
}

async function inTheDark(phone, name) {
  await phone.page.emulateMedia({ colorScheme: "dark" });
  await settled(phone);
  await isAccessible(phone, `${name} in the dark`);
  await picture(phone, `${name}-dark`);
  await phone.page.emulateMedia({ colorScheme: "light" });
}

export async function fitsNarrowScreens(phone, name) {
  await phone.page.setViewportSize(NARROW);
  await noSidewaysScroll(phone, `${name} at 320 px`);
  await picture(phone, `${name}-320`);
  await phone.page.setViewportSize(PORTRAIT);
}

export async function noSidewaysScroll(phone, name) {
  const over = await phone.page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const elements = [...document.querySelectorAll("body *")];
    const out = elements.filter((element) => {
      const isInScroller = element.closest(".table, .consent__text, .visually-hidden") !== null;
      return !isInScroller && element.getBoundingClientRect().right > width + 1;
    });
    return ["the page", ...out.map((element) => element.className || element.nodeName)];
  });
  assert.deepEqual(over, [], `${name} scrolls sideways`);
}

// Walks through the screen with the Tab key: whatever has the focus shows it and can be seen.
export async function showsFocus(phone, name) {
  const seen = new Set();
  for (let step = 0; step < 80; step += 1) {
    await phone.page.keyboard.press("Tab");
    const focused = await phone.page.evaluate(describeFocus);
    if (focused === null || seen.has(focused.id)) break;
    seen.add(focused.id);
    assert.ok(focused.isShown, `${name}: ${focused.what} does not show its focus`);
    assert.ok(focused.isOnScreen, `${name}: ${focused.what} has the focus out of sight`);
  }
  assert.ok(seen.size > 2, `${name} can be walked through with the keyboard`);
}

function describeFocus() {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const rings = [element, element.nextElementSibling, element.parentElement, element.parentElement?.parentElement];
  const isShown = rings.some((candidate) => {
    if (!candidate) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(candidate);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  });
  const visible = element.getBoundingClientRect().width > 1 ? element : element.nextElementSibling ?? element;
  const { top, bottom } = visible.getBoundingClientRect();
  window.focusWalk ??= new WeakMap();
  window.focusCount ??= 0;
  if (!window.focusWalk.has(element)) window.focusWalk.set(element, (window.focusCount += 1));
  return {
    id: window.focusWalk.get(element),
    what: element.outerHTML.slice(0, 120),
    isShown,
    isOnScreen: bottom > 0 && top < innerHeight,
  };
}
