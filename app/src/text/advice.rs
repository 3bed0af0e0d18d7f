//! What would change an answer.

use shared::language::Language;

messages! {
    TITLE = "怎样改变结果", "What would change it";
    NOTE = "每一条都用同一套规则重新算过。请据实改善，不必为贷款虚增数据。", "Each was run again through the same rules. Improve what is real; never inflate a figure for a loan.";
    CHEAPER = "怎样更便宜", "What would make it cheaper";
    WAITING = "只需要时间", "Only time is missing";
    BOTH_TOGETHER = "两项一起做到才行", "Both are needed together";
    AT_MOST = "只改这一项，最多到这里", "As far as this alone can go";
    CATALOGUE_CHANGED = "审批之后产品规则更新过，下面按现在的规则计算。", "The product's rules have changed since the decision; what follows is worked out under today's.";
}

/// A figure that should fall.
pub fn down_to(name: &str, value: &str, language: Language) -> String {
    match language {
        Language::Zh => [name, "降到 ", value].concat(),
        Language::En => [name, ": down to ", value].concat(),
    }
}

/// A question that should have the other answer.
pub fn answered(name: &str, value: &str, language: Language) -> String {
    match language {
        Language::Zh => [name, "变为“", value, "”"].concat(),
        Language::En => [name, ": ", value].concat(),
    }
}

/// What nobody can change: said, not advised.
pub fn cannot_change(list: &str, language: Language) -> String {
    match language {
        Language::Zh => ["不符合但改变不了的，我们不作建议：", list].concat(),
        Language::En => ["Not met, and nothing we would advise changing: ", list].concat(),
    }
}
