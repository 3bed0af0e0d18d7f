//! Where a loan stands: what comes next, what is overdue, how it is collected, other days.

use shared::{
    api::{DebitState, NoticeKind},
    language::Language,
    overdue::AdverseReporting,
    repayment::Disposition,
};

use super::Message;

messages! {
    NEXT = "接下来要还", "Next to be paid";
    NEXT_DUE = "还款日", "Due on";
    NEXT_AMOUNT = "应还", "To be paid";
    LEFT = "还剩", "Instalments left";
    MATURES = "全部到期日", "Matures on";
    PLANNED = "借款时的还款计划", "As planned at the draw";
    NOTHING_NEXT = "没有要还的了。", "Nothing more to pay.";
    OVERDUE_TITLE = "这笔借款已逾期", "This loan is overdue";
    PAY_TODAY = "今天要付", "To be paid today";
    SINCE = "逾期起点", "Overdue since";
    GRACE = "宽限期到", "Days of grace until";
    IN_GRACE = "在这天以前（含当天）还清逾期部分，不收罚息", "Pay what is overdue by then and no penalty is charged";
    GRACE_OVER = "宽限期已过，罚息从到期日次日起算", "Over: penalty counts from the due date on";
    PENALTY_RATE = "罚息年利率", "Penalty rate a year";
    TOMORROW = "拖到明天多付", "Waiting until tomorrow adds";
    WHY = "为什么逾期", "Why it is overdue";
    PUT_IN = "填入今天要付的金额", "Enter what is to be paid today";
    COLLECTING = "自动扣款与提醒", "Automatic debit and reminders";
    AUTOMATIC = "到期自动扣款", "Collect what falls due by itself";
    AUTOMATIC_NOTE = "还款日从账户扣款；余额不足会再试，并短信通知您。", "Collected from the account on the due date; if it cannot be covered we try again and text you.";
    REMINDERS = "还款日前短信提醒", "Text me before due dates";
    FROM_ACCOUNT = "扣款账户", "Collected from";
    DEBITS = "最近的自动扣款", "Latest automatic debits";
    NO_DEBITS = "还没有自动扣过款。", "Nothing has been collected by itself so far.";
    UNDERWAY = "扣款中", "Under way";
    COLLECTED = "已扣款", "Collected";
    REFUSED = "余额不足，未扣成", "Could not be covered";
    NOTICES = "发给您的通知", "Messages we sent";
    REMINDER = "还款提醒", "Reminder";
    DEBIT_REFUSED = "扣款未成功", "Debit refused";
    OVERDUE_NOTICE = "逾期通知", "Overdue";
    ADVERSE_NOTICE = "征信报送前告知", "Before credit reporting";
    STATEMENT_NOTICE = "对账单", "Statement";
    INCOMING = "别处转来的款", "Money that came from outside";
    APPLIED = "已入账", "Counted";
    HELD = "暂存待核", "Held";
    RETURNED = "已退回", "Returned";
    REPEATED = "重复通知", "Told before";
    PAYOFF_CARD = "哪天还清、还多少", "Paying it off on another day";
    PAYOFF_FOLD = "算一算以后某一天还清", "Work it out for a day to come";
    PAYOFF_DAY = "哪一天还清", "Paid off on";
    PAYOFF_TOTAL = "那天一共要付", "To be paid that day";
    OF_PRINCIPAL = "其中本金", "Of it principal";
    OF_INTEREST = "其中利息", "Of it interest";
    SAVED = "比按计划少付", "Saves";
    QUOTED = "与那天实际入账的金额一致，前提是在那之前没有别的还款或变更。", "Exactly what will be booked on that day, if nothing else is paid or changed before.";
    DAY_PAST = "请选择今天或以后的日期", "Choose today or a day to come";
    TOMORROW_CHIP = "明天", "Tomorrow";
    WEEK_CHIP = "一周后", "In a week";
    MONTH_CHIP = "一个月后", "In a month";
    PAST_CARD = "查看过去某一天", "As of a past day";
    PAST_FOLD = "当天日终的余额与状态", "Balance and state at the end of a day";
    PAST_DAY = "哪一天", "Which day";
    BEFORE_IT_BEGAN = "那一天还没有发生，请选择之后的日期", "There was nothing yet on that day; choose a later one";
    NOT_YET = "只能查看今天或以前的日期", "Only today and past days can be looked at";
    STATE = "状态", "State";
    MORE = "这笔借款还可以", "More about this loan";
    BOOK_WAY = "利息账", "Interest book";
    BOOK_WAY_NOTE = "逐日余额 × 利率 ÷ 360，可导出验算", "Day by day: balance × rate ÷ 360, with export";
    SERVICING_WAY = "变更还款安排", "Change how you repay";
    SERVICING_WAY_NOTE = "延期还本、展期、无还本续贷、换还款方式、利率优惠、换账户", "Defer, extend, renew, another method, discount, another account";
    PAPERS_WAY = "还款日历与凭证", "Due dates and papers";
    PAPERS_WAY_NOTE = "加入手机日历、利息回单、结清证明", "Phone calendar, receipts of interest, settlement certificate";
    REQUEST_WAY = "投诉与人工复核", "Complaints and review";
    REQUEST_WAY_NOTE = "写明承诺答复的时间", "Answered by a promised time";
    CERTIFICATE = "查看结清证明", "See the settlement certificate";
}

