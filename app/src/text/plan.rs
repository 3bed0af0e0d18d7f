//! The repayment plan.

use shared::{language::Language, schedule::Schedule};

use crate::format;

messages! {
    CAPTION = "还款计划，金额单位：元", "Repayment plan, in yuan";
    NUMBER = "期", "No.";
    DUE = "应还", "Payment";
    PRINCIPAL = "本金", "Principal";
    INTEREST = "利息", "Interest";
    BALANCE = "待还本金", "Balance";
    EVERY_INSTALMENT = "每期明细", "Every instalment";
    PER_INSTALMENT = "每期应还", "Each payment";
    FIRST_PAYMENT = "首期应还", "First payment";
    LAST_PAYMENT = "末期应还", "Last payment";
    TOTAL_INTEREST = "总利息", "Total interest";
    TOTAL_FEES = "总费用", "Total fees";
    TOTAL_PAYMENT = "总还款", "Total payment";
    FIRST_DUE = "首期还款日", "First due date";
    LAST_DUE = "最后还款日", "Last due date";
    PROVISIONAL = "部分还款日遇节假日安排未公布，可能顺延。", "Some due dates may move: the holiday calendar is not published yet.";
}

/// The chart in one sentence, for those who cannot see it.
pub fn chart_sentence(schedule: &Schedule, language: Language) -> String {
    let count = schedule.instalments.len().to_string();
    let interest = format::exact(schedule.total_interest(), language);
    let payment = format::exact(schedule.total_payment(), language);
    match language {
        Language::Zh => ["共", &count, "期，总还款 ", &payment, "，其中利息 ", &interest].concat(),
        Language::En => {
            [&count, " payments, ", &payment, " in all, of which interest ", &interest].concat()
        }
    }
}
