//! Complaints and questions to people of the bank.

use shared::language::Language;

messages! {
    TITLE = "投诉与人工复核", "Complaints and review";
    LEAD = "由工作人员处理，写明承诺答复的时间；投诉不影响您的额度和利率。", "Handled by a person and answered by a promised time. Complaining changes neither limit nor rate.";
    KIND = "要办什么", "What is it";
    COMPLAINT = "投诉", "Complaint";
    COMPLAINT_NOTE = "15天内答复", "Answered within 15 days";
    REVIEW = "人工复核", "Ask for a person";
    REVIEW_NOTE = "请人看一看系统算的结果，5天内答复", "A person looks at what a machine worked out; answered within 5 days";
    DELETION = "删除个人资料", "Deletion of personal data";
    TEXT = "说明情况", "What it is about";
    TEXT_HINT = "1000字以内", "At most 1,000 characters";
    TEXT_MISSING = "请说明情况", "Say what it is about";
    SEND = "提交", "Send";
    SENT = "已收到", "We have it";
    ASKED = "办理记录", "What you asked";
    NONE = "还没有提交过。", "Nothing asked so far.";
    OPEN = "处理中", "With a person";
    ANSWERED = "已答复", "Answered";
    WITHDRAWN = "已撤回", "Withdrawn";
    WITHDRAW = "撤回", "Take it back";
}

/// By when it will be answered.
pub fn promised(time: &str, language: Language) -> String {
    match language {
        Language::Zh => ["承诺 ", time, " 前答复"].concat(),
        Language::En => ["An answer is promised by ", time].concat(),
    }
}

/// What the bank answered.
pub fn answered(answer: &str, language: Language) -> String {
    match language {
        Language::Zh => ["答复：", answer].concat(),
        Language::En => ["Answer: ", answer].concat(),
    }
}