/// The parts of an amount owed, those that are nothing left out.
pub fn owed_parts(parts: &[(Message, String)], language: Language) -> String {
    let said =
        parts.iter().map(|(name, amount)| [name.in_language(language), " ", amount].concat());
    said.collect::<Vec<_>>().join(" · ")
}

/// How long it is overdue.
pub fn days_late(days: u32, language: Language) -> String {
    let count = days.to_string();
    match (language, days) {
        (Language::Zh, _) => ["已逾期 ", &count, " 天"].concat(),
        (Language::En, 1) => "1 day overdue".to_owned(),
        (Language::En, _) => [&count, " days overdue"].concat(),
    }
}

/// How many instalments are left.
pub fn instalments(count: usize, language: Language) -> String {
    match language {
        Language::Zh => [&count.to_string(), " 期"].concat(),
        Language::En => count.to_string(),
    }
}

/// What fell due and is not met.
pub fn unmet(due_date: &str, amount: &str, language: Language) -> String {
    match language {
        Language::Zh => [due_date, " 应还 ", amount, "，还没有还清"].concat(),
        Language::En => [amount, " fell due on ", due_date, " and is not paid in full"].concat(),
    }
}

/// What the credit bureau is told when.
pub fn adverse(
    reporting: &AdverseReporting,
    day: impl Fn(chrono::NaiveDate) -> String,
    language: Language,
) -> String {
    match (reporting, language) {
        (AdverseReporting::Far { notice_on }, Language::Zh) => {
            ["如果到 ", &day(*notice_on), " 还没有还清，我们会先告知您，之后才可能报送征信。"].concat()
        }
        (AdverseReporting::Far { notice_on }, Language::En) => {
            ["If it is not paid by ", &day(*notice_on), ", we will first tell you; only after that may it be reported to the credit bureau."].concat()
        }
        (
            AdverseReporting::NoticeDue { report_from } | AdverseReporting::Noticed { report_from },
            Language::Zh,
        ) => ["征信报送前告知：在 ", &day(*report_from), " 之前还清，就不会留下不良记录。"].concat(),
        (
            AdverseReporting::NoticeDue { report_from } | AdverseReporting::Noticed { report_from },
            Language::En,
        ) => ["Notice before credit reporting: pay before ", &day(*report_from), " and nothing adverse is recorded."].concat(),
        (AdverseReporting::Reportable, Language::Zh) => {
            "告知期已满，逾期信息可以报送征信；还清后会更新记录。".to_owned()
        }
        (AdverseReporting::Reportable, Language::En) => {
            "The notice has run out; the arrear may be reported to the credit bureau. Paying updates the record.".to_owned()
        }
    }
}

/// How a debit went.
pub const fn of_debit(state: DebitState) -> Message {
    match state {
        DebitState::Underway => UNDERWAY,
        DebitState::Collected => COLLECTED,
        DebitState::Refused => REFUSED,
    }
}

/// What a message was about.
pub const fn of_notice(kind: NoticeKind) -> Message {
    match kind {
        NoticeKind::Reminder => REMINDER,
        NoticeKind::DebitRefused => DEBIT_REFUSED,
        NoticeKind::Overdue => OVERDUE_NOTICE,
        NoticeKind::AdverseReporting => ADVERSE_NOTICE,
        NoticeKind::Statement => STATEMENT_NOTICE,
    }
}

/// What became of money from outside.
pub const fn of_disposition(disposition: &Disposition) -> Message {
    match disposition {
        Disposition::Repeated => REPEATED,
        Disposition::Applied { .. } => APPLIED,
        Disposition::Held { .. } => HELD,
        Disposition::Returned { .. } => RETURNED,
    }
}

/// What a payment saves against the plan.
pub fn saves(amount: &str, language: Language) -> String {
    match language {
        Language::Zh => ["提前还款不收违约金；比按计划还少付 ", amount, "。"].concat(),
        Language::En => {
            ["No charge for repaying early; saves ", amount, " against the plan."].concat()
        }
    }
}
