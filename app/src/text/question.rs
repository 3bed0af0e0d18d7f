//! Units of what is asked beyond the quote, and how they stand behind a fact's name.

use shared::language::Language;

use super::Message;

messages! {
    YEARS = "年", "years";
    MONTHS = "个月", "months";
    DAYS = "天", "days";
    PERCENT = "百分比", "per cent";
}

/// A fact's name with the unit it is asked in.
pub fn in_unit(name: &str, unit: Option<Message>, language: Language) -> String {
    let Some(unit) = unit else { return capitalised(name) };
    let unit = unit.in_language(language);
    let (open, close) = (language.pick("（", " ("), language.pick("）", ")"));
    [&capitalised(name), open, unit, close].concat()
}

/// The name with a capital, where its script has any: it stands at the beginning of a line.
pub fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        let mut out: String = first.to_uppercase().collect();
        out.push_str(letters.as_str());
        out
    })
}
