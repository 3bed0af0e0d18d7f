//! A loan: on its way, what is owed to the day, repaying it.

use shared::language::Language;

messages! {
    TITLE = "借据", "Loan";
    ON_ITS_WAY = "正在放款", "The money is on its way";
    ON_ITS_WAY_LEAD = "一般几秒钟到账。可以离开本页，结果会在“我的”里。", "Usually a few seconds. You may leave; you will find it under “Me”.";
    RESERVED = "额度已占用", "Limit reserved";
    PAYING = "银行付款", "Bank pays";
    CREDITED = "到账", "Money arrives";
    ARRIVED = "已到账", "The money is here";
    SIMULATED_RAIL = "模拟付款通道 · 非真实资金", "Simulated payment rail · no real money";
    NOT_PAID = "放款没有成功", "The payment did not go through";
    NOT_PAID_BODY = "收款银行没有接受这笔付款。没有产生借款和利息，额度已全部恢复。请核对账户后再试。", "The receiving bank did not accept the payment. Nothing is owed and the limit is back in full. Check the account and try again.";
    TO_FACILITY = "回到我的额度", "Back to your limit";
    SEE_LOAN = "查看借据", "See the loan";
    NUMBER = "借据号", "Loan number";
    OWED = "待还本金", "Principal owed";
    INTEREST_TO_DAY = "到今天的利息", "Interest to today";
    PER_DAY = "每天利息", "Interest per day";
    PAYOFF = "今天还清要付", "Pays it off today";
    REPAY_CARD = "还款", "Repay";
    AMOUNT = "还多少", "How much";
    AMOUNT_MISSING = "请填写要还的金额", "Enter how much you would like to repay";
    AMOUNT_UNREADABLE = "请填写金额，例如 20000 或 2万", "Enter an amount such as 20000 or 2万";
    ABOVE_OWED = "超过了今天还清要付的金额", "That is more than pays off the loan today";
    INTEREST_ONLY = "只还利息", "Interest only";
    HALF = "还一半", "Half";
    EVERYTHING = "全部还清", "Everything";
    FIRST_INTEREST = "先还利息", "Interest first";
    THEN_PRINCIPAL = "再还本金", "Then principal";
    LEFT = "还后待还本金", "Principal after";
    AVAILABLE_AFTER = "还后可用额度", "Available after";
    NO_PENALTY = "提前还款不收违约金，利息只算到今天。", "No charge for repaying early; interest counts to today only.";
    ARREARS_FIRST = "有逾期：先还逾期的罚息、利息和本金，再还当期。", "Overdue: overdue penalty, interest and principal are met first.";
    OVERDUE_TITLE = "这笔借款已逾期", "This loan is overdue";
    OVERDUE_BODY = "逾期期间按合同加收罚息，请尽快还款。有困难请联系客服。", "Penalty interest accrues while it is overdue. Please repay soon; call us if that is difficult.";
    REPAY = "确认还款", "Repay now";
    REPAYING = "还款", "Repaying";
    PAID = "还款成功", "Repaid";
    SETTLED = "这笔借款已还清", "This loan is settled";
    BOOK = "利息账", "Interest book";
    BOOK_FORMULA = "每天利息 = 当日余额 × 年利率 ÷ 360，可以自己验算。", "Interest of a day = balance × annual rate ÷ 360. Check it yourself.";
    BOOK_EMPTY = "今天借的，还没有产生利息。", "Drawn today; no interest so far.";
    BOOK_FOLD = "最近 31 天，每天一行", "The last 31 days, one line a day";
    DAY = "日期", "Day";
    BALANCE = "余额", "Balance";
    RATE = "年利率", "Rate";
    DAY_INTEREST = "当日利息", "Interest";
    MOVEMENTS = "收支记录", "Movements";
    MOVEMENT_DRAWN = "借出", "Drawn";
    MOVEMENT_PAID = "还款", "Repaid";
    PLAN = "还款计划", "Repayment plan";
    PENALTY = "罚息", "penalty";
    FEE = "费用", "fees";
    INTEREST_THEN = "到那天的利息", "Interest to that day";
    PAYOFF_THEN = "那天还清要付", "Paid it off that day";
}

/// Where and when the money arrived.
pub fn arrived_at(time: &str, language: Language) -> String {
    match language {
        Language::Zh => [time, "（北京时间）到账"].concat(),
        Language::En => ["Arrived ", time, " (China time)"].concat(),
    }
}

/// The latest day the loan runs to.
pub fn until(drawn_on: &str, last_due: &str, language: Language) -> String {
    match language {
        Language::Zh => [drawn_on, " 借 · 最迟 ", last_due, " 还清"].concat(),
        Language::En => ["Drawn ", drawn_on, " · due in full by ", last_due].concat(),
    }
}

/// What a payment did.
pub fn split(principal: &str, interest: &str, language: Language) -> String {
    match language {
        Language::Zh => ["本金 ", principal, " · 利息 ", interest].concat(),
        Language::En => ["principal ", principal, " · interest ", interest].concat(),
    }
}

/// What was paid just now, where nothing comes back.
pub fn paid_for_good(amount: &str, language: Language) -> String {
    match language {
        Language::Zh => ["已还 ", amount, "。额度已到期，不再恢复。"].concat(),
        Language::En => {
            ["Repaid ", amount, ". The facility has expired and stays closed."].concat()
        }
    }
}

/// What was paid just now and what came back.
pub fn paid(amount: &str, restored: &str, available: &str, language: Language) -> String {
    match language {
        Language::Zh => {
            ["已还 ", amount, "，额度恢复 ", restored, "，现在可用 ", available, "。"].concat()
        }
        Language::En => [
            "Repaid ",
            amount,
            "; ",
            restored,
            " of the limit is back, ",
            available,
            " available now.",
        ]
        .concat(),
    }
}
