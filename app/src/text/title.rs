//! Titles of places, for the browser's title bar.

use super::Message;
use crate::journey::step::Step;

messages! {
    QUOTE = "测额度", "Your quote";
    SIGN_IN = "登录", "Sign in";
    APPLICATION = "贷款申请", "Loan application";
    IDENTITY = "经营主体信息", "Your business";
    TAX_CONSENT = "税务数据查询授权", "Tax data authorisation";
    REGISTRY_CONSENT = "工商数据查询授权", "Business registry authorisation";
    CREDIT_CONSENT = "征信查询授权", "Credit report authorisation";
    REVIEW = "核对并提交", "Check and submit";
    PROGRESS = "办理进度", "Progress";
    DECISION = "审批结果", "Decision";
    COST_SHEET = "综合融资成本清单", "Cost sheet";
    CONTRACT = "借款合同", "Loan contract";
    ACCOUNT = "收款与还款账户", "Your account";
    EVIDENCE = "存证记录", "Evidence";
    FACILITY = "我的额度", "Your limit";
    LOAN = "借据", "Loan";
    ME = "我的", "Me";
}

/// The title of one screen of the application.
pub const fn of_step(step: Step) -> Message {
    match step {
        Step::Identity => IDENTITY,
        Step::TaxConsent => TAX_CONSENT,
        Step::RegistryConsent => REGISTRY_CONSENT,
        Step::CreditConsent => CREDIT_CONSENT,
        Step::Review => REVIEW,
        Step::Progress => PROGRESS,
        Step::Decision => DECISION,
        Step::CostSheet => COST_SHEET,
        Step::Contract => CONTRACT,
        Step::Account => ACCOUNT,
    }
}
