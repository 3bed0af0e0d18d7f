// When the app itself fails, says so and offers to reload. Plain DOM: nothing else can be trusted
// at that moment. What was typed is kept in local storage and on the server.

const WORDS = {
  "zh-CN": ["页面出了点问题，刷新即可继续，已填内容不会丢失。", "刷新页面"],
  en: ["Something went wrong on this page. Reload to continue; nothing you typed is lost.", "Reload"],
};

function rescue() {
  if (document.getElementById("rescue")) return;
  const [sentence, reload] = WORDS[document.documentElement.lang] ?? WORDS["zh-CN"];
  const notice = document.createElement("div");
  notice.id = "rescue";
  notice.className = "notice";
  notice.dataset.tone = "problem";
  notice.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = sentence;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = reload;
  button.addEventListener("click", () => location.reload());
  notice.append(text, button);
  document.body.prepend(notice);
}

function isOurs(reason) {
  return reason instanceof WebAssembly.RuntimeError
    || reason instanceof WebAssembly.CompileError
    || reason instanceof WebAssembly.LinkError;
}

addEventListener("error", (event) => {
  if (isOurs(event.error)) rescue();
});
addEventListener("unhandledrejection", (event) => {
  if (isOurs(event.reason)) rescue();
});

globalThis.puhuiRescue = rescue;
