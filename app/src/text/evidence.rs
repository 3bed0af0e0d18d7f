//! The dated chain of one application.

use shared::{evidence::EvidenceBody, language::Language};

use super::Message;

messages! {
    TITLE = "存证记录", "Evidence";
    LEAD = "每一步都记入一条链，改动其中任何一条，后面的都对不上。", "Every step is in one chain. Change any of it, and what follows no longer fits.";
    HOLDS = "核验通过：链条、签名与日志证明都对得上", "It holds: chain, signatures and log proofs fit";
    BROKEN = "核验不通过", "It does not hold";
    CHAIN_HEAD = "末条摘要", "Digest of the last";
    LOG = "存证日志", "Evidence log";
    LOG_KEY = "日志公钥", "Log key";
    LOG_KEY_NOTE = "与合同“电子签名与存证”条款、银行公布的公钥核对", "Compare with the agreement's clause on evidence and with what the bank publishes";
    LOG_GREW = "日志自您上次查看以来只增不改", "Since you last looked, the log only grew";
    LOG_REWRITTEN = "日志与您上次看到的不是同一份历史，请保留文件并联系银行或监管部门", "The log is not the history you were shown before. Keep the file and ask the bank or its regulator";
    SIGNER = "签署人证书", "Signer's certificate";
    CERTIFIED_BY = "认证机构", "Certified by";
    ROOT = "根证书摘要", "Digest of the root";
    STAMP = "可信时间戳", "Time-stamp";
    STAMP_UNDER_WAY = "办理中", "Under way";
    STAMP_WAITS = "时间戳办理中：签名已生效，时间戳机构回应后自动补上", "The time-stamp is under way. The signature stands; it is added when the authority answers";
    ABSENT = "文件中没有的文书", "Documents not in the file";
    ABSENT_NOTE = "记录里有它们的摘要，内容不在文件里", "The events name them by digest; their content is not here";
    CONTRACT_PDF = "下载已签合同（PDF）", "Download the signed agreement (PDF)";
    VERIFY_A_FILE = "核验一份存证文件", "Check an evidence file";
    VERIFY_TITLE = "核验存证文件", "Check an evidence file";
    VERIFY_LEAD = "选择从普惠下载的存证文件，就在这台设备上核验，断网也可以。", "Choose an evidence file downloaded from Puhui. It is checked on this device, also without a network.";
    CHOOSE_FILE = "选择文件，或拖到这里", "Choose a file, or drop it here";
    STAYS_HERE = "文件不会上传。", "The file is not uploaded.";
    UNREADABLE_FILE = "读不出这个文件，请重新选择。", "This file cannot be read. Choose another.";
    PROVES_NOT = "核验不能证明什么", "What this does not prove";
    PROVES_NOT_RECORDED = "银行当初是否如实、及时地记录，它的时钟是否准确。", "That the bank recorded what happened truthfully and at once, or that its clock was right.";
    PROVES_NOT_KEY = "日志公钥是不是银行的：请与合同或银行公布的公钥核对。", "That the log key is the bank's: compare it with the agreement or with what the bank publishes.";
    PROVES_NOT_LICENSED = "认证机构、时间戳机构是否持牌：名称中写明“演示”的都不是。", "That the authorities are licensed: those with “demonstration” in their names are not.";
    PROVES_NOT_WHO = "签署时手机在谁手里。", "Who held the phone when its key signed.";
    SAFEKEEPING = "下载后自己留存，以后可以用来核对银行的记录没有被改动。", "Keep the file. Later it proves whether the bank's records are still the same.";
    DOWNLOAD = "下载存证文件", "Download the evidence";
    CONSENT_GIVEN = "同意授权", "Authorisation given";
    CONSENT_WITHDRAWN = "撤回授权", "Authorisation withdrawn";
    FACTS_USED = "取得核实数据", "Verified facts fetched";
    SIGNATORY_NAMED = "登记核对：由申请人签署", "The registry names the applicant to sign";
    SIGNATORY_OTHER = "登记核对：须由登记的本人签署", "The registry names somebody else to sign";
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
    FACE_COMPARED = "刷脸核验", "Face compared";
    SEEING_SIGNER_ASKED = "转由工作人员核实签署人", "A person of the bank is to see who signs";
    SIGNER_SEEN = "工作人员核实签署人", "A person of the bank saw who signs";
    FACE_SAME = "是本人", "the applicant";
    FACE_DIFFERENT = "不是本人", "somebody else";
    FACE_UNCLEAR = "无法判断", "not clear";
    NOT_VERIFIED = "未能核实", "could not be verified";
    CLAUSE_ACKNOWLEDGED = "确认重点条款", "Key clause acknowledged";
    SIGNED = "合同签署", "Contract signed";
    TIMESTAMPED = "加盖可信时间戳", "Signature time-stamped";
    WITHDRAWN = "撤回申请", "Application withdrawn";
    UNDERTAKEN = "签署用途承诺书", "Purpose undertaken";
    DRAWN = "借款发放", "Money paid out";
    PAID = "还款", "Money paid back";
    LOAN_CHANGED = "变更借款", "Loan changed";
    LIMIT_RAISED = "提高额度", "Limit raised";
    STATEMENT_ANSWERED = "电子对账", "Statement answered";
    SETTLEMENT_CERTIFIED = "开具结清证明", "Certified as settled";
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
        EvidenceBody::SignatoryNamed { may_sign: true, .. } => SIGNATORY_NAMED,
        EvidenceBody::SignatoryNamed { .. } => SIGNATORY_OTHER,
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
        EvidenceBody::FaceCompared { .. } => FACE_COMPARED,
        EvidenceBody::SeeingSignerAsked { .. } => SEEING_SIGNER_ASKED,
        EvidenceBody::SignerSeen { .. } => SIGNER_SEEN,
        EvidenceBody::ClauseAcknowledged { .. } => CLAUSE_ACKNOWLEDGED,
        EvidenceBody::ContractSigned(_) => SIGNED,
        EvidenceBody::Timestamped(_) => TIMESTAMPED,
        EvidenceBody::Withdrawn {} => WITHDRAWN,
        EvidenceBody::Undertaken { .. } => UNDERTAKEN,
        EvidenceBody::Drawn { .. } => DRAWN,
        EvidenceBody::Paid { .. } => PAID,
        EvidenceBody::LoanChanged { .. } => LOAN_CHANGED,
        EvidenceBody::LimitRaised { .. } => LIMIT_RAISED,
        EvidenceBody::StatementAnswered { .. } => STATEMENT_ANSWERED,
        EvidenceBody::SettlementCertified { .. } => SETTLEMENT_CERTIFIED,
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

/// Which clause.
pub fn clause(number: u16, language: Language) -> String {
    let number = number.to_string();
    match language {
        Language::Zh => ["第", &number, "条"].concat(),
        Language::En => ["Clause ", &number].concat(),
    }
}

/// How much the log holds.
pub fn leaves(count: u64, language: Language) -> String {
    let count = count.to_string();
    match language {
        Language::Zh => ["共 ", &count, " 条，签名有效"].concat(),
        Language::En => [&count, " entries, signed"].concat(),
    }
}

/// How many documents are not there.
pub fn absent(count: usize, language: Language) -> String {
    let count = count.to_string();
    match language {
        Language::Zh => [&count, " 份"].concat(),
        Language::En => count,
    }
}
