//! Risk-compensation pools.

use shared::{
    facts::say_money,
    language::Language,
    money::Money,
    risk_pool::{Contributor, PoolEvent},
};

use super::Message;

messages! {
    TITLE = "风险补偿资金池", "Risk pools";
    LEAD = "政府、核心企业、银行共担损失。每一笔都由台账重新计算得出。", "Government, chain company and bank share losses. Every figure follows from the ledger.";
    BALANCE = "余额", "Balance";
    COVERED = "在保本金", "Principal covered";
    ROOM = "还可承保", "Room left";
    PAID_OUT = "累计代偿", "Paid on claims";
    RETURNED = "累计追回", "Got back";
    BROKEN = "已熔断", "Circuit broken";
    CONTRIBUTIONS = "出资", "Contributions";
    CONTRIBUTE = "登记出资", "Book a contribution";
    BY = "出资方", "Who pays in";
    AMOUNT = "金额（元）", "Amount (yuan)";
    AMOUNT_UNREADABLE = "请填写大于零的金额。", "Write an amount above zero.";
    GOVERNMENT = "政府", "Government";
    CHAIN_COMPANY = "核心企业", "Chain company";
    BANK = "银行", "Bank";
    LOANS = "承保的借款", "Loans under cover";
    NO_LOANS = "目前没有承保的借款。", "No loans are under cover.";
    LOAN = "借据", "Loan";
    OUTSTANDING = "未还本金", "Outstanding";
    LOST = "已代偿损失", "Claimed";
    DAYS_OVERDUE = "逾期天数", "Days overdue";
    CLAIMABLE = "可申请代偿", "Can be claimed";
    BOOKING = "代偿与追回", "Claims and recoveries";
    CLAIM = "代偿", "Claim";
    RECOVER = "追回", "Recovery";
    BOOK = "登记", "Book it";
    LEDGER = "台账", "Ledger";
    WHAT = "事项", "What";
    MOVED = "收付", "Moved";
    LEDGER_BALANCE = "余额", "Balance";
    EMPTY_LEDGER = "还没有任何记录。", "Nothing has happened yet.";
    COVER_TITLE = "风险补偿资金池", "Risk pool";
    COVER_ROOM = "目前可承保的单笔用款", "Largest draw covered now";
    IS_COVERED = "在承保范围内", "Covered";
    NOT_COVERED = "不在承保范围内", "Not covered";
    COVER_LEND = "超出部分由银行自担风险，不影响您用款。", "Beyond it the bank lends at its own risk; you can draw all the same.";
    COVER_REFUSE = "资金池额度不足时暂不能用款，您的额度保留。", "Without room in the pool nothing can be drawn for now; your limit is kept.";
}

/// Who pays in.
pub const fn of_contributor(by: Contributor) -> Message {
    match by {
        Contributor::Government => GOVERNMENT,
        Contributor::ChainCompany => CHAIN_COMPANY,
        Contributor::Bank => BANK,
    }
}

/// What happened, with its amount.
pub fn of_event(event: &PoolEvent, language: Language) -> String {
    let with = |zh: &'static str, en: &'static str, amount: Money| {
        [language.pick(zh, en), " ", &say_money(amount, language)].concat()
    };
    match event {
        PoolEvent::TermsSet { terms } => {
            let (share, times) = (terms.coverage_percent.to_string(), terms.leverage.to_string());
            match language {
                Language::Zh => ["条款：分担", &share, "%，放大", &times, "倍"].concat(),
                Language::En => ["Terms: bears ", &share, "%, leverage ", &times].concat(),
            }
        }
        PoolEvent::Contributed { by, amount } => {
            let who = of_contributor(*by).in_language(language);
            [who, language.pick("出资 ", " paid in "), &say_money(*amount, language)].concat()
        }
        PoolEvent::Covered { principal, .. } => with("承保", "Covered", *principal),
        PoolEvent::Repaid { amount, .. } => with("本金归还", "Principal back", *amount),
        PoolEvent::Claimed { loss, .. } => with("代偿损失", "Loss claimed", *loss),
        PoolEvent::Recovered { amount, .. } => with("追回损失", "Loss recovered", *amount),
    }
}

/// The pool's share of a loss, for its borrower.
pub fn shares(percent: u16, language: Language) -> String {
    let percent = percent.to_string();
    match language {
        Language::Zh => ["分担损失的", &percent, "%，不向您收费"].concat(),
        Language::En => ["Bears ", &percent, "% of losses, at no cost to you"].concat(),
    }
}
