// A loan's life by hand: drawing as wished, moving a demonstration's business date, coming back.

import * as journey from "./journey.mjs";

// From the quote to the money of a draw of `amount`, repaid by `method` over `term`.
export async function borrow(phone, person, { amount, method, term }) {
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await journey.readCost(phone);
  await journey.sign(phone);
  await journey.nameAccount(phone, person);
  await phone.button("立即用款").waitFor();
  await phone.retype(phone.page.locator("#amount"), amount);
  await phone.choose(term);
  await phone.choose(method);
  await journey.draw(phone);
  await journey.receiveMoney(phone);
  await phone.tapButton("查看借据");
  await phone.button("确认还款").waitFor();
  return new URL(phone.page.url()).pathname;
}

function date(phone) {
  return phone.page.locator(".demonstration > p");
}

// What the bar says of the business date.
export function today(phone) {
  return date(phone).innerText();
}

// Moves the business date by the step of that name, and waits until the bar says the new one.
export async function walk(phone, step) {
  const before = await date(phone).innerText();
  const chip = phone.button(step);
  if (!(await chip.isVisible())) await phone.tap(phone.page.locator(".demonstration summary"));
  await phone.tap(chip);
  await phone.page.waitForFunction(
    (before) => document.querySelector(".demonstration > p").innerText !== before, before,
    { timeout: 60_000 });
}

// Moves the business date past a day while whatever is on the screen stays as it is.
export async function skipBeyond(phone, lastDay) {
  const refused = await phone.page.evaluate(async (lastDay) => {
    const day = new Date(`${lastDay}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + 1);
    const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    const body = JSON.stringify({ to: day.toISOString().slice(0, 10) });
    const moved = await fetch("/api/v1/demonstration/business-date", { method: "POST", headers, body });
    return moved.ok ? "" : moved.text();
  }, lastDay);
  if (refused) throw new Error(`the date stays: ${refused}`);
}

// Opens a fold by what stands on it.
export async function unfold(phone, name) {
  await phone.tap(phone.page.locator("summary").filter({ hasText: name }));
}

// Types a day into the three fields that begin with `id`.
export async function typeDay(phone, id, [year, month, day]) {
  await phone.page.locator(`#${id}-year`).fill(year);
  await phone.page.locator(`#${id}-month`).fill(month);
  await phone.page.locator(`#${id}-day`).fill(day);
}

// Follows a way from the loan or the facility to the screen of that heading.
export async function follow(phone, way, heading) {
  await phone.tap(phone.page.locator("a.list__item").filter({ hasText: way }));
  await phone.heading(heading).waitFor();
}
