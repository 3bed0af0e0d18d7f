//! Repaying several loans with one amount.

use shared::language::Language;

messages! {
    TITLE = "几笔一起还", "Repay several loans";
    LEAD = "填一个总数，系统按对您最省的顺序分到每一笔，付款前先给您看。", "Enter one amount; it is shared in the order that saves you most, shown before you pay.";
    PAYOFF = "今天全部还清要付", "Pays off everything today";
    SHARED = "分到每一笔", "How it is shared";
    DEAREST = "没有到期的，利率最高", "Nothing due; the highest rate";
    PARTLY = "只扣成了一部分", "Only part could be collected";
    NOTHING_OWED = "名下没有要还的借款。", "Nothing is owed.";
}

/// Why a loan comes first.
pub fn due(since: &str, language: Language) -> String {
    match language {
        Language::Zh => [since, " 已到期，先还"].concat(),
        Language::En => ["Due since ", since, ", paid first"].concat(),
    }
}
