//! Everything of the signed-in person.

use shared::{api::NextStep, application::StageName, language::Language};

use super::Message;

messages! {
    TITLE = "我的", "Me";
    CONTINUE = "继续办理", "Continue";
    SEE = "查看进度", "See progress";
    AVAILABLE_SHARE = "可用", "available";
    DRAW = "用款", "Draw";
    OPEN = "查看额度", "See the limit";
    LOANS = "没还清的借款", "Loans running";
    APPLICATIONS = "申请记录", "Applications";
    REQUESTS = "投诉与人工复核", "Complaints and review";
    SIGN_OUT = "退出登录", "Sign out";
    EMPTY_TITLE = "还没有借款", "No loans yet";
    EMPTY_TEXT = "先花一分钟算算能借多少。不用登录，不查征信。", "Take a minute to see how much you could borrow. No credit check.";
    NEW_QUOTE = "再测一次额度", "Get another quote";
    PRODUCTS = "看全部产品", "See every product";
    DRAFT = "草稿", "Draft";
    SUBMITTED = "审批中", "Being decided";
    REFERRED = "人工审批中", "With a person";
    DECLINED = "未通过", "Declined";
    APPROVED = "已通过", "Approved";
    DISCLOSED = "待确认成本", "Cost to confirm";
    ACCEPTED = "待签约", "To sign";
    SIGNED = "已签约", "Signed";
    WITHDRAWN = "已撤回", "Withdrawn";
    EXPIRED = "已过期", "Expired";
    GIVE_IDENTITY = "下一步：填写经营主体和本人信息", "Next: your business and you";
    GIVE_CONSENT = "下一步：逐项授权查询", "Next: authorise the queries";
    SUBMIT = "下一步：核对并提交", "Next: check and submit";
    WAIT_FOR_DECISION = "银行正在核实和审批，您不用做什么", "The bank is verifying and deciding; nothing for you to do";
    WAIT_FOR_REVIEW = "银行的审批人员正在处理，您不用做什么", "A person at the bank is deciding; nothing for you to do";
    SETTLE_SIGNATORY = "须由登记的本人签署，请查看怎么办", "Somebody else has to sign; see what to do";
    READ_COST_SHEET = "下一步：看清成本并确认", "Next: read the cost and confirm";
    VERIFY_FACE = "下一步：签署前核验本人", "Next: verify yourself before signing";
    SIGN = "下一步：签署合同", "Next: sign the contract";
    NAME_AND_DRAW = "已开通额度，可以用款", "The limit is open; draw when you like";
    NOTHING = "这笔申请已结束", "This application has ended";
}

/// What a stage is called.
pub const fn of_stage(stage: StageName) -> Message {
    match stage {
        StageName::Draft => DRAFT,
        StageName::Submitted => SUBMITTED,
        StageName::Referred => REFERRED,
        StageName::Declined => DECLINED,
        StageName::Approved => APPROVED,
        StageName::Disclosed => DISCLOSED,
        StageName::Accepted => ACCEPTED,
        StageName::Signed => SIGNED,
        StageName::Withdrawn => WITHDRAWN,
        StageName::Expired => EXPIRED,
    }
}

/// What happens next, and who does it.
pub const fn of_next_step(next: NextStep) -> Message {
    match next {
        NextStep::GiveIdentity => GIVE_IDENTITY,
        NextStep::GiveConsent => GIVE_CONSENT,
        NextStep::Submit => SUBMIT,
        NextStep::WaitForDecision => WAIT_FOR_DECISION,
        NextStep::WaitForReview => WAIT_FOR_REVIEW,
        NextStep::SettleSignatory => SETTLE_SIGNATORY,
        NextStep::ReadCostSheet => READ_COST_SHEET,
        NextStep::VerifyFace => VERIFY_FACE,
        NextStep::Sign => SIGN,
        NextStep::Draw => NAME_AND_DRAW,
        NextStep::Nothing => NOTHING,
    }
}

/// By when the bank promises an answer.
pub fn promised(time: &str, language: Language) -> String {
    match language {
        Language::Zh => ["承诺 ", time, " 前答复"].concat(),
        Language::En => ["An answer is promised by ", time].concat(),
    }
}
