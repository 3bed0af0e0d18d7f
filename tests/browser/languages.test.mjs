// English says everything, large print shows everything, dark shows everything.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { look, overflow, picture, settled } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

// Chinese that stays: the other language's own name, what people typed themselves, the simulated
// message, which is the gateway's, and amounts in capitals, as law wants them in an agreement.
const CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整";
const STAYS = ".app-header__tools, .simulator, [lang^=zh], input";

// Chinese characters on the screen that should not be there, with where they stand.
async function chinese(phone, typed) {
  return phone.page.evaluate(({ stays, typed, capitals }) => {
    const found = [];
    const isChinese = (text) => /\p{Script=Han}/u.test(text.replaceAll(new RegExp(`[${capitals}]`, "g"), ""));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.data.trim();
      const element = walker.currentNode.parentElement;
      if (!isChinese(text) || element.closest(stays)) continue;
      if (typed.some((own) => text.includes(own))) continue;
      found.push(`${element.className || element.nodeName}: ${text}`);
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        const text = element.getAttribute(name) ?? "";
        if (isChinese(text) && !element.closest(stays)) found.push(`${name}: ${text}`);
      }
    }
    if (isChinese(document.title)) found.push(`title: ${document.title}`);
    return found;
  }, { stays: STAYS, typed, capitals: CAPITALS });
}

test("after switching to English nothing on any screen is left in Chinese", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  const left = [];
  phone.onScreen = async (name) => {
    const toEnglish = phone.page.locator(".app-header__tool[lang=en]");
    await toEnglish.tap();
    await phone.page.waitForFunction(() => document.documentElement.lang === "en");
    await phone.page.locator("details.fold").evaluateAll((folds) => {
      for (const fold of folds) fold.open = true;
    });
    await settled(phone);
    const typed = [person.personName, person.businessName, "陈"];
    left.push(...(await chinese(phone, typed)).map((line) => `${name}: ${line}`));
    left.push(...(await overflow(phone)).map((line) => `${name}: ${line}`));
    await picture(phone, `${name}-en`);
    await phone.page.locator(".app-header__tool[lang^=zh]").tap();
    await phone.page.waitForFunction(() => document.documentElement.lang.startsWith("zh"));
  };
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await journey.comeToMoney(phone, person);
  await journey.repayEverything(phone);
  await phone.goto("/me");
  await journey.arriveAt(phone, "me", /\/me$/);
  for (const [name, path] of [
    ["products", "/products"],
    ["product", "/products/property-quick"],
    ["product-score", "/products/value-tech"],
    ["products-compare", "/products/compare?with=micro-quick,cloud-tax"],
    ["product-announced", "/products/bill-guarantee"],
  ]) {
    await phone.goto(path);
    await phone.page.locator("main .card, main .badge").first().waitFor();
    await settled(phone);
    await journey.arriveAt(phone, name, /\/products/);
  }
  await phone.goto("/nowhere");
  await journey.arriveAt(phone, "not-found", /\/nowhere$/);
  assert.deepEqual([...new Set(left)], []);
});

test("the chosen language and text size are remembered", async () => {
  const phone = await here.phone();
  await journey.openQuote(phone);
  await phone.tap(phone.page.locator(".app-header__tool[lang=en]"));
  await phone.button("Large").tap();
  await phone.page.reload();
  await phone.heading("In a minute: how much, at what cost").waitFor();
  const { lang, mode } = await phone.page.evaluate(() => ({
    lang: document.documentElement.lang, mode: document.documentElement.dataset.mode,
  }));
  assert.deepEqual([lang, mode], ["en", "large"]);
});

test("large print fits every screen of the quote, with text and targets large enough", async () => {
  const phone = await here.phone();
  await journey.openQuote(phone);
  await phone.button("大字").tap();
  assert.deepEqual(await look(phone, "quote-large"), []);
  const small = await phone.page.evaluate(() => {
    const text = parseFloat(getComputedStyle(document.querySelector("main")).fontSize);
    const apply = document.querySelector(".bar .button").getBoundingClientRect();
    return { text, target: apply.height };
  });
  assert.ok(small.text >= 18, `text is ${small.text} px`);
  assert.ok(small.target >= 60, `the main target is ${small.target} px high`);
});

test("on a wide screen the quote stands in two columns", async () => {
  const phone = await here.phone({ viewport: { width: 1280, height: 900 }, isMobile: false });
  await journey.openQuote(phone);
  await settled(phone);
  await picture(phone, "quote-desktop");
  assert.deepEqual(await overflow(phone), []);
  const columns = await phone.page.locator(".page__columns > *").evaluateAll((columns) =>
    columns.map((column) => Math.round(column.getBoundingClientRect().top)));
  assert.equal(new Set(columns).size, 1, "the columns stand beside each other");
});
