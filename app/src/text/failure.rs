//! Failure in words. The server's own sentence is preferred when there is one.

messages! {
    UNREACHABLE = "连不上服务器，请检查网络后重试。", "We could not reach the server. Check your connection and try again.";
    OUTCOME_UNKNOWN = "没有收到服务器的回复，不确定是否已办理。重试是安全的：同一笔不会办两次。", "No answer came back, so we do not know whether it went through. Retrying is safe: the same request is never done twice.";
    UNREADABLE = "服务器的回复本版本看不懂，请刷新页面后再试。", "The server sent something this version does not understand. Reload the page and try again.";
    RETRY = "重试", "Try again";
    RELOAD = "刷新页面", "Reload";
    SIGNED_OUT = "登录已过期，请重新登录，已填内容不会丢失。", "You have been signed out. Sign in again; nothing you typed is lost.";
    SIGN_IN = "去登录", "Sign in";
    NO_SECURE_CONTEXT = "签名需要安全连接（https）。请换用 https 地址打开本页。", "Signing needs a secure connection (https). Open this page through its https address.";
    NO_KEY_STORE = "这个浏览器不能保存签名密钥，请关闭无痕模式或换一个浏览器。", "This browser cannot keep a signing key. Leave private browsing or use another browser.";
}
