// What must hold on every screen, and a picture of it for people to look at.

import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PICTURES = process.env.PUHUI_SCREENSHOTS
  ?? fileURLToPath(new URL("../../../target/screenshots", import.meta.url));
const NARROW = { width: 320, height: 640 };
const SHIFT_MAX = 0.01;
const STEPS_MAX = 80;

await mkdir(PICTURES, { recursive: true });

// Looks at the screen from every side, light and dark, at two widths, with and without a mouse, and
// keeps pictures of it. Returns what is wrong, in sentences.
export async function look(phone, name) {
  await settled(phone);
  const inTheLight = await barriers(phone);
  const problems = [...(await shifts(phone)), ...inTheLight];
  await picture(phone, name);
  await phone.page.emulateMedia({ colorScheme: "dark" });
  await settled(phone);
  const inTheDark = (await barriers(phone)).filter((problem) => !inTheLight.includes(problem));
  problems.push(...inTheDark.map((problem) => `in the dark: ${problem}`));
  await picture(phone, `${name}-dark`);
  await phone.page.emulateMedia({ colorScheme: "light" });
  await phone.page.setViewportSize(NARROW);
  problems.push(...(await overflow(phone)).map((problem) => `at ${NARROW.width} px: ${problem}`));
  await picture(phone, `${name}-narrow`);
  await phone.page.setViewportSize(phone.viewport);
  problems.push(...(await hiddenFocus(phone)));
  return problems.map((problem) => `${name}: ${problem}`);
}

// Nothing is still on its way: no busy element, no running animation.
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

// What keeps somebody out, by WCAG 2.2 AA and good practice.
export async function barriers(phone) {
  await phone.page.evaluate(AXE);
  return phone.page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, { runOnly: rules });
    return violations.map(({ id, help, nodes }) =>
      `${id}: ${help} — ${nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ""}`).join(" | ")}`);
  }, RULES);
}

// What moved under the eye without anybody touching it.
export async function shifts(phone) {
  const { sum, moves } = await phone.page.evaluate(() =>
    ({ sum: window.layoutShift, moves: window.layoutShifts }));
  return sum <= SHIFT_MAX ? [] : [`moved by ${sum.toFixed(3)}: ${moves.join("; ")}`];
}

// What sticks out to the right.
export async function overflow(phone) {
  return phone.page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const elements = [...document.querySelectorAll("body *")];
    const out = elements.filter((element) => {
      const isInScroller = element.closest(".table, .consent__text, .visually-hidden") !== null;
      return !isInScroller && element.getBoundingClientRect().right > width + 1;
    });
    return [`scrolls sideways: ${out.map((element) => element.className || element.nodeName).join(", ")}`];
  });
}

// Walks through the screen with the Tab key: whatever has the focus shows it and can be seen.
export async function hiddenFocus(phone) {
  const problems = [];
  const seen = new Set();
  await phone.page.evaluate(() =>
    document.querySelector("a[href], button:not([disabled]), input").focus());
  for (let step = 0; step < STEPS_MAX; step += 1) {
    await phone.page.keyboard.press("Tab");
    const focused = await phone.page.evaluate(describeFocus);
    if (focused === null || seen.has(focused.id)) break;
    seen.add(focused.id);
    if (!focused.isShown && !(await looksOtherWithFocus(phone, focused.box))) {
      problems.push(`does not show the focus: ${focused.what}`);
    }
    if (!focused.isOnScreen) problems.push(`has the focus out of sight: ${focused.what}`);
  }
  await phone.page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  return seen.size > 2 ? problems : [...problems, "cannot be walked through with the keyboard"];
}

// Some parts, such as a slider's knob, are out of a script's sight: compare pictures.
async function looksOtherWithFocus(phone, { x, y, width, height }) {
  const clip = { x: Math.max(0, x - 8), y: Math.max(0, y - 8), width: width + 16, height: height + 16 };
  const focused = await phone.page.screenshot({ clip });
  await phone.page.evaluate(() => {
    window.lastFocus = document.activeElement;
    document.activeElement.blur();
  });
  const blurred = await phone.page.screenshot({ clip });
  await phone.page.evaluate(() => window.lastFocus.focus());
  return !focused.equals(blurred);
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
  const { x, y, width, height } = visible.getBoundingClientRect();
  return {
    id: window.focusWalk.get(element),
    what: element.outerHTML.slice(0, 120),
    isShown,
    box: { x, y, width, height },
    isOnScreen: bottom > 0 && top < innerHeight,
  };
}
