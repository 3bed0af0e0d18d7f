//! The bar of a demonstration.

use shared::language::Language;

messages! {
    LABEL = "演示环境", "Demonstration";
    MOVE = "改日期", "Move it";
    NOTE = "日期只能往后调；中间到期的扣款、通知、对账单都会按那一天真实发生。", "The date only moves forward; every debit, message and statement due on the way happens on its day.";
    TO_DAY = "调到哪一天", "Move to";
    GO = "调到这一天", "Move there";
    A_DAY = "过一天", "A day on";
    A_MONTH = "过一个月", "A month on";
    A_YEAR = "过一年", "A year on";
    FORWARD_ONLY = "只能调到今天以后的日期", "Choose a day after today";
    TOO_FAR = "一次最多往后调两年", "At most two years at a time";
    NOT_KNOWN = "正在读取营业日期", "Reading the business date";
}

/// The business date.
pub fn today(day: &str, language: Language) -> String {
    match language {
        Language::Zh => ["演示 · 营业日 ", day].concat(),
        Language::En => ["Demonstration · ", day].concat(),
    }
}
