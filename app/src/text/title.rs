//! Titles of places, for the browser's title bar.

use shared::language::Language;

use crate::step::Step;

messages! {
    QUOTE = "测额度", "Your quote";
    SIGN_IN = "登录", "Sign in";
    APPLICATION = "贷款申请", "Loan application";
    IDENTITY = "经营主体信息", "Your business";
    REVIEW = "核对并提交", "Check and submit";
    PROGRESS = "办理进度", "Progress";
    DECISION = "审批结果", "Decision";
    COST_SHEET = "综合融资成本清单", "Cost sheet";
    FACE = "签署前核验本人", "Verify yourself before signing";
    CONTRACT = "借款合同", "Loan contract";
    EVIDENCE = "存证记录", "Evidence";
    FACILITY = "我的额度", "Your limit";
    ACCOUNT = "收款与还款账户", "Your account";
    LOAN = "借据", "Loan";
    ME = "我的", "Me";
    PROFILE = "银行掌握的我的信息", "What the bank knows about me";
    DEVICES = "登录与设备", "Sign-in and devices";
    AUTHORISATIONS = "授权管理", "My authorisations";
    QUERY_LOG = "查询记录", "Query log";
    MY_DATA = "我的资料", "My data";
    VERIFY = "核验存证文件", "Check an evidence file";
    PRODUCTS = "产品超市", "Products";
    PRODUCT = "贷款攻略", "Loan guide";
    COMPARE = "产品对比", "Comparison";
    DESK = "银行工作台", "Desk";
    POOLS = "风险补偿资金池", "Risk pools";
    INTEREST_BOOK = "利息账", "Interest book";
    SERVICING = "变更还款安排", "Change how you repay";
    LOAN_PAPERS = "还款日历与凭证", "Due dates and papers";
    REQUESTS = "投诉与人工复核", "Complaints and review";
    REPAY_SEVERAL = "几笔一起还", "Repay several loans";
    STATEMENTS = "对账单", "Statements";
    HIGHER_LIMIT = "提高额度", "A higher limit";
}

/// The title of one screen of the application.
pub const fn of_step(step: Step, language: Language) -> &'static str {
    let message = match step {
        Step::Consent(kind) => return kind.title(language),
        Step::Identity => IDENTITY,
        Step::Review => REVIEW,
        Step::Progress => PROGRESS,
        Step::Decision => DECISION,
        Step::CostSheet => COST_SHEET,
        Step::Face => FACE,
        Step::Contract => CONTRACT,
    };
    message.in_language(language)
}
