//! A facility: what it has left, and drawing on it.

use shared::language::Language;

messages! {
    TITLE = "我的额度", "Your limit";
    USED = "已用额度", "Used";
    DRAW_CARD = "用款", "Draw";
    AMOUNT = "借多少", "How much";
    ALL = "全部", "All of it";
    AMOUNT_MISSING = "请填写要借的金额", "Enter how much you would like to draw";
    AMOUNT_UNREADABLE = "请填写金额，例如 50000 或 5万", "Enter an amount such as 50000 or 5万";
    ABOVE_AVAILABLE = "超过了可用额度，请改小一些", "That is more than is available; enter less";
    PER_DAY = "每天利息", "Interest per day";
    TO_ACCOUNT = "到账账户", "Paid to";
    CHANGE_ACCOUNT = "更换账户", "Change account";
    UNUSUAL_ACCOUNT = "没有通过常用的校验位检查，请核对", "does not pass the usual check; please look again";
    COST_CARD = "这笔借款的成本和还款计划", "What this draw costs, and how it is repaid";
    SAME_FUNCTION = "由本机按合同算法计算，与银行记账用同一份程序。", "Computed on this phone by the same program the bank books with.";
    DRAW = "立即用款", "Draw now";
    DRAWING = "借款", "Drawing";
    LOANS = "借据", "Loans";
    NO_LOANS = "还没有借款。没有用款就没有利息。", "No loans yet. Nothing drawn, no interest.";
    DISBURSING = "放款中", "On its way";
    PERFORMING = "正常", "In order";
    OVERDUE = "已逾期", "Overdue";
    PAYOUT_REFUSED = "放款未成功", "Not paid out";
    SETTLED = "已结清", "Settled";
    FROZEN = "额度已冻结，暂时不能用款。已有借款照常还。", "The facility is frozen and cannot be drawn on. Repay your loans as usual.";
    EXPIRED = "额度已到期，不能再用款，需要用款请重新申请。已有借款照常还。", "The facility has expired and cannot be drawn on; apply again to borrow more. Repay your loans as usual.";
    APPLY_AGAIN = "重新申请", "Apply again";
    USED_UP = "额度已全部用完，还款后马上恢复。", "The limit is fully used. It comes back as soon as you repay.";
    PAPERS = "合同存证", "Evidence";
}

/// What stands under the available amount.
pub fn whole(limit: &str, used: &str, until: &str, language: Language) -> String {
    match language {
        Language::Zh => ["总额度 ", limit, " · 已用 ", used, " · ", until, " 到期"].concat(),
        Language::En => ["Limit ", limit, " · used ", used, " · until ", until].concat(),
    }
}

/// A loan in one line: when and how much.
pub fn loan(on: &str, amount: &str, language: Language) -> String {
    match language {
        Language::Zh => [on, " 借 ", amount].concat(),
        Language::En => [amount, " on ", on].concat(),
    }
}

/// What is still owed of it, and its interest to today.
pub fn owed(principal: &str, interest: &str, language: Language) -> String {
    match language {
        Language::Zh => ["待还 ", principal, " · 今天利息 ", interest].concat(),
        Language::En => ["owing ", principal, " · interest today ", interest].concat(),
    }
}

/// What is to be paid next.
pub fn next_due(day: &str, amount: &str, language: Language) -> String {
    match language {
        Language::Zh => [day, " 还 ", amount].concat(),
        Language::En => [amount, " due ", day].concat(),
    }
}

/// When it was repaid in full.
pub fn settled_on(day: &str, language: Language) -> String {
    match language {
        Language::Zh => [day, " 还清"].concat(),
        Language::En => ["settled on ", day].concat(),
    }
}

/// When and why the money never came, and what became of the limit.
pub fn payout_refused_on(day: &str, language: Language) -> String {
    match language {
        Language::Zh => [day, " 收款银行未接受，额度已全部恢复"].concat(),
        Language::En => ["refused by the receiving bank on ", day, "; limit back in full"].concat(),
    }
}

/// An account as people recognise it: by the last four digits of its masked number.
pub fn account_ending(masked: &str, language: Language) -> String {
    let tail = masked.get(masked.len().saturating_sub(4)..).unwrap_or(masked);
    [language.pick("尾号 ", "ending in "), tail].concat()
}
