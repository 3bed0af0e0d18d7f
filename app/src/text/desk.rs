//! The desk of the bank's people.

use shared::{
    desk::{MatterKind, Outcome},
    facts::say_money,
    language::Language,
    money::Money,
};

use super::Message;

messages! {
    DESK = "银行工作台", "Desk";
    QUEUE = "待办案件", "Cases waiting";
    QUEUE_LEAD = "按承诺的答复时间排列，最早到期的在最前。", "In the order of what was promised: whoever is due first comes first.";
    EMPTY = "没有等待处理的案件", "No case is waiting";
    NOT_YOURS = "您的职责不包括案件审批。", "Deciding cases is not among your duties.";
    REFRESH = "刷新", "Refresh";
    POOLS = "风险补偿资金池", "Risk pools";
    REFERRAL = "转人工", "Referred";
    REVIEW = "申请复核", "Review";
    VISIT = "待实地调查", "Visit";
    DISPUTE = "数据异议", "Dispute";
    PAPER = "核对提额材料", "Paper to check";
    PAPER_SHOWN = "客户提交的材料", "Paper handed in";
    FIGURE = "要证明的数字", "Figure it is to show";
    LOOK_AT_PAPER = "查看材料", "Look at the paper";
    PAPER_ANSWER = "核对结果", "What it shows";
    SHOWS_IT = "材料属实，录入数字", "It shows the figure";
    SHOWS_NOT = "不能采用", "It does not";
    FIGURE_SEEN = "材料上的数字", "Figure on the paper";
    FIGURE_HINT = "录入后马上按这个数字重新审批额度，并通知客户；与来源数据不一致的，会写进审批理由。", "The limit is decided again on this figure at once, and the borrower is told. Where a source says otherwise, the reasons say so.";
    FIGURE_MISSING = "请录入材料上的数字", "Write down the figure on the paper";
    SIGNER = "核实签署人", "Verify the signer";
    SIGNER_HOW = "请当面或视频核对身份证原件与本人，写明核对方式。", "Check the person against the original resident ID, face to face or by video, and write how.";
    SIGNER_IS = "是本人，可以签署", "It is the applicant";
    SIGNER_MISSING = "请选择核实结果", "Choose what you saw";
    SIGNER_IS_NOT = "未能核实", "Could not be verified";
    GREEN = "绿色通道", "Green lane";
    OVERDUE = "已超承诺时间", "Past the promise";
    CASE = "案件", "Case";
    PROMISE = "承诺答复时间", "Answer promised by";
    CAME = "转入时间", "Came at";
    WANTED = "申请金额", "Wanted";
    WHO = "申请人", "Applicant";
    BUSINESS = "经营主体", "Business";
    CODE = "统一社会信用代码", "Registration code";
    ID = "证件号码", "ID";
    MOBILE = "联系电话", "Mobile";
    ENGINE = "系统测算", "What the engine says";
    ENGINE_LIMIT = "最高可批额度", "Most that can be approved";
    ENGINE_RATE = "执行利率", "Rate";
    NO_PRODUCT = "该产品已不在产品目录中，不能审批。", "The product has left the catalogue; nothing can be decided.";
    WHY = "转人工的原因", "Why a person is needed";
    MISSING = "缺少的数据", "What nobody knows";
    FINDINGS = "存疑之处", "What does not fit";
    FACTS = "数据与来源", "Facts and where they come from";
    FACT = "项目", "Fact";
    DECLARED = "申报", "Declared";
    VERIFIED = "核实", "Verified";
    TRACE = "规则逐条结果", "Every rule as evaluated";
    RULE = "规则", "Rule";
    OBSERVED = "实际", "Observed";
    RESULT = "结果", "Result";
    PASSED = "通过", "Passed";
    DECLINES = "不予通过", "Declines";
    REFERS = "转人工", "Refers";
    UNKNOWN = "未知", "Unknown";
    VERSIONS = "历次审批", "Every decision";
    BY_ENGINE = "系统审批", "By rule";
    RECORDS = "已录入的核实数据", "Written down so far";
    QUERIES = "查询记录", "Query log";
    PAPERS = "已存文件", "Papers kept";
    ACTS = "办理记录", "What was done";
    NOTHING_YET = "暂无", "Nothing yet";
    WRITE_DOWN = "录入核实数据", "Write down what you saw";
    WRITE_DOWN_LEAD = "只录入您亲眼见到证明的数据。录入后系统按新数据重新审批，原结果保留。", "Only what you saw proof of. The engine then decides again on it; the earlier decision stays.";
    SOURCE = "依据", "Where you saw it";
    FROM_PAPERS = "书面材料", "Papers";
    FROM_VISIT = "实地调查", "A visit";
    AS_OF = "材料日期", "Of which day";
    AS_OF_HINT = "如 2026-11-23", "Such as 2026-11-23";
    DAY_UNREADABLE = "请按 2026-11-23 的格式填写日期。", "Write the day like 2026-11-23.";
    NOTE = "说明", "Note";
    NOTE_HINT = "看到了什么材料、与谁核实；客户可以看到。", "Which papers, who was spoken to. The borrower can read it.";
    NOTE_MISSING = "请写明依据。", "Write what it rests on.";
    NOTHING_WRITTEN = "请至少填写一项数据。", "Write down at least one fact.";
    RECORD = "录入并重新审批", "Write down and decide again";
    DECIDE = "作出审批", "Decide";
    VERDICT = "审批意见", "Decision";
    APPROVE = "同意", "Approve";
    DECLINE = "不同意", "Decline";
    LIMIT = "批准额度", "Limit";
    LIMIT_HINT = "不超过系统测算额度；低于申请金额即为调整方案。", "At most what the engine computes; below what was asked it is a counter-offer.";
    LIMIT_UNREADABLE = "请填写额度，如 30万 或 300000。", "Write a limit, such as 300000.";
    GROUNDS_FOR = "同意的理由", "Grounds for it";
    GROUNDS_AGAINST = "减少额度的理由", "Grounds for less";
    GROUNDS_DECLINE = "不同意的理由", "Grounds against it";
    GROUND_NOTE = "具体情况", "What exactly";
    CHOOSE_FOR = "请至少选一条同意的理由，并写明具体情况。", "Choose at least one ground and write what exactly it is.";
    CHOOSE_AGAINST = "请至少选一条理由，并写明具体情况。", "Choose at least one ground and write what exactly it is.";
    SUBMIT_DECISION = "提交审批意见", "Decide";
    CLOSED = "已办结", "Dealt with";
    NEXT_CASE = "继续办理此案", "Go on with this case";
    BACK_TO_QUEUE = "返回待办", "Back to the queue";
    DISPUTED = "客户提出的异议", "What the borrower says";
    HELD = "银行掌握的数值", "What the bank holds";
    SAYS = "客户认为是", "The borrower says";
    DOES_NOT_KNOW = "未填写", "Left open";
    BECAUSE = "理由", "Because";
    ASK_AGAIN = "再次查询来源", "Ask the source again";
    NOW_HELD = "目前数值", "Held now";
    ANSWER = "答复异议", "Answer the dispute";
    UPHOLD = "异议成立", "It was wrong";
    REFUSE = "异议不成立", "It stands";
    CORRECTED = "更正后的数值", "What it is";
    CORRECTED_HINT = "来源已更正的可不填。", "Leave it out when the source has corrected it.";
    REASON = "答复理由", "Why it stands";
    SUBMIT_ANSWER = "答复客户", "Answer";
    REQUESTS = "客户投诉与咨询", "Complaints and questions";
    COMPLAINT = "投诉", "Complaint";
    QUESTION = "请求人工查看", "Asks for a person to look";
    DELETION = "申请删除个人资料", "Asks for deletion of personal data";
    DELETION_NOTE = "可以删除的已经删除。请逐项说明保留的依据和期限；答复时将附上当天的清单。", "What can go has gone. Explain each duty to keep and its end; the list as of that day goes with your answer.";
    WRITE_ANSWER = "答复", "Answer";
    ANSWER_HINT = "客户会看到这段答复。", "The borrower reads this answer.";
    LEFT_OUT = "不填", "Leave out";
    SIGNED_IN_AS = "当前人员", "Signed in as";
}

