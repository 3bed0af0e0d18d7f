// The form of a product's own screen, filled in as somebody would who answers whatever is asked.

// Runs in the page: figures, choices, lists, each answered with something believable.
export function answerEverything(form) {
  for (const input of form.querySelectorAll("input.field__input")) {
    if (input.value === "") {
      input.value = "10";
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  for (const select of form.querySelectorAll("select")) {
    if (select.value === "") {
      select.selectedIndex = 1;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  for (const group of form.querySelectorAll("fieldset")) {
    if (!group.querySelector("input:checked")) group.querySelector("input").click();
  }
}
