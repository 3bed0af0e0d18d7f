// The desk by hand: signing in as the demonstration's officer, finding a case, deciding it.

import { signIn } from "./journey.mjs";

const OFFICER = { mobile: "19900000001" };

// Codes to one number are few in a minute: the officer signs in once and keeps the session.
let session = null;

export async function arrive(phone) {
  if (session) await phone.context.addCookies(session);
  await phone.goto("/desk");
  if (!session) {
    await signIn(phone, OFFICER);
    await phone.isAt(/\/desk$/);
    session = await phone.context.cookies();
  }
  await phone.heading("待办案件").waitFor();
}

// The newest case of that business.
export async function openCase(phone, businessName) {
  await phone.tap(phone.page.locator("a.list__item").filter({ hasText: businessName }).last());
  await phone.isAt(/\/desk\/cases\/[^/]+$/);
  await phone.page.getByRole("heading", { name: "数据与来源" }).waitFor();
}

export async function giveGround(phone, ground, sentence) {
  await phone.choose(ground);
  const code = await phone.page.locator("label.check").filter({ hasText: ground }).locator("input").getAttribute("id");
  await phone.page.locator(`#note-${code}`).fill(sentence);
}