/// What a matter is called.
pub const fn of_matter(matter: MatterKind) -> Message {
    match matter {
        MatterKind::Referral => REFERRAL,
        MatterKind::Review => REVIEW,
        MatterKind::Visit => VISIT,
        MatterKind::Dispute => DISPUTE,
        MatterKind::Paper => PAPER,
        MatterKind::Signer => SIGNER,
    }
}

/// How many cases wait beyond those shown.
pub fn more(count: u32, language: Language) -> String {
    let count = count.to_string();
    match language {
        Language::Zh => ["还有 ", &count, " 件排在后面"].concat(),
        Language::En => [&count, " more wait behind these"].concat(),
    }
}

/// How long is left of a promise: `还有 3 小时 20 分`, `还有 14 天 23 小时`.
pub fn left(seconds: i64, language: Language) -> String {
    let minutes = seconds.div_euclid(60);
    let (hours, minutes) = (minutes.div_euclid(60), minutes.rem_euclid(60).to_string());
    if hours >= 72 {
        let (days, hours) = (hours.div_euclid(24).to_string(), hours.rem_euclid(24).to_string());
        return match language {
            Language::Zh => ["还有 ", &days, " 天 ", &hours, " 小时"].concat(),
            Language::En => [&days, " d ", &hours, " h left"].concat(),
        };
    }
    let hours = hours.to_string();
    match language {
        Language::Zh => ["还有 ", &hours, " 小时 ", &minutes, " 分"].concat(),
        Language::En => [&hours, " h ", &minutes, " min left"].concat(),
    }
}

