//! The dated chain of one application.

use shared::{evidence::EvidenceBody, language::Language};

use super::Message;

messages! {
    TITLE = "存证记录", "Evidence";
    LEAD = "每一步都记入一条链，改动其中任何一条，后面的都对不上。", "Every step is in one chain. Change any of it, and what follows no longer fits.";
    HOLDS = "链条完整，已在本机验证", "The chain holds; verified on this phone";
    BROKEN = "链条有问题", "The chain does not hold";
    SAFEKEEPING = "下载后自己留存，以后可以用来核对银行的记录没有被改动。", "Keep the file. Later it proves whether the bank's records are still the same.";
    DOWNLOAD = "下载存证文件", "Download the evidence";
    CONSENT_GIVEN = "同意授权", "Authorisation given";
    CONSENT_WITHDRAWN = "撤回授权", "Authorisation withdrawn";
    FACTS_USED = "取得核实数据", "Verified facts fetched";
    DECIDED = "审批完成", "Decided";
    REVIEW_REQUESTED = "申请人工复核", "Review by a person requested";
    FACTS_RECORDED = "审批人员录入核实数据", "Verified facts written down by a person";
    JUDGED = "人工审批", "Decided by a person";
    DISPUTED = "提出数据异议", "A datum disputed";
    DISPUTE_UPHELD = "异议成立，已更正", "Dispute upheld and corrected";
    DISPUTE_REFUSED = "异议不成立", "Dispute refused";
    COST_SHEET_DISPLAYED = "展示综合融资成本明示表", "Cost sheet shown";
    COST_SHEET_ACKNOWLEDGED = "确认综合融资成本明示表", "Cost sheet acknowledged";
    CONTRACT_RENDERED = "生成借款合同", "Contract made out";
    SIGNER_VERIFIED = "签署人身份核验", "Signer verified";
    SIGNED = "合同签署", "Contract signed";
    WITHDRAWN = "撤回申请", "Application withdrawn";
    DRAWN = "借款发放", "Money paid out";
    PAID = "还款", "Money paid back";
    LOAN_CHANGED = "变更借款", "Loan changed";
    LIMIT_RAISED = "提高额度", "Limit raised";
    STATEMENT_ANSWERED = "电子对账", "Statement answered";
    ADVERSE_NOTICE_GIVEN = "征信报送提示", "Notice before reporting to the credit bureau";
    FROZEN = "冻结额度", "Facility frozen";
    UNFROZEN = "解除冻结", "Freeze lifted";
}

/// What an event is called.
pub const fn of_body(body: &EvidenceBody) -> Message {
    match body {
        EvidenceBody::ConsentGiven { .. } => CONSENT_GIVEN,
        EvidenceBody::ConsentWithdrawn { .. } => CONSENT_WITHDRAWN,
        EvidenceBody::FactsUsed { .. } => FACTS_USED,
        EvidenceBody::Decided { .. } => DECIDED,
        EvidenceBody::ReviewRequested {} => REVIEW_REQUESTED,
        EvidenceBody::FactsRecorded { .. } => FACTS_RECORDED,
        EvidenceBody::Judged { .. } => JUDGED,
        EvidenceBody::Disputed { .. } => DISPUTED,
        EvidenceBody::DisputeAnswered { upheld: true, .. } => DISPUTE_UPHELD,
        EvidenceBody::DisputeAnswered { .. } => DISPUTE_REFUSED,
        EvidenceBody::CostSheetDisplayed { .. } => COST_SHEET_DISPLAYED,
        EvidenceBody::CostSheetAcknowledged { .. } => COST_SHEET_ACKNOWLEDGED,
        EvidenceBody::ContractRendered { .. } => CONTRACT_RENDERED,
        EvidenceBody::SignerVerified { .. } => SIGNER_VERIFIED,
        EvidenceBody::Signed { .. } => SIGNED,
        EvidenceBody::Withdrawn {} => WITHDRAWN,
        EvidenceBody::Drawn { .. } => DRAWN,
        EvidenceBody::Paid { .. } => PAID,
        EvidenceBody::LoanChanged { .. } => LOAN_CHANGED,
        EvidenceBody::LimitRaised { .. } => LIMIT_RAISED,
        EvidenceBody::StatementAnswered { .. } => STATEMENT_ANSWERED,
        EvidenceBody::AdverseNoticeGiven { .. } => ADVERSE_NOTICE_GIVEN,
        EvidenceBody::Frozen {} => FROZEN,
        EvidenceBody::Unfrozen {} => UNFROZEN,
    }
}

/// How many events there are.
pub fn events(count: usize, language: Language) -> String {
    let count = count.to_string();
    match language {
        Language::Zh => ["共 ", &count, " 条记录"].concat(),
        Language::En => [&count, " events"].concat(),
    }
}

/// How long the cost sheet was read.
pub fn seconds_read(seconds: u32, language: Language) -> String {
    let seconds = seconds.to_string();
    match language {
        Language::Zh => ["阅读 ", &seconds, " 秒"].concat(),
        Language::En => ["Read for ", &seconds, " s"].concat(),
    }
}
