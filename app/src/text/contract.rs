//! The agreement.

use shared::language::Language;

messages! {
    ACKNOWLEDGE_FIRST = "先确认重点条款", "Key clauses first";
    AUTHORITIES = "签署时由认证机构为这把密钥签发证书，签名加盖可信时间戳。", "On signing, an authority certifies this key, and the signature is time-stamped.";
    DEMONSTRATION = "签署时由演示认证机构签发证书、演示时间戳机构盖时间戳，均非持牌机构。", "On signing, demonstration authorities, which are not licensed, certify this key and time-stamp the signature.";
    KEY_CLAUSE = "重点条款", "Key clause";
    KEY_STAYS_HERE = "签名密钥只保存在这台设备上，别人（包括我们）都拿不到。", "The signing key stays on this device; nobody else has it, not even we.";
    OTHER_CLAUSES = "其他条款", "Other clauses";
    OTHER_KEY = "认证机构发来的证书不是这台设备的，没有签署，请重试。", "The certificate is not for this device. Nothing was signed; try again.";
    OTHER_DOCUMENT = "页面上的合同与服务器记录的不一致，请刷新后重新阅读。", "The agreement shown is not the one on record. Reload and read it again.";
    READ_AGAIN = "阅读新的合同", "Read the new agreement";
    SIGN = "签署合同", "Sign the agreement";
    TOPIC_COST = "重点条款一：借多少、多少钱、怎么还", "Key clauses, part one: how much, at what price, repaid how";
    TOPIC_COST_ABOUT = "请逐条看完，再在下面确认。每一条的确认都会单独记入存证。", "Read each one, then confirm below. Each confirmation is recorded by itself.";
    TOPIC_DUTY = "重点条款二：不能做什么、逾期会怎样", "Key clauses, part two: what not to do, and what follows if you are late";
    TOPIC_DUTY_ABOUT = "逾期、挪用和违约的后果都在这里，请逐条看完再确认。", "What follows from being late, misuse and default. Read each one, then confirm.";
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

/// The button that acknowledges the clauses above it.
pub fn acknowledge(count: usize, language: Language) -> String {
    let count = count.to_string();
    match language {
        Language::Zh => ["以上", &count, "条，我已逐条看懂并确认"].concat(),
        Language::En => ["I have read and understood these ", &count, " clauses"].concat(),
    }
}

/// That they have been.
pub fn acknowledged(count: usize, language: Language) -> String {
    let count = count.to_string();
    match language {
        Language::Zh => ["已逐条确认以上", &count, "条"].concat(),
        Language::En => ["You confirmed these ", &count, " clauses one by one"].concat(),
    }
}