/// A version of a decision: `第2版`.
pub fn version(version: u32, language: Language) -> String {
    let version = version.to_string();
    match language {
        Language::Zh => ["第", &version, "版"].concat(),
        Language::En => ["Version ", &version].concat(),
    }
}

/// Who decided: `演示客户经理（8001）`.
pub fn officer(name: &str, number: &str, language: Language) -> String {
    match language {
        Language::Zh => [name, "（", number, "）"].concat(),
        Language::En => [name, " (", number, ")"].concat(),
    }
}

/// How a task ended.
pub fn of_outcome(outcome: &Outcome, language: Language) -> String {
    match (outcome, language) {
        (Outcome::Decided { version: made, by: None }, _) => {
            [&version(*made, language), language.pick("，系统按新数据审批", ", decided by rule")]
                .concat()
        }
        (Outcome::Decided { version: made, by: Some(by) }, _) => {
            let who = officer(&by.name, &by.number, language);
            [&version(*made, language), language.pick("，", ", "), &who].concat()
        }
        (Outcome::Upheld { .. }, _) => {
            language.pick("异议成立，数据已更正", "upheld and corrected").to_owned()
        }
        (Outcome::Confirmed { .. }, _) => {
            language.pick("材料属实，已按此重新审批", "confirmed, and decided on it").to_owned()
        }
        (Outcome::Refused { .. }, _) => language.pick("不成立", "refused").to_owned(),
        (Outcome::Seen { is_the_applicant, .. }, _) => {
            let seen = if *is_the_applicant { SIGNER_IS } else { SIGNER_IS_NOT };
            seen.in_language(language).to_owned()
        }
        (Outcome::TakenBack, _) => {
            language.pick("客户已撤回申请", "the borrower took the application back").to_owned()
        }
        (Outcome::Replaced, _) => language.pick("已转为复核", "became a review").to_owned(),
    }
}

/// The most that may be approved, beside the field.
pub fn at_most(limit: Money, language: Language) -> String {
    let limit = say_money(limit, language);
    match language {
        Language::Zh => ["最高 ", &limit].concat(),
        Language::En => ["At most ", &limit].concat(),
    }
}

/// That a paper's figure was preferred to what a source had.
pub fn instead_of(source: &str, day: &str, said: &str, language: Language) -> String {
    match language {
        Language::Zh => ["（", source, day, "为", said, "）"].concat(),
        Language::En => [" (the ", source, " had ", said, " on ", day, ")"].concat(),
    }
}

/// The word an act or a document is stored as, for people.
pub fn of_word(word: &str, language: Language) -> String {
    let said = match word {
        "facts" => language.pick("核实数据", "facts"),
        "visit" => language.pick("实地调查", "visit"),
        "decision" => language.pick("审批", "decision"),
        "query" => language.pick("再次查询", "asked again"),
        "answer" => language.pick("答复", "answered"),
        "signer" => language.pick("核实签署人", "saw the signer"),
        "answered" => language.pick("已答复", "answered"),
        "unreachable" => language.pick("无法连接", "unreachable"),
        "slow" => language.pick("超时", "too slow"),
        "catalogue" => language.pick("产品目录", "catalogue"),
        "decision_request" => language.pick("审批输入", "decision's input"),
        "decision_answer" => language.pick("审批结果", "decision's answer"),
        "judgement" => language.pick("人工审批意见", "person's decision"),
        "record" => language.pick("录入数据", "facts written down"),
        "dispute" => language.pick("客户异议", "dispute"),
        "dispute_answer" => language.pick("异议答复", "dispute's answer"),
        "face_compared" => language.pick("刷脸核验结果", "face check"),
        "signer_seen" => language.pick("签署人核实记录", "what was seen of the signer"),
        "consent_text" => language.pick("授权书", "authorisation"),
        "identity" => language.pick("身份信息", "identity"),
        "cost_sheet" => language.pick("成本明示表", "cost sheet"),
        "contract" => language.pick("合同", "contract"),
        "undertaking" => language.pick("用途承诺书", "undertaking"),
        "signatory" => language.pick("登记的签署人", "registered signatory"),
        "servicing" => language.pick("借款变更", "loan's change"),
        "supplement" => language.pick("提额补充约定", "supplement on the limit"),
        "statement" => language.pick("月度对账单", "monthly statement"),
        "notice" => language.pick("征信报送提示", "notice before reporting"),
        "settlement_certificate" => language.pick("结清证明", "settlement certificate"),
        other => other,
    };
    said.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_promise_is_said_in_hours_and_minutes() {
        assert_eq!(left(2 * 3600 + 61, Language::Zh), "还有 2 小时 1 分");
        assert_eq!(left(59, Language::En), "0 h 0 min left");
        assert_eq!(left(15 * 86_400 - 1, Language::Zh), "还有 14 天 23 小时");
    }
}
