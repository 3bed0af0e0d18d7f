//! What a borrower says is wrong.

use shared::language::Language;

messages! {
    TITLE = "我的异议", "My disputes";
    OPEN = "核查中", "Being looked into";
    UPHELD = "成立，已更正", "Upheld, corrected";
    REFUSED = "不成立", "Refused";
    ENDED = "已结束", "Ended";
    FACTS = "审批所依据的数据", "The facts it rests on";
    FACTS_LEAD = "哪一项不对，就在哪一项旁边提出异议，银行会派人核查。", "If one of them is wrong, say so beside it; a person will look into it.";
    DISPUTE = "数据有误", "This is wrong";
    SAYS = "正确的数值（可不填）", "What it is, if you know";
    WHY = "哪里不对", "What is wrong with it";
    WHY_HINT = "例如：九月已缴清，有完税证明。", "Such as: paid in September, I have the receipt.";
    WHY_MISSING = "请写明哪里不对。", "Write what is wrong.";
    SEND = "提出异议", "Send";
    SENT = "已收到，正在核查", "Received; it is being looked into";
    HELD = "银行掌握", "The bank holds";
    YOU_SAY = "您认为", "You say";
    VERSIONS = "历次审批结果", "Every decision";
    BY_PERSON = "人工审批", "Decided by a person";
    BY_RULE = "系统按规则审批", "Decided by rule";
    GREEN = "绿色审批通道", "Green lane";
}

/// By when an answer is promised.
pub fn promised(time: &str, language: Language) -> String {
    match language {
        Language::Zh => ["承诺在 ", time, " 前答复"].concat(),
        Language::En => ["An answer is promised by ", time].concat(),
    }
}

/// Who decided, and when.
pub fn decided_by(name: &str, number: &str, time: &str, language: Language) -> String {
    match language {
        Language::Zh => ["由 ", name, "（", number, "）审批，", time].concat(),
        Language::En => ["By ", name, " (", number, "), ", time].concat(),
    }
}
