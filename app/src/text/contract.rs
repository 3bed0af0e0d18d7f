//! The agreement.

use shared::language::Language;

messages! {
    KEY_CLAUSE = "重点条款", "Key clause";
    KEY_STAYS_HERE = "签名密钥只保存在这台设备上，别人（包括我们）都拿不到。", "The signing key stays on this device; nobody else has it, not even we.";
    OTHER_DOCUMENT = "页面上的合同与服务器记录的不一致，请刷新后重新阅读。", "The agreement shown is not the one on record. Reload and read it again.";
    SIGN = "签署合同", "Sign the agreement";
}

/// The agreement's number.
pub fn number(number: &str, language: Language) -> String {
    [language.pick("编号 ", "No. "), number].concat()
}

/// A clause's heading with its number.
pub fn heading(number: u16, heading: &str, language: Language) -> String {
    let number = number.to_string();
    match language {
        Language::Zh => ["第", &number, "条 ", heading].concat(),
        Language::En => [&number, ". ", heading].concat(),
    }
}
