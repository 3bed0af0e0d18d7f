//! Who may sign for the business.

use shared::language::Language;

messages! {
    SIGNS = "签署人", "Signs";
    SOMEBODY_ELSE = "须由登记的本人签署", "Somebody else has to sign";
    NOT_ASKED = "还没有核对市场监管登记。", "The business registry has not been asked yet.";
    WHAT_TO_DO = "请由其本人用自己的手机号登录申请并签署。登记刚变更的，更新后重新查询即可。", "They sign in with their own phone, apply and sign. If the registration has just changed, have the registry asked again.";
    ASK_AGAIN = "重新查询登记", "Ask the registry again";
}

/// Whose word it is, of which day.
pub fn said_by_registry(date: &str, language: Language) -> String {
    match language {
        Language::Zh => ["市场监管登记，", date].concat(),
        Language::En => ["business registry, ", date].concat(),
    }
}

/// Whom the registry names, and as what.
pub fn names(name: Option<&str>, capacity: &str, language: Language) -> String {
    match (name, language) {
        (Some(name), Language::Zh) => ["登记的", capacity, "是", name, "，不是您"].concat(),
        (Some(name), Language::En) => {
            ["The registered ", capacity, " is ", name, ", not you"].concat()
        }
        (None, Language::Zh) => ["登记中没有查到", capacity].concat(),
        (None, Language::En) => ["The registry names no ", capacity].concat(),
    }
}
